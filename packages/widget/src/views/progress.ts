/** Screens on which the shopper waits: for us, for the provider's page, for an answer. */
import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { byTransfer } from "../state/transfer.ts";
import { mayTryAgain } from "../state/transition.ts";
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
import type { On, View } from "./view.ts";

export function renderMoment(view: View): TemplateResult {
  return plainScreen(view, spinner(), nothing);
}

/** Before and after the provider's page. The link is for whoever comes back, and for pages that keep the browser here. */
export function renderAway(
  view: On<"redirecting" | "confirming">,
): TemplateResult {
  const { w, state } = view;
  const { action, method, status } = state.attempt;
  const going = state.name === "redirecting";
  // The money is seen: it can't be given up any more.
  const arrived = status === "processing" && byTransfer(method, state.order);
  const text = arrived ? w.$arrivedText : w.$confirmingText;
  return plainScreen(
    view,
    spinner(),
    html`<p>${say(view, going ? w.$redirectingText : text)}</p>
      ${going ? trouble(view) : checkButton(view, "secondary")}
      ${
        action?.type === "redirect"
          ? linkButton(w.$openPage, action.url, going ? "primary" : "secondary")
          : nothing
      }
      ${arrived ? nothing : otherWayButton(view)}`,
  );
}

/** Nobody knows yet. Another attempt is offered only when the relay says that it is safe to. */
export function renderUnconfirmed(view: On<"unconfirmed">): TemplateResult {
  const { w, state } = view;
  return plainScreen(
    view,
    badge("clock", "warn"),
    html`<p>${say(view, w.$unconfirmedText)}</p>
      ${checkButton(view, "primary")}
      ${
        mayTryAgain(state.order)
          ? html`${notice(w.$otherWayWarning, "warn")} ${otherWayButton(view)}`
          : nothing
      }`,
  );
}
