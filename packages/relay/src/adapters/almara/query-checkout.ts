/** Asks what became of a checkout order. https://docs.transalink.io/query-checkout-request-34512111e0 */
import { UNREADABLE_AMOUNT } from "../../domain/amount.ts";
import type { Amount } from "@malipo/protocol";
import { z } from "zod";
import type { AttemptPlan } from "../../domain/attempt.ts";
import type { QueryAnswer } from "../../ports/provider.ts";
import { readCurrency, sumDecimals } from "./amounts.ts";
import { logMismatch } from "./context.ts";
import type { Context } from "./context.ts";
import { sameText } from "./envelope.ts";
import { fields, text } from "../provider-http/fields.ts";
import { readQueryReply } from "./query-reply.ts";
import {
  CHECKOUT_PROCESSED,
  checkoutRefusal,
} from "./result-codes/checkout.ts";
import { STATUS } from "./transaction-status.ts";

/** IdType 1 is OriginatorConversationId. */
const BY_ORIGINATOR_ID = "1";

const outcomeSchema = fields({
  Status: text,
  ResultCode: text,
  ThirdPartyPayload: fields({ ResponseCode: text, Reference: text }).nullish(),
});

const checkoutSchema = fields({
  originatorConversationId: text,
  checkoutReference: text,
  checkoutCurrencyCode: text,
  checkoutCurrencyName: text,
  checkoutRequestLines: z.array(fields({ price: text })).nullish(),
  checkoutOutcome: outcomeSchema.nullish(),
});

type Checkout = z.infer<typeof checkoutSchema>;
type Outcome = z.infer<typeof outcomeSchema>;

export async function queryCheckout(
  context: Context,
  plan: AttemptPlan,
  reference: string,
): Promise<QueryAnswer> {
  const { settings, api, log } = context;
  const answer = await api({
    method: "GET",
    path: settings.paths.checkoutStatus,
    query: { IdType: BY_ORIGINATOR_ID, Id: plan.id },
    timeoutMs: settings.timeouts.queryMs,
  });
  const reply = readQueryReply(answer);
  if (!("json" in reply)) return reply;
  const checkout = checkoutSchema.safeParse(reply.json).data;
  if (checkout === undefined)
    return { kind: "unavailable", detail: "unreadable checkout" };

  const { originatorConversationId: id, checkoutReference } = checkout;
  const isOther =
    (id !== null && !sameText(id, plan.id)) ||
    (checkoutReference !== null && !sameText(checkoutReference, reference));
  if (isOther) {
    // Nothing was learned about ours, be it a mix-up of theirs or of ours.
    logMismatch(log, plan.id);
    return { kind: "unavailable", detail: "the answer names another order" };
  }
  if (checkout.checkoutOutcome != null)
    return toAnswer(context, plan, checkout, checkout.checkoutOutcome);
  return id === null && checkoutReference === null
    ? { kind: "unavailable", detail: "no checkout in the answer" }
    : { kind: "pending" };
}

function toAnswer(
  { unknownValues }: Context,
  plan: AttemptPlan,
  checkout: Checkout,
  outcome: Outcome,
): QueryAnswer {
  const { Status: status, ResultCode: resultCode } = outcome;
  const thirdParty = outcome.ThirdPartyPayload;
  if (status === STATUS.completed && resultCode === CHECKOUT_PROCESSED)
    return {
      kind: "succeeded",
      amount: paidAmount(checkout, plan.amount.currency),
      receipt: thirdParty?.Reference ?? null,
    };
  if (status === STATUS.failed || status === STATUS.rejected)
    return checkoutRefusal(resultCode ?? thirdParty?.ResponseCode ?? null);
  if (status === STATUS.timedOut) return { kind: "timed_out" };
  if (status === STATUS.completed)
    unknownValues.seen("checkout_result_code", resultCode ?? "none", plan.id);
  else if (status !== null)
    unknownValues.seen("checkout_status", status, plan.id);
  return { kind: "pending" };
}

/** The sum of the lines in the answer's own currency; null when it has no lines and no other currency. */
function paidAmount(checkout: Checkout, ours: string): Amount | null {
  const { checkoutCurrencyCode: code, checkoutCurrencyName: name } = checkout;
  const currency = readCurrency(code, name) ?? ours;
  const lines = checkout.checkoutRequestLines ?? [];
  if (lines.length === 0) return currency === ours ? null : UNREADABLE_AMOUNT;
  const prices = lines.map(({ price }) => price);
  return sumDecimals(prices, currency) ?? UNREADABLE_AMOUNT;
}
