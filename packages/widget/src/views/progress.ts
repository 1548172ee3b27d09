/** Screens on which the shopper waits for the relay, the provider's page or a result. */
import type { TemplateResult } from "lit";
import { nothing } from "lit";
import { fill } from "../locales/words.ts";
import { payKind } from "../state/pay-kind.ts";
import { isTransferMethod } from "../state/transfer.ts";
import { canTryAgain } from "../state/transition.ts";
import { html } from "./html.ts";
import {
  badge,
  button,
  checkButton,
  linkButton,
  notice,
  otherWayButton,
  plainScreen,
  spinner,
} from "./parts.ts";
import { currentMethod, KIND_WORDS, say, unbroken } from "./text.ts";
import type { ViewOf, View } from "./view.ts";

/** After this time, say what takes so long and offer a way out. */
const SLOW_MS = 8000;

export function renderMoment(view: View): TemplateResult {
  return plainScreen(view, spinner(), nothing);
}

/**
 * The request is being sent. An attempt that the relay knows can be checked and cancelled; before that, the shopper can
 * only stop waiting, which doesn't take the request back.
 */
export function renderSubmitting(view: ViewOf<"submitting">): TemplateResult {
  const { words, actions, draft, state, shownMs } = view;
  const { asked } = draft;
  const known = state.order.attempt?.status === "submitting";
  const method = currentMethod(view);
  return plainScreen(
    view,
    spinner(),
    html`${
      asked
        ? html`<p>${fill(words.$phoneShown, { phone: unbroken(asked) })}</p>`
        : nothing
    }
    ${
      shownMs < SLOW_MS || !method
        ? nothing
        : html`<p role="status">
              ${words[KIND_WORDS[payKind(method, state.order)][2]]}
            </p>
            ${
              known
                ? html`${checkButton(view, "secondary")} ${otherWayButton(view)}`
                : button(words.$stop, actions.stopWaiting, "secondary")
            }`
    }`,
  );
}

/**
 * Before and after the provider's page. The link is for pages that prevent the redirect, and for shoppers who have come
 * back without paying.
 */
export function renderAway(
  view: ViewOf<"redirecting" | "confirming">,
): TemplateResult {
  const { words, state } = view;
  const { action, method, status } = state.attempt;
  const going = state.name === "redirecting";
  const unfinished = going && !view.leaving;
  // The transfer has arrived: it can't be cancelled any more.
  const arrived =
    status === "processing" && isTransferMethod(method, state.order);
  const text = arrived ? words.$arrivedText : words.$confirmingText;
  return plainScreen(
    view,
    unfinished ? badge("card", "calm") : spinner(),
    html`<p>
        ${unfinished ? words.$unfinishedText : say(view, going ? words.$redirectingText : text)}
      </p>
      ${
        action?.type === "redirect"
          ? linkButton(
              unfinished ? words.$continueThere : words.$openPage,
              action.url,
              going ? "primary" : "secondary",
            )
          : nothing
      }
      ${going && !unfinished ? nothing : checkButton(view, "secondary")}
      ${arrived ? nothing : otherWayButton(view)}`,
  );
}

/** The result is unknown. Offers another attempt only if the relay says that it is safe. */
export function renderUnconfirmed(view: ViewOf<"unconfirmed">): TemplateResult {
  const { words, state } = view;
  return plainScreen(
    view,
    badge("clock", "warn"),
    html`<p>${say(view, words.$unconfirmedText)}</p>
      ${checkButton(view, "primary")}
      ${
        canTryAgain(state.order)
          ? html`${notice(words.$otherWayWarning)} ${otherWayButton(view)}`
          : nothing
      }`,
  );
}
