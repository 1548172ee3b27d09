/**
 * Parses the provider's callbacks: the checkout's (https://docs.transalink.io/checkout-callback-request-34512112e0),
 * Safaricom's envelope that comes first for a deposit, and the flat body that comes second. The result is only a hint.
 * Never throws.
 */
import type { Amount } from "@malipo/protocol";
import { z } from "zod";
import type { CallbackHint } from "../../../ports/provider.ts";
import { readCurrency, sumDecimals } from "../lib/amounts.ts";
import { fields, hasField, looseText } from "../../provider-http/fields.ts";
import { looseReceiptText } from "../../provider-http/placeholder.ts";
import { readJson } from "../../provider-http/tolerant-json.ts";
import { stkEnvelopeSchema } from "./stk-envelope.ts";

const checkoutSchema = fields({
  originatorConversationId: looseText,
  checkoutCurrencyCode: looseText,
  checkoutCurrencyName: looseText,
  checkoutRequestLines: z
    .array(fields({ price: looseText }).catch({ price: null }))
    .catch([]),
  checkoutOutcome: z.unknown(),
});

const flatSchema = fields({
  OriginatorConversationId: looseText,
  Thirdpartyreceiptnumber: looseReceiptText,
  PaymentAmount: z.unknown(),
});

/** `currency`: the order's, for bodies without one. Null if there is no usable content. */
export function readCallback(
  body: Uint8Array,
  currency: string | null,
): CallbackHint | null {
  const read = readJson(new TextDecoder().decode(body));
  if (read === null) return null;
  const hint =
    readEnvelope(read.value, currency) ??
    readCheckout(read.value, currency) ??
    readFlat(read.value, currency);
  // With a truncated body, the sum of its lines would be wrong.
  return hint === null || read.whole
    ? hint
    : { ...hint, amount: null, hasAmount: false };
}

function readEnvelope(
  body: unknown,
  currency: string | null,
): CallbackHint | null {
  if (!hasField(body, "Body")) return null;
  const envelope = stkEnvelopeSchema.safeParse(body).data;
  if (envelope === undefined) return null;
  const items = envelope.Body.stkCallback.CallbackMetadata.Item;
  const named = items.find(({ Name }) => Name?.toLowerCase() === "amount");
  return {
    attemptId: null,
    payerAnswered: true,
    ...toAmount(named?.Value, currency),
  };
}

function readCheckout(
  body: unknown,
  currency: string | null,
): CallbackHint | null {
  const checkout = checkoutSchema.safeParse(body).data;
  if (checkout === undefined) return null;
  const lines = checkout.checkoutRequestLines;
  if (lines.length === 0 && checkout.checkoutOutcome == null) return null;
  const { checkoutCurrencyCode: code, checkoutCurrencyName: name } = checkout;
  const named = readCurrency(code, name) ?? currency;
  const prices = lines.map(({ price }) => price);
  return {
    attemptId: checkout.originatorConversationId,
    payerAnswered: false,
    amount: named === null ? null : (sumDecimals(prices, named) ?? null),
    hasAmount: lines.length > 0,
  };
}

function readFlat(body: unknown, currency: string | null): CallbackHint | null {
  const flat = flatSchema.safeParse(body).data;
  if (flat === undefined) return null;
  const amount = toAmount(flat.PaymentAmount, currency);
  const paid = amount.hasAmount || flat.Thirdpartyreceiptnumber !== null;
  return flat.OriginatorConversationId === null && !paid
    ? null
    : {
        attemptId: flat.OriginatorConversationId,
        payerAnswered: paid,
        ...amount,
      };
}

function toAmount(
  value: unknown,
  currency: string | null,
): { readonly amount: Amount | null; readonly hasAmount: boolean } {
  const decimal = looseText.parse(value);
  return {
    amount:
      currency === null ? null : (sumDecimals([decimal], currency) ?? null),
    hasAmount: value !== null && value !== undefined && value !== "",
  };
}
