/** Screens on which the shopper waits: for us, for the provider's page, for an answer. */
import type { TemplateResult } from "lit/html.js";
import { html, nothing } from "lit/html.js";
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

/** A real link: for whoever comes back, and for pages that keep the browser here. */
function pageLink(
  { w, state }: On<"redirecting" | "confirming">,
  kind: "primary" | "secondary",
): unknown {
  const { action } = state.attempt;
  return action?.type === "redirect"
    ? linkButton(w.$openPage, action.url, kind)
    : nothing;
}

export function renderRedirecting(view: On<"redirecting">): TemplateResult {
  return plainScreen(
    view,
    spinner(),
    html`<p>${say(view, view.w.$redirectingText)}</p>
      ${trouble(view)} ${pageLink(view, "primary")} ${otherWayButton(view)}`,
  );
}

export function renderConfirming(view: On<"confirming">): TemplateResult {
  return plainScreen(
    view,
    spinner(),
    html`<p>${view.w.$confirmingText}</p>
      ${checkButton(view, "secondary")} ${pageLink(view, "secondary")}
      ${otherWayButton(view)}`,
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
