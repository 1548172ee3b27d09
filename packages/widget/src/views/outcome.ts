/** Screens of outcomes (paid, failed, cancelled, expired), and of an empty cart. */
import type { Amount, Method } from "@malipo/protocol";
import type { TemplateResult } from "lit";
import { nothing } from "lit";
import { fill } from "../locales/words.ts";
import {
  availableMethods,
  methodOptions,
  needsPhone,
} from "../state/methods.ts";
import { isTransferMethod } from "../state/transfer.ts";
import { canTryAgain } from "../state/transition.ts";
import { html } from "./html.ts";
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
  heldText,
  heldTime,
  methodName,
  money,
  moment,
  say,
  troubleText,
  wordsFor,
} from "./text.ts";
import type { ViewOf, Ordered, View } from "./view.ts";

/** A receipt this old is not the end of what the shopper does now. */
const REMEMBERED_MS = 60_000;

/** What was sent back, and what is on its way. */
function refundLines(view: Ordered): unknown {
  const { words, state } = view;
  const { refunds } = state.order;
  const line = (text: string, of: Amount | undefined): unknown =>
    of?.value
      ? html`<p part="refund">
          ${say(view, text, { amount: money(view, of) })}
        </p>`
      : nothing;
  return html`${line(refunds?.state === "refunded" ? words.$refunded : words.$refundedPart, refunds?.paid)}
  ${line(words.$refundPending, refunds?.pending)}`;
}

export function renderSucceeded(view: ViewOf<"succeeded">): TemplateResult {
  const { state, words, actions, page, now } = view;
  const { outcome, order } = state;
  const amount = money(view, outcome.amount);
  // The same cart shows its receipt for a while: there must be a way to buy it once more.
  const remembered = now - Date.parse(outcome.at) > REMEMBERED_MS;
  const again =
    order.source.type === "payment_link"
      ? !order.source.single && words.$another
      : order.source.type === "cart" && remembered && words.$orderAgain;
  const row = (name: string, value: string | null | undefined): unknown =>
    value
      ? html`<div class="row">
          <dt>${name}</dt>
          <dd translate="no">${value}</dd>
        </div>`
      : nothing;
  return plainScreen(
    view,
    badge("check", "good"),
    html`<p>${say(view, words.$succeededText, { amount })}</p>
      ${refundLines(view)}
      ${order.flags.overpaid && !order.refunds?.paid.value ? notice(say(view, words.$overpaid)) : nothing}
      <dl part="receipt">
        ${row(words.$reference, order.reference)} ${row(words.$amount, amount)}
        ${
          order.parts?.[1]
            ? order.parts.map(({ method, amount: part, at }) =>
                row(
                  `${methodName(view, method)}, ${moment(view, at)}`,
                  money(view, part),
                ),
              )
            : nothing
        }
        ${row(words.$paidWith, outcome.method === null ? undefined : methodName(view, outcome.method))}
        ${row(words.$receipt, outcome.receipt)}
        ${row(words.$date, moment(view, outcome.at))}
      </dl>
      ${
        outcome.method && needsPhone(outcome.method, order)
          ? view.phones?.offer(view, outcome.method)
          : nothing
      }
      <slot name="success"></slot>
      ${shopButton(view)}
      ${receiptButton(view) ?? (page && button(words.$print, page.print, "secondary"))}
      ${again ? button(again, actions.startAgain, "quiet") : nothing}`,
  );
}

function againButtons(view: Ordered): unknown {
  const { words, state, now, actions } = view;
  const { order, wanted } = state;
  const { attempt } = order;
  if (!canTryAgain(order)) return nothing;
  const available = availableMethods(order, wanted);
  const others = available.filter(({ id }) => id !== attempt?.method);
  const own = methodOptions(order, wanted).find(
    ({ id }) => id === attempt?.method,
  );
  const held = own && heldTime(view, own);
  const same =
    attempt?.failure?.retryable !== false && (own?.available || held);
  const leftMs = Date.parse(attempt?.retryAt ?? "") - now;
  const time = held || (leftMs > 0 ? duration(leftMs) : "");
  const text = time ? fill(words.$againIn, { time }) : words.$again;
  return html`${own && held ? html`<p>${heldText(view, own)}</p>` : nothing}
  ${same ? button(text, actions.chooseAgain, "primary", time !== "") : nothing}
  ${
    others.length > 0
      ? button(words.$otherWay, actions.chooseAgain, same ? "quiet" : "primary")
      : nothing
  }`;
}

