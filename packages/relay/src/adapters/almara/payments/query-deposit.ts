/**
 * Queries an express deposit. https://docs.transalink.io/find-express-deposit-by-originatorconversationid-34512109e0;
 * path and first keys from https://docs.zamupay.com/find-express-deposit-by-originatorconversationid-25375895e0.
 */
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
import { isPlaceholder, readReceipt } from "../../provider-http/placeholder.ts";
import { readQueryResponse } from "./query-response.ts";
import { DEPOSIT_DONE, depositResult } from "../lib/result-codes/deposit.ts";

const depositSchema = fields({
  originatorConversationId: text,
  conversationId: text,
  merchantRequestID: text,
  mpesaReceiptNumber: text,
  resultCode: text,
  // Undocumented; if present, they must be right.
  amount: z.string().nullish(),
  currency: text,
});

type Deposit = z.infer<typeof depositSchema>;

export async function queryDeposit(
  context: Context,
  plan: AttemptPlan,
): Promise<QueryResult> {
  const { settings, api, log } = context;
  const response = await api({
    method: "GET",
    path: settings.paths.depositStatus,
    query: { OriginatorConversationId: plan.id },
    timeoutMs: settings.timeouts.queryMs,
  });
  const parsed = readQueryResponse(response);
  if (parsed.kind !== "content") return parsed;
  const deposit = depositSchema.safeParse(parsed.content).data;
  if (
    deposit === undefined ||
    Object.values(deposit).every((value) => value == null)
  )
    return { kind: "unavailable", detail: "no deposit in the response" };
  const { originatorConversationId: id } = deposit;
  // Without an id, the response may be about anyone.
  if (id === null)
    return { kind: "unavailable", detail: "the response has no id" };
  if (!isSameId(id, plan.id)) {
    logMismatch(log, plan.id);
    return { kind: "unavailable", detail: "the response has another id" };
  }
  return toQueryResult(context, plan, deposit);
}

function toQueryResult(
  { unknownValues }: Context,
  plan: AttemptPlan,
  deposit: Deposit,
): QueryResult {
  const { resultCode, mpesaReceiptNumber, amount } = deposit;
  if (resultCode === null) return { kind: "pending" };
  if (resultCode === DEPOSIT_DONE) {
    if (mpesaReceiptNumber === null) return { kind: "pending" };
    const receipt = readReceipt(mpesaReceiptNumber);
    // An incomplete success: the rest may follow.
    if (receipt === null || (amount != null && isPlaceholder(amount))) {
      const kind = receipt === null ? "deposit_receipt" : "deposit_amount";
      unknownValues.seen(kind, "none", plan.id);
      return { kind: "pending" };
    }
    return {
      kind: "succeeded",
      amount: paidAmount(deposit, plan.amount.currency),
      receipt,
    };
  }
  const known = depositResult(resultCode);
  if (known === undefined)
    unknownValues.seen("deposit_result_code", resultCode, plan.id);
  return known ?? { kind: "pending" };
}

/** Null if the response has neither an amount nor a different currency. */
function paidAmount(deposit: Deposit, expected: string): Amount | null {
  const currency = readCurrency(deposit.currency, null) ?? expected;
  if (deposit.amount == null)
    return currency === expected ? null : UNREADABLE_AMOUNT;
  return sumDecimals([deposit.amount.trim()], currency) ?? UNREADABLE_AMOUNT;
}
