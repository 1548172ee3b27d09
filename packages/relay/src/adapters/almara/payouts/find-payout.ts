/** Queries a payment order: `GET /v1/payment-order/check-status`, https://docs.transalink.io. */
import type {
  Payout,
  PayoutLine,
  PayoutStatus,
} from "../../../domain/payout.ts";
import type { ProviderResult } from "../../../ports/provider-result.ts";
import { z } from "zod";
import { fields, looseText } from "../../provider-http/fields.ts";
import { readAmount, readCurrency } from "../lib/amounts.ts";
import type { Context } from "../lib/context.ts";
import { isSameId } from "../../../domain/same-id.ts";
import {
  isPossibleId,
  mismatchedId,
  readMerchantResponse,
  unavailable,
} from "../lib/merchant-response.ts";
import { lineSchema, toLine } from "./payout-line.ts";
import type { LineBody } from "./payout-line.ts";

const ID_TYPE = "OriginatorConversationId";

const payoutSchema = fields({
  originatorConversationId: looseText,
  conversationId: looseText,
  remarks: looseText,
  isProcessed: z.unknown(),
  orderLines: z.array(lineSchema).nullish(),
});

/** Least final first: lines with different statuses count as the least final one. */
const BY_FINALITY: readonly PayoutStatus[] = [
  "unknown",
  "pending",
  "timed_out",
  "failed",
  "rejected",
  "paid",
];

export async function findPayout(
  context: Context,
  id: string,
): Promise<ProviderResult<Payout>> {
  if (!isPossibleId(id)) return { kind: "not_found" };
  const { settings, api, log, unknownValues } = context;
  const response = await api({
    method: "GET",
    path: settings.paths.payoutStatus,
    query: { IdType: ID_TYPE, Id: id },
    timeoutMs: settings.timeouts.readMs,
  });
  const parsed = readMerchantResponse(response, "reads");
  if (parsed.kind !== "content") return parsed;
  const payout = payoutSchema.safeParse(parsed.content).data;
  const named = payout?.originatorConversationId ?? null;
  if (payout === undefined || named === null)
    return unavailable("no payout in the response", "reads");
  if (!isSameId(named, id)) return mismatchedId(log, id, "reads");
  const orderLines = payout.orderLines ?? [];
  const lines = orderLines.map((line) => toLine(line, unknownValues, named));
  return {
    kind: "found",
    value: {
      id: named,
      providerId: payout.conversationId,
      processed: isTrue(payout.isProcessed),
      status: overallStatus(lines),
      remarks: payout.remarks,
      lines,
      balances: readBalances(orderLines, lines),
    },
  };
}

function overallStatus(lines: readonly PayoutLine[]): PayoutStatus {
  return (
    BY_FINALITY.find((status) =>
      lines.some((line) => line.status === status),
    ) ?? "unknown"
  );
}

/** The merchant's balances after the last paid line: for other lines the provider sends zeros. */
function readBalances(
  orderLines: readonly LineBody[],
  lines: readonly PayoutLine[],
): Payout["balances"] {
  const found = orderLines.map(({ remitter, transactionOutcome: outcome }) => {
    const currency = readCurrency(remitter?.ccy ?? null, null);
    return {
      working: readAmount(
        outcome?.workingAccountAvailableFunds ?? null,
        currency,
      ),
      utility: readAmount(
        outcome?.utilityAccountAvailableFunds ?? null,
        currency,
      ),
      wallet: readAmount(outcome?.walletBalance ?? null, currency),
    };
  });
  const hasAny = (balances: NonNullable<Payout["balances"]>): boolean =>
    Object.values(balances).some((amount) => amount !== null);
  const afterPayment = found.findLast(
    (balances, place) => lines[place]?.status === "paid" && hasAny(balances),
  );
  return afterPayment ?? found.findLast(hasAny) ?? null;
}

function isTrue(value: unknown): boolean {
  return (
    value === true ||
    (typeof value === "string" && value.toLowerCase() === "true")
  );
}
