/** The refunds of an order, and how one is stopped that has not been paid out. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { api } from "../../lib/api.ts";
import { dateTime, money } from "../../lib/format.ts";
import { hasScope } from "../../lib/session.ts";
import { badge, toneOf } from "../../ui/badge.ts";
import type { Question } from "../../ui/confirm.ts";
import { icon } from "../../ui/icon.ts";
import { fill, wordFor, words } from "../../words/words.ts";
import type { History } from "./timeline.ts";

type Refund = History["refunds"][number];

/** Those that the provider may not have paid yet. */
const STOPPABLE: readonly Refund["status"][] = [
  "submitting",
  "pending",
  "unconfirmed",
];

const canBeStopped = ({ status }: Pick<Refund, "status">): boolean =>
  STOPPABLE.includes(status);

/** Newest first. `stop`: asks. */
export function renderRefunds(
  { refunds }: History,
  stop: (refund: Refund) => void,
): TemplateResult {
  const { order, refundStatus, failure } = words();
  if (refunds.length === 0) return html``;
  const mayStop = hasScope("money_out");
  return html`<section class="card" aria-labelledby="refunds">
    <h2 id="refunds">${order.refunds}</h2>
    <ul class="rows">
      ${refunds.toReversed().map(
        (refund) =>
          html`<li>
            <span>
              <strong>${money(refund.amount)}</strong>
              ${badge(refundStatus[refund.status], toneOf(refund.status))}
              <span class="small muted"
                >${refund.phone} · ${dateTime(refund.createdAt)}</span
              >
              ${
                refund.failure === null
                  ? nothing
                  : html`<span class="small">${failure[refund.failure]}</span>`
              }
            </span>
            ${
              mayStop && canBeStopped(refund)
                ? html`<button
                    aria-label=${fill(order.stopRefundOf, {
                      amount: money(refund.amount),
                    })}
                    @click=${() => {
                      stop(refund);
                    }}
                  >
                    ${icon("cross")} ${order.stopRefund}
                  </button>`
                : nothing
            }
          </li>`,
      )}
    </ul>
    ${
      !mayStop && refunds.some(canBeStopped)
        ? html`<p class="small muted">${order.stopRefundNeeds}</p>`
        : nothing
    }
  </section>`;
}

export function stopQuestion({ id, orderId, amount }: Refund): Question {
  const { order } = words();
  let done = "";
  return {
    title: fill(order.stopRefundTitle, { amount: money(amount) }),
    text: order.stopRefundText,
    confirm: order.stopRefund,
    isDangerous: true,
    problems: order.stopRefundProblems,
    act: async () => {
      const { refund } = await api.post(
        "/v1/merchant/orders/{id}/refunds/{refundId}/reject",
        { path: { id: orderId, refundId: id }, body: {} },
      );
      done = becameOf(refund);
    },
    done: () => done,
  };
}

/** The provider's status wins: it may have paid just before. */
function becameOf({ status }: Refund): string {
  const { order, refundStatus } = words();
  if (status === "rejected") return order.refundStopped;
  if (status === "paid") return order.refundStoppedLate;
  return fill(order.refundNow, { status: wordFor(refundStatus, status) });
}
