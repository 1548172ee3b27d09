/** How it ended: paid, failed, cancelled, expired. And when there is nothing to end. */
import type { Method } from "@malipo/protocol";
import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { fill } from "../locales/words.ts";
import { availableMethods, needsPhone } from "../state/methods.ts";
import { byTransfer } from "../state/transfer.ts";
import { mayTryAgain } from "../state/transition.ts";
import {
  badge,
  button,
  checkButton,
  linkButton,
  notice,
  plainScreen,
} from "./parts.ts";
import {
  duration,
  methodName,
  money,
  moment,
  say,
  troubleText,
  wordsFor,
} from "./text.ts";
import type { On, Ordered, View } from "./view.ts";

export function renderSucceeded(view: On<"succeeded">): TemplateResult {
  const { state, w, close, actions } = view;
  const { outcome, order } = state;
  const amount = money(view, outcome.amount);
  const row = (name: string, value: string | null | undefined): unknown =>
    value
      ? html`<div class="row">
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`
      : nothing;
  return plainScreen(
    view,
    badge("check", "good"),
    html`<p>${say(view, w.$succeededText, { amount })}</p>
      ${order.flags.overpaid ? notice(say(view, w.$overpaid), "warn") : nothing}
      <dl part="receipt">
        ${row(w.$reference, order.reference)} ${row(w.$amount, amount)}
        ${row(w.$paidWith, outcome.method === null ? undefined : methodName(view, outcome.method))}
        ${row(w.$receipt, outcome.receipt)}
        ${row(w.$date, moment(view, outcome.at))}
      </dl>
      <slot name="success"></slot>
      ${close ? button(w.$close, close, "secondary") : nothing}
      ${
        order.source.type === "merchant"
          ? nothing
          : button(w.$another, actions.startAgain, "quiet")
      }`,
  );
}

function againButtons(view: Ordered): unknown {
  const { w, state, now, actions } = view;
  const { order, wanted } = state;
  const { attempt } = order;
  if (!mayTryAgain(order)) return nothing;
  const available = availableMethods(order, wanted);
  const others = available.filter(({ id }) => id !== attempt?.method);
  const same =
    attempt?.failure?.retryable !== false && others.length < available.length;
  const leftMs = Date.parse(attempt?.retryAt ?? "") - now;
  const waits = leftMs > 0;
  const text = waits ? fill(w.$againIn, { time: duration(leftMs) }) : w.$again;
  return html`${
    same ? button(text, actions.chooseAgain, "primary", waits) : nothing
  }
  ${
    others.length > 0
      ? button(w.$otherWay, actions.chooseAgain, same ? "quiet" : "primary")
      : nothing
  }`;
}

function contact(view: Ordered): unknown {
  const { supportUrl } = view.state.order.merchant;
  return supportUrl
    ? linkButton(say(view, view.w.$contact), supportUrl, "quiet")
    : nothing;
}

/** Another sum has moved than the order's. Nothing here may invite to pay, or say that no money was taken. */
export function renderDisputed(view: Ordered): TemplateResult {
  return plainScreen(
    view,
    badge("alert", "warn"),
    html`<p>${say(view, view.w.amount_mismatch)}</p>
      ${
        view.state.order.status === "pending"
          ? checkButton(view, "secondary")
          : againButtons(view)
      }
      ${contact(view)}`,
  );
}

/** Of money that is sent from another app nobody knows before it has come. */
function lastWord({ w, state: { order } }: View, method: Method): string {
  return byTransfer(method, order) ? w.$sendNoMore : w.$nothingTaken;
}

export function renderFailed(view: On<"failed">): TemplateResult {
  const { w, state } = view;
  const { failure, status, method } = state.attempt;
  const code = failure?.code ?? "";
  const none = status === "expired" ? w.$expiredText : w.unknown;
  return plainScreen(
    view,
    badge("cross", "bad"),
    html`<p>
        ${say(view, wordsFor(view, code) ?? none)} ${lastWord(view, method)}
      </p>
      ${againButtons(view)} ${contact(view)}`,
  );
}

/** What is over and was not paid: an attempt given up, an order closed. */
export function renderOver(view: On<"cancelled" | "expired">): TemplateResult {
  const { w, state, actions } = view;
  const { status, source, attempt } = state.order;
  const expired = state.name === "expired";
  const { method = "card" } = attempt ?? {};
  const cancelledText = needsPhone(method, state.order)
    ? w.$cancelledText
    : lastWord(view, method);
  const text = expired ? w.$expiredText : cancelledText;
  const next =
    status === "open"
      ? againButtons(view)
      : source.type === "merchant"
        ? contact(view)
        : button(w.$startAgain, actions.startAgain);
  return plainScreen(
    view,
    badge(expired ? "clock" : "cross", "calm"),
    html`<p>${text}</p>
      ${next}`,
  );
}

export function renderUnavailable(view: On<"unavailable">): TemplateResult {
  const { w, actions, state } = view;
  const { code, about } = state.trouble;
  const elsewhere = code === "order_elsewhere";
  return plainScreen(
    view,
    badge("alert", "warn"),
    html`<p>${troubleText(view)}</p>
      ${button(elsewhere ? w.$startNew : w.$again, actions.reload, "secondary")}
      ${elsewhere ? html`<small>${about}</small>` : nothing}`,
  );
}
