/** The frame around every screen: banner, header, columns, footer, and the live region. */
import type { TemplateResult } from "lit";
import { nothing } from "lit";
import { SCREENS } from "../state/checkout-state.ts";
import { skipsReview } from "../state/methods.ts";
import { html } from "./html.ts";
import { renderLink } from "./link.ts";
import {
  renderDisputed,
  renderFailed,
  renderIdle,
  renderOver,
  renderSucceeded,
  renderUnavailable,
} from "./outcome.ts";
import { button } from "./parts.ts";
import { renderPay } from "./pay.ts";
import {
  renderAway,
  renderMoment,
  renderSubmitting,
  renderUnconfirmed,
} from "./progress.ts";
import { renderReview } from "./review.ts";
import { summary } from "./summary.ts";
import {
  isDisputed,
  isTest,
  merchantName,
  screenTitle,
  troubleText,
} from "./text.ts";
import type { Ordered, View } from "./view.ts";
import { renderWaiting } from "./waiting.ts";

/** The view of each screen, with that screen's state. */
const SCREEN_VIEWS = {
  idle: renderIdle,
  loading: renderMoment,
  review: (view: View) =>
    view.state.link
      ? renderLink(view, view.state.link)
      : renderReview(view as Ordered),
  details: renderPay,
  method: renderPay,
  submitting: renderSubmitting,
  waiting: renderWaiting,
  redirecting: renderAway,
  confirming: renderAway,
  unconfirmed: renderUnconfirmed,
  succeeded: renderSucceeded,
  failed: renderFailed,
  cancelled: renderOver,
  expired: renderOver,
  unavailable: renderUnavailable,
};

export function renderShell(view: View): TemplateResult {
  const { state, words, close } = view;
  const { name, order, link, connection } = state;
  const merchant = merchantName(state);
  // Loading looks like the screen that is expected: the answer is drawn into the same elements.
  const expected = order && skipsReview(order, state) ? "method" : "review";
  const looks = name === "loading" && (link || order) ? expected : name;
  const draw = (isDisputed(state) ? renderDisputed : SCREEN_VIEWS[looks]) as (
    view: View,
  ) => unknown;
  // So are the steps of choosing. Other screens have elements of their own, which don't move in from there.
  const place = /^(rev|det|met)/.test(looks) ? "loading" : looks;
  return html`<div
    class="root"
    part="root"
    dir=${words.$dir}
    data-screen=${name}
  >
    <div class="top">
      <div class="bar" role="status">
        ${
          connection === "online"
            ? nothing
            : html`<p class="signal" part="banner">${words[connection]}</p>`
        }
      </div>
      <header class="row" part="header" role="none">
        <slot name="header">
          ${merchant && html`<b part="monogram" aria-hidden="true">${Array.from(merchant)[0]}</b>`}
          <strong part="merchant"><bdi>${merchant}</bdi></strong>
          <small part="reference" translate="no">${order?.reference}</small>
        </slot>
        ${
          isTest(view)
            ? html`<span class="warn" part="test-mode"
                >${words.$testMode}</span
              >`
            : nothing
        }
        ${close === null ? nothing : button("✕", close, "quiet", false, words.$close)}
      </header>
    </div>
    <div class="columns ${looks === name ? "" : "blank"}">
      ${
        order === null || looks === "review"
          ? nothing
          : summary(view as Ordered)
      }
      ${SCREENS.map((screen) => (screen === place ? draw(view) : nothing))}
    </div>
    <footer part="footer" role="none">
      <slot name="footer"></slot>
      <small class="pending">${view.languageSwitch?.(view)}</small>
    </footer>
    <p
      class="unseen"
      role="status"
      data-title=${screenTitle(view)}
      data-trouble=${troubleText(view)}
    ></p>
  </div>`;
}
