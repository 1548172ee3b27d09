/** A payment order as the provider's check-status tells of it. */
import type { Payout } from "../../../src/domain/payout.ts";
import { ROUTES } from "./harness.ts";
import type { World } from "./harness.ts";
import type { Reply } from "./provider-server.ts";

export const PAYOUT_ID = "b778dd46-22ed-4246-89ba-884589f13440";

export const aLine = (outcome: object | null): object => ({
  remitter: { ccy: "404" },
  recipient: { ccy: 404, primaryAccountNumber: "+254700000001" },
  transaction: { amount: 100 },
  transactionOutcome: outcome,
});

export const anOrderOf = (...orderLines: readonly object[]): Reply => ({
  json: { originatorConversationId: PAYOUT_ID, isProcessed: false, orderLines },
});

/** What the adapter makes of that answer; fails where it makes nothing of it. */
export async function findPayout(
  { server, almara }: World,
  reply: Reply,
): Promise<Payout> {
  server.on(ROUTES.payoutStatus, reply);
  const answer = await almara.payouts.find(PAYOUT_ID);
  if (answer.kind !== "found") throw new Error(JSON.stringify(answer));
  return answer.value;
}
