/** Payouts for tests: what their answers hold, and one in every state without waiting for the clock. */
import type { Harness, Reply } from "./harness.ts";
import { startHarness } from "./harness.ts";

/** Longer than any test. */
export const NEVER = { payoutMs: 60_000 };

export interface PayoutLine {
  readonly remitter: Record<string, unknown>;
  readonly recipient: Record<string, unknown>;
  readonly transaction: Record<string, unknown>;
  readonly transactionOutcome: Record<string, unknown>;
}

export const linesOf = ({ json }: Reply) => json["orderLines"] as PayoutLine[];

export const outcomesOf = (reply: Reply) =>
  linesOf(reply).map(({ transactionOutcome }) => transactionOutcome);

/** A sandbox with one payout in this state. */
export async function startDecided(
  outcome: string,
): Promise<Harness & { readonly id: string }> {
  const harness = await startHarness(NEVER);
  const id = await harness.payout("254700000001");
  if (outcome !== "queued")
    await harness.control("POST", `/payouts/${id}`, { outcome });
  return { ...harness, id };
}
