/** What a person sends with the phone's "Lipa na M-PESA" form: a payment to a paybill number, by hand. */
import { z } from "zod";
import { kenyanPhone, text, transactionCents } from "../lib/fields.ts";
import type { C2bPayments } from "../c2b/payments.ts";
import { CALLBACK_MODES } from "../callbacks/callback-mode.ts";
import { WRONG_PIN } from "./answer.ts";
import { toPhoneDigits } from "./wording.ts";

const typed = z.string().max(100).default("");

const paybillForm = z.object({
  /** The payer's. */
  payer: typed,
  business: typed,
  account: typed,
  amount: typed,
  pin: typed,
  /** The phone that the page was showing alone. */
  phone: typed,
});

/** As it was typed, to be shown again when it was not taken. */
export type PaybillForm = z.output<typeof paybillForm>;

export const EMPTY_PAYBILL: PaybillForm = paybillForm.parse({});

export type PaybillResult =
  | { readonly result: "taken" }
  | {
      readonly result: "bad_field" | "bad_pin" | "wrong_pin";
      readonly message: string;
    };

const payment = z.object({
  payer: kenyanPhone,
  business: text(7).regex(/^\d+$/),
  account: text(25),
  amount: transactionCents,
});

const MESSAGES: Readonly<Record<string, string>> = {
  payer: "Your number is a Kenyan mobile number, such as 0712 345 678.",
  business: "A business number has up to seven digits.",
  account: "An account number has up to 25 characters.",
  amount: "The amount is from Ksh 0.01 to 250,000, such as 2500 or 99.50.",
};

export function readPaybill(body: unknown): PaybillForm {
  return paybillForm.safeParse(body ?? {}).data ?? EMPTY_PAYBILL;
}

/** The money moves at once, and the shop is told at the address registered for the business number. */
export function payBill(
  c2bPayments: C2bPayments,
  form: PaybillForm,
): PaybillResult {
  const read = payment.safeParse({
    payer: toPhoneDigits(form.payer),
    business: form.business.replace(/\s/g, ""),
    account: form.account.trim(),
    amount: form.amount.replace(/[\s,]/g, ""),
  });
  if (!read.success) {
    const field = String(read.error.issues[0]?.path[0]);
    const message = MESSAGES[field] ?? "This cannot be read.";
    return { result: "bad_field", message };
  }
  if (!/^\d{4}$/.test(form.pin))
    return { result: "bad_pin", message: "A PIN has four digits." };
  if (form.pin === WRONG_PIN)
    return { result: "wrong_pin", message: "Wrong PIN. No money has moved." };
  const { payer, business, account, amount } = read.data;
  c2bPayments.pay(
    {
      phone: payer,
      shortCode: business,
      account,
      amountCents: amount,
      firstName: "TEST",
    },
    CALLBACK_MODES.normal,
  );
  return { result: "taken" };
}
