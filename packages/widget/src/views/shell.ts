/** The frame around every screen: banner, header, columns, footer, and the live region. */
import type { TemplateResult } from "lit";
import { nothing } from "lit";
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
import { button, spinner } from "./parts.ts";
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

/** The loading screen before its texts are loaded; has the same size as the next screen. */
export function renderSkeleton(): TemplateResult {
  return html`<div
    class="root"
    part="root"
    data-screen="loading"
    aria-busy="true"
  >
    <header part="header" role="none"></header>
    <section class="main plain" part="main">
      ${spinner()}
      <p class="unsaid">&nbsp;</p>
    </section>
  </div>`;
}

export function renderShell(view: View): TemplateResult {
  const { state, words, close } = view;
  const { name, order, connection } = state;
  const merchant = merchantName(state);
  const draw = (isDisputed(state) ? renderDisputed : SCREEN_VIEWS[name]) as (
    view: View,
  ) => unknown;
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
    <div class="columns">
      ${
        order === null || name === "review" ? nothing : summary(view as Ordered)
      }
      ${draw(view)}
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
