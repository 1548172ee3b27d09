/** Queries a payment order: `GET /v1/payment-order/check-status`, https://docs.transalink.io. */
import type {
  Payout,
  PayoutLine,
  PayoutStatus,
} from "../../../domain/payout.ts";
import type { ProviderAnswer } from "../../../ports/provider-answer.ts";
import { z } from "zod";
import { fields, looseText } from "../../provider-http/fields.ts";
import { readAmount, readCurrency } from "../lib/amounts.ts";
import type { Context } from "../lib/context.ts";
import { isSameId } from "../../../domain/same-id.ts";
import {
  isPossibleId,
  otherId,
  readMerchantReply,
  unavailable,
} from "../lib/merchant-reply.ts";
import { lineSchema, toLine } from "./payout-line.ts";
import type { LineAnswer } from "./payout-line.ts";

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
): Promise<ProviderAnswer<Payout>> {
  if (!isPossibleId(id)) return { kind: "not_found" };
  const { settings, api, log, unknownValues } = context;
  const answer = await api({
    method: "GET",
    path: settings.paths.payoutStatus,
    query: { IdType: ID_TYPE, Id: id },
    timeoutMs: settings.timeouts.readMs,
  });
  const reply = readMerchantReply(answer, "reads");
  if (reply.kind !== "content") return reply;
  const payout = payoutSchema.safeParse(reply.content).data;
  const named = payout?.originatorConversationId ?? null;
  if (payout === undefined || named === null)
    return unavailable("no payout in the response", "reads");
  if (!isSameId(named, id)) return otherId(log, id, "reads");
  const answers = payout.orderLines ?? [];
  const lines = answers.map((line) => toLine(line, unknownValues, named));
  return {
    kind: "found",
    value: {
      id: named,
      providerId: payout.conversationId,
      processed: isTrue(payout.isProcessed),
      status: overallStatus(lines),
      remarks: payout.remarks,
      lines,
      balances: readBalances(answers, lines),
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
  answers: readonly LineAnswer[],
  lines: readonly PayoutLine[],
): Payout["balances"] {
  const found = answers.map(({ remitter, transactionOutcome: outcome }) => {
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
  const tells = (balances: NonNullable<Payout["balances"]>): boolean =>
    Object.values(balances).some((amount) => amount !== null);
  const afterPayment = found.findLast(
    (balances, place) => lines[place]?.status === "paid" && tells(balances),
  );
  return afterPayment ?? found.findLast(tells) ?? null;
}

function isTrue(value: unknown): boolean {
  return (
    value === true ||
    (typeof value === "string" && value.toLowerCase() === "true")
  );
}
