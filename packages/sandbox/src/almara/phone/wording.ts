/** What the phone says: phone numbers, money and the messages after a prompt. */
import type { Decision, DepositAttempt } from "../attempts/attempts.ts";
import type { C2bPayment } from "../c2b/payment.ts";
import { toGroupedDecimal } from "../../web/decimal.ts";
import { toMoment } from "../../web/kenya-time.ts";
import type { PayoutLine } from "../payouts/payout.ts";

/** `254712345678` to `0712 345 678`. */
export function toNationalPhone(phone: string): string {
  return phone.replace(/^254(\d{3})(\d{3})(\d{3})$/, "0$1 $2 $3");
}

/** What a person may type to name a phone, to `254…`; empty when nothing is left of it. */
export function toPhoneDigits(typed: string): string {
  const digits = typed.replace(/\D/g, "").replace(/^00/, "");
  if (digits.startsWith("0")) return `254${digits.slice(1)}`;
  return /^[17]\d{8}$/.test(digits) ? `254${digits}` : digits;
}

export function toMoney({
  currency = "KES",
  amountCents,
}: {
  readonly currency?: string;
  readonly amountCents: number;
}): string {
  const sign = currency === "KES" ? "Ksh" : `${currency} `;
  return sign + toGroupedDecimal(amountCents);
}

/** In the manner of the message that M-Pesa sends. */
export function toMessageText(
  attempt: DepositAttempt,
  { outcome, at, reference }: Decision,
): string {
  const money = toMoney(attempt);
  const payee = toPayee(attempt);
  switch (outcome) {
    case "paid":
      return `${reference ?? ""} Confirmed. ${money} paid to ${payee} ${toMoment(at)}.`;
    case "insufficient_funds":
      return `Failed. You have too little money in your account to pay ${money} to ${payee}.`;
    case "cancelled":
      return `You cancelled the payment of ${money} to ${payee}.`;
    case "wrong_pin":
      return `Failed. You have entered a wrong PIN. ${money} was not paid to ${payee}.`;
    case "no_answer":
    case "timed_out":
      return `The request to pay ${money} to ${payee} ran out without an answer.`;
    case "declined":
    case "failed":
      return `Failed. ${money} could not be paid to ${payee}.`;
  }
}

export function toC2bText(payment: C2bPayment): string {
  const payee = toPayee({ ...payment, accountNo: payment.account });
  return `${payment.receipt} Confirmed. ${toMoney(payment)} paid to ${payee} ${toMoment(payment.at)}.`;
}

export function toUntoldText({ shortCode }: C2bPayment): string {
  return `The money has moved, but the shop is not told: no C2B address is registered for ${shortCode}.`;
}

export function toPayoutText(line: PayoutLine, at: Date): string {
  const sender = line.remitterName?.trim() || "a merchant";
  return `${line.receipt ?? ""} Confirmed. You have received ${toMoney(line)} from ${sender} ${toMoment(at)}.`;
}

export function toPayee({
  shortCode,
  accountNo,
}: Pick<DepositAttempt, "shortCode" | "accountNo">): string {
  return accountNo === null
    ? shortCode
    : `${shortCode} for account ${accountNo}`;
}