function contact(view: View): unknown {
  const url = view.state.merchant?.supportUrl;
  return url
    ? linkButton(say(view, view.words.$contact), url, "quiet")
    : nothing;
}

function receiptButton({ words, state: { order } }: Ordered): unknown {
  const url = order.outcome?.receiptUrl ?? order.receiptUrl;
  return url && linkButton(words.$receipt, url, "secondary");
}

/** The way back to the shop, where one is known. */
function shopButton({ words, close, page }: View): unknown {
  const text = words.$toShop;
  if (close) return button(text, close);
  return page?.shopUrl ? linkButton(text, page.shopUrl, "primary") : nothing;
}

export function renderIdle(view: View): TemplateResult {
  return plainScreen(
    view,
    badge("card", "calm"),
    html`<slot name="empty">
      <p>${view.words.$emptyText}</p>
      ${shopButton(view)}
    </slot>`,
  );
}

/** A different amount was paid. Must not invite to pay, or say that no money was taken. */
export function renderDisputed(view: Ordered): TemplateResult {
  return plainScreen(
    view,
    badge("alert", "warn"),
    html`<p>${say(view, view.words.amount_mismatch)}</p>
      ${
        view.state.order.status === "pending"
          ? checkButton(view, "secondary")
          : againButtons(view)
      }
      ${contact(view)}`,
  );
}

/**
 * Transfers from another app can still arrive, and a reviewed order may have been paid, so don't say that no money was
 * taken. Nor of what was sent back.
 */
function lastWord(view: Ordered, method: Method): string {
  const { words, state } = view;
  const { flags, outcome, amountPaid, refunds } = state.order;
  const paid = outcome && amountPaid?.value;
  if (flags.review || (paid && paid !== refunds?.paid.value))
    return say(view, words.order_under_review);
  if (isTransferMethod(method, state.order)) return words.$sendNoMore;
  return paid ? "" : words.$nothingTaken;
}

export function renderFailed(view: ViewOf<"failed">): TemplateResult {
  const { words, state } = view;
  const { failure, status, method } = state.attempt;
  const code = failure?.code ?? "";
  const none = status === "expired" ? words.$expiredText : words.unknown;
  return plainScreen(
    view,
    badge("cross", "bad"),
    html`<p>
        ${say(view, wordsFor(view, code) ?? none)} ${lastWord(view, method)}
      </p>
      ${againButtons(view)} ${contact(view)}`,
  );
}

/** Ended without a payment: a cancelled attempt or a closed order. */
export function renderOver(
  view: ViewOf<"cancelled" | "expired">,
): TemplateResult {
  const { words, state, actions } = view;
  const { status, source, attempt } = state.order;
  const expired = state.name === "expired";
  const { method = "card" } = attempt ?? {};
  const first = expired ? words.$expiredText : "";
  // Not after the order's end: the prompt has run out by then.
  const last =
    !expired && attempt && needsPhone(method, state.order)
      ? words.$cancelledText
      : "";
  const next =
    status === "open"
      ? againButtons(view)
      : source.type === "merchant"
        ? contact(view)
        : button(words.$startAgain, actions.startAgain);
  return plainScreen(
    view,
    badge(expired ? "clock" : "cross", "calm"),
    html`<p>${first} ${lastWord(view, method)} ${last}</p>
      ${refundLines(view)} ${receiptButton(view)} ${next}`,
  );
}

export function renderUnavailable(view: ViewOf<"unavailable">): TemplateResult {
  const { words, actions, state } = view;
  const { code, about } = state.trouble;
  const elsewhere = code === "order_elsewhere";
  return plainScreen(
    view,
    badge("alert", "warn"),
    html`<p>${(/^link_/.test(code) && about) || troubleText(view)}</p>
      ${
        code === "link_inactive"
          ? nothing
          : button(
              elsewhere ? words.$startNew : words.$again,
              actions.reload,
              "secondary",
            )
      }
      ${contact(view)} ${elsewhere ? html`<small>${about}</small>` : nothing}`,
  );
}
