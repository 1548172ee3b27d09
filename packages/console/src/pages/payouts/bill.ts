import { html } from "lit";
import type { TemplateResult } from "lit";
import type { Result } from "@malipo/client";
import { dateTime, money, phone, shortDay } from "../../lib/format.ts";
import { wordFor, words } from "../../words/words.ts";
import { fact, head } from "./facts.ts";

type Bill = Result<"get", "/v1/merchant/bills/{id}">;

const amountOf = (amount: Bill["amount"]): string | null =>
  amount === null ? null : money(amount);

const timeOf = (time: string | null): string | null =>
  time === null ? null : dateTime(time);

/** A day, or a time. */
const dueOf = (date: string): string =>
  date.includes("T") ? dateTime(date) : shortDay(date, true);

export function billView(bill: Bill): TemplateResult {
  const { payouts } = words();
  const { bills } = payouts;
  return html`<section class="card" aria-label=${payouts.bill}>
    ${head(bill.id, bill.status, wordFor(payouts.billMeaning, bill.status))}
    <dl class="facts">
      ${fact(bills.amount, amountOf(bill.amount))}
      ${fact(payouts.receipt, bill.receipt)}
      ${fact(bills.paidAt, timeOf(bill.paidAt))}
      ${fact(bills.receivedAt, timeOf(bill.receivedAt))}
      ${fact(bills.description, bill.statusDescription)}
      ${fact(bills.narration, bill.narration)}
      ${fact(bills.account, bill.accountNumber)}
      ${fact(bills.accountName, bill.accountName)}
      ${fact(bills.customer, bill.customerName)}
      ${fact(bills.phone, bill.phone === null ? null : phone(bill.phone))}
      ${fact(bills.service, bill.serviceCode)}
      ${fact(bills.due, amountOf(bill.dueAmount))}
      ${fact(bills.dueDate, bill.dueDate === null ? null : dueOf(bill.dueDate))}
      ${fact(payouts.providerId, bill.providerId)}
    </dl>
  </section>`;
}
