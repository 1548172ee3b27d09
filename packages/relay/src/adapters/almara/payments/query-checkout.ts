/** Queries a checkout order. https://docs.transalink.io/query-checkout-request-34512111e0 */
import { UNREADABLE_AMOUNT } from "../../../domain/amount.ts";
import type { Amount } from "@malipo/protocol";
import { z } from "zod";
import type { AttemptPlan } from "../../../domain/attempt.ts";
import type { QueryResult } from "../../../ports/provider.ts";
import { readCurrency, sumDecimals } from "../lib/amounts.ts";
import { logMismatch } from "../lib/context.ts";
import type { Context } from "../lib/context.ts";
import { isSameId } from "../../../domain/same-id.ts";
import { fields, text } from "../../provider-http/fields.ts";
import { isPlaceholder, receiptText } from "../../provider-http/placeholder.ts";
import { readQueryResponse } from "./query-response.ts";
import {
  CHECKOUT_PROCESSED,
  checkoutRefusal,
} from "../lib/result-codes/checkout.ts";
import { STATUS } from "./transaction-status.ts";

/** IdType 1 is OriginatorConversationId. */
const BY_ORIGINATOR_ID = "1";

const outcomeSchema = fields({
  Status: text,
  ResultCode: text,
  ThirdPartyPayload: fields({
    ResponseCode: text,
    Reference: receiptText,
  }).nullish(),
});

const checkoutSchema = fields({
  originatorConversationId: text,
  checkoutReference: text,
  checkoutCurrencyCode: text,
  checkoutCurrencyName: text,
  checkoutRequestLines: z.array(fields({ price: text })).nullish(),
  // Undocumented; used only if there are no prices.
  checkoutAmount: text,
  amount: text,
  checkoutOutcome: outcomeSchema.nullish(),
});

type Checkout = z.infer<typeof checkoutSchema>;
type Outcome = z.infer<typeof outcomeSchema>;

export async function queryCheckout(
  context: Context,
  plan: AttemptPlan,
  reference: string,
): Promise<QueryResult> {
  const { settings, api, log } = context;
  const response = await api({
    method: "GET",
    path: settings.paths.checkoutStatus,
    query: { IdType: BY_ORIGINATOR_ID, Id: plan.id },
    timeoutMs: settings.timeouts.queryMs,
  });
  const parsed = readQueryResponse(response);
  if (parsed.kind !== "content") return parsed;
  const checkout = checkoutSchema.safeParse(parsed.content).data;
  if (checkout === undefined)
    return { kind: "unavailable", detail: "unreadable checkout" };

  const { originatorConversationId: id, checkoutReference } = checkout;
  // Without an id, the response may be about anyone; the order's reference may belong to an earlier attempt.
  if (id === null)
    return { kind: "unavailable", detail: "the response has no id" };
  const isOther =
    !isSameId(id, plan.id) ||
    (checkoutReference !== null && !isSameId(checkoutReference, reference));
  if (isOther) {
    // Nothing is known about our attempt, whoever made the mistake.
    logMismatch(log, plan.id);
    return {
      kind: "unavailable",
      detail: "the response is about another order",
    };
  }
  return checkout.checkoutOutcome == null
    ? { kind: "pending" }
    : toQueryResult(context, plan, checkout, checkout.checkoutOutcome);
}

function toQueryResult(
  { unknownValues }: Context,
  plan: AttemptPlan,
  checkout: Checkout,
  outcome: Outcome,
): QueryResult {
  const { Status: status, ResultCode: resultCode } = outcome;
  const thirdParty = outcome.ThirdPartyPayload;
  if (status === STATUS.completed && resultCode === CHECKOUT_PROCESSED) {
    const amount = paidAmount(checkout, plan.amount.currency);
    if (amount === null) {
      unknownValues.seen("checkout_amount", "none", plan.id);
      return { kind: "pending" };
    }
    return {
      kind: "succeeded",
      amount,
      receipt: thirdParty?.Reference ?? null,
    };
  }
  if (status === STATUS.failed || status === STATUS.rejected)
    return checkoutRefusal(resultCode ?? thirdParty?.ResponseCode ?? null);
  if (status === STATUS.timedOut) return { kind: "timed_out" };
  if (status === STATUS.completed)
    unknownValues.seen("checkout_result_code", resultCode ?? "none", plan.id);
  else if (status !== null)
    unknownValues.seen("checkout_status", status, plan.id);
  return { kind: "pending" };
}

/** The sum of the lines in the response's currency, or its amount; null if it has neither. */
function paidAmount(checkout: Checkout, expected: string): Amount | null {
  const { checkoutCurrencyCode: code, checkoutCurrencyName: name } = checkout;
  const currency = readCurrency(code, name) ?? expected;
  const prices = (checkout.checkoutRequestLines ?? []).map(
    ({ price }) => price,
  );
  const named = [checkout.checkoutAmount, checkout.amount];
  const decimals = prices.some(isFilledIn)
    ? prices
    : named.filter(isFilledIn).slice(0, 1);
  return decimals.length === 0
    ? null
    : (sumDecimals(decimals, currency) ?? UNREADABLE_AMOUNT);
}

function isFilledIn(value: string | null): boolean {
  return value !== null && !isPlaceholder(value);
}
