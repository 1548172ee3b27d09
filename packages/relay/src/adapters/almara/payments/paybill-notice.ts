/**
 * Parses the provider's notice of a payment to the merchant's paybill (C2B IPN). Its flat body is undocumented: the
 * keys of receipt and amount are from a public client of a sibling product, the others are likely ones, first those of
 * Safaricom's confirmation. Never throws.
 */
import type { Amount } from "@malipo/protocol";
import { cleanName, cutText } from "@malipo/protocol/text";
import { z } from "zod";
import { NO_CURRENCY } from "../../../domain/amount.ts";
import type { PaybillNotice } from "../../../ports/provider.ts";
import { fields, looseText, text } from "../../provider-http/fields.ts";
import { readReceipt } from "../../provider-http/placeholder.ts";
import { readJson } from "../../provider-http/tolerant-json.ts";
import type { UnknownValues } from "../../provider-http/unknown-values.ts";
import { readAmount, readCurrency } from "../lib/amounts.ts";
import { paybillFailed } from "./paybill-failed.ts";
import { stkEnvelopeSchema } from "./stk-envelope.ts";

/** Longer values are not valid. */
const LONGEST = 100;

const short = looseText.transform((value) =>
  value !== null && value.length <= LONGEST ? value : null,
);

/** Alternative names of a field: the first one present counts, so that a repeated notice is parsed the same. */
const accountSchema = fields({
  BillRefNumber: short,
  BillReference: short,
  AccountReference: short,
  AccountNumber: short,
  AccountNo: short,
});
const receipt = short.transform(readReceipt);
const receiptSchema = fields({
  Thirdpartyreceiptnumber: receipt,
  MpesaReceiptNumber: receipt,
  TransID: receipt,
  ReceiptNumber: receipt,
});
const shortCodeSchema = fields({ BusinessShortCode: short, ShortCode: short });
const nameSchema = fields({
  FirstName: short,
  MiddleName: short,
  LastName: short,
});
const wholeNameSchema = fields({
  CustomerName: short,
  CustomerNames: short,
  PayerName: short,
  SenderName: short,
});
const phoneSchema = fields({ PhoneNumber: short, MSISDN: short });
const amountSchema = fields({
  PaymentAmount: z.unknown(),
  TransAmount: z.unknown(),
  TransactionAmount: z.unknown(),
  Amount: z.unknown(),
});
/** A non-text value counts as an unknown currency, not as a missing one. */
const currencyText = text.catch(NO_CURRENCY);
const currencySchema = fields({
  CurrencyCode: currencyText,
  Currency: currencyText,
});

/** For a notice without a currency: paybills are Kenyan. */
const KES = "KES";

export function readPaybillNotice(
  body: Uint8Array,
  unknownValues: UnknownValues,
): PaybillNotice | null {
  const read = readJson(new TextDecoder().decode(body));
  if (read === null || !isFlat(read.value)) return null;
  const { value } = read;
  const named = Object.values(amountSchema.parse(value)).filter(
    (amount) => amount !== null && amount !== undefined,
  );
  const found = {
    account: first(accountSchema.parse(value)),
    shortCode: first(shortCodeSchema.parse(value)),
    receipt: first(receiptSchema.parse(value)),
    phone: first(phoneSchema.parse(value)),
  };
  const says = Object.values(found).some((text) => text !== null);
  if (!says && named.length === 0) return null;
  return {
    ...found,
    payerName: payerName(value),
    // The "failed" part of a truncated notice may be missing, and with duplicate keys either value may be meant.
    amount: read.whole && !hasKeyTwice(value) ? paidAmount(named, value) : null,
    failed: paybillFailed(value, unknownValues),
  };
}

function payerName(body: object): string | null {
  const parts = Object.values(nameSchema.parse(body)).filter(
    (part) => part !== null,
  );
  const name = cleanName(
    parts.length > 0
      ? parts.join(" ")
      : (first(wholeNameSchema.parse(body)) ?? ""),
  );
  return name === "" ? null : cutText(name, LONGEST);
}

function isFlat(value: unknown): value is object {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !stkEnvelopeSchema.safeParse(value).success
  );
}

function hasKeyTwice(value: object): boolean {
  const keys = Object.keys(value).map((key) => key.toLowerCase());
  return new Set(keys).size < keys.length;
}

function first(found: Readonly<Record<string, string | null>>): string | null {
  return Object.values(found).find((text) => text !== null) ?? null;
}

/** Null if it can't be parsed exactly, is zero, or has contradictory values. */
function paidAmount(named: readonly unknown[], body: object): Amount | null {
  const { CurrencyCode: code, Currency: name } = currencySchema.parse(body);
  const currency = readCurrency(code ?? name, code === null ? null : name);
  const amounts = named.map((decimal) =>
    readAmount(looseText.parse(decimal), currency ?? KES),
  );
  const [amount] = amounts;
  if (amount == null || amount.value === 0) return null;
  return amounts.every((other) => other?.value === amount.value)
    ? amount
    : null;
}
