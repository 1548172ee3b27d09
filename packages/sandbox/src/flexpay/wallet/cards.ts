/** A transfer as a card, for the page and the event stream. */
import { toTimeOfDay } from "../../web/kenya-time.ts";
import type { Html } from "../../web/html.ts";
import { html } from "../../web/html.ts";
import { toMoney } from "../money.ts";
import type { Transaction, TransactionStatus } from "../transaction.ts";

const SIGNS: Readonly<Record<TransactionStatus, string>> = {
  AWAITING_ACCEPTANCE: "M7 1a6 6 0 1 0 0 12A6 6 0 0 0 7 1M7 4v3l2 1.500",
  COMPLETED: "M2 7.500l3.500 3.500L12 4",
  REJECTED: "M3 3l8 8M11 3l-8 8",
  EXPIRED: "M3 7h8",
};

export function renderTransfer(transaction: Transaction, state: string): Html {
  const { reference, receiver, sender, status } = transaction;
  return html`<li
    class="transfer"
    id="transfer-${reference}"
    data-version="${status}"
    data-reference="${reference}"
    data-state="${status}"
  >
    <svg viewBox="0 0 14 14" aria-hidden="true">
      <path d="${SIGNS[status]}" />
    </svg>
    <div>
      <p class="sum">
        <strong>${toMoney(transaction)}</strong> to ${receiver.tag}
      </p>
      <p class="state">${state}</p>
      ${
        transaction.narration !== null &&
        html`<p class="narration">“${transaction.narration}”</p>`
      }
      <p class="stamp">
        ${sender.account.displayName} ·
        <time datetime="${transaction.createdAt.toISOString()}"
          >${toTimeOfDay(transaction.createdAt)}</time
        >
        · <span class="mono">${reference}</span>
      </p>
    </div>
  </li>`;
}
