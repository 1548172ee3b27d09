/** Screens on which the shopper waits for the relay, the provider's page or a result. */
import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { isTransferMethod } from "../state/transfer.ts";
import { canTryAgain } from "../state/transition.ts";
import {
  badge,
  checkButton,
  linkButton,
  notice,
  otherWayButton,
  plainScreen,
  spinner,
  trouble,
} from "./parts.ts";
import { say } from "./text.ts";
import type { ViewOf, View } from "./view.ts";

export function renderMoment(view: View): TemplateResult {
  return plainScreen(view, spinner(), nothing);
}

/** Before and after the provider's page. The link is for shoppers who come back, and for pages that prevent the redirect. */
export function renderAway(
  view: ViewOf<"redirecting" | "confirming">,
): TemplateResult {
  const { words, state } = view;
  const { action, method, status } = state.attempt;
  const going = state.name === "redirecting";
  // The transfer has arrived: it can't be cancelled any more.
  const arrived =
    status === "processing" && isTransferMethod(method, state.order);
  const text = arrived ? words.$arrivedText : words.$confirmingText;
  return plainScreen(
    view,
    spinner(),
    html`<p>${say(view, going ? words.$redirectingText : text)}</p>
      ${going ? trouble(view) : checkButton(view, "secondary")}
      ${
        action?.type === "redirect"
          ? linkButton(
              words.$openPage,
              action.url,
              going ? "primary" : "secondary",
            )
          : nothing
      }
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
          ? html`${notice(words.$otherWayWarning, "warn")}
            ${otherWayButton(view)}`
          : nothing
      }`,
  );
}
