/** Days that are compared with a provider that a test scripts. */
import type {
  Reconciliation,
  ReconciliationDifference,
} from "@malipo/protocol/merchant";
import type { AttemptPlan } from "../../src/domain/attempt.ts";
import type { QueryResult } from "../../src/ports/provider.ts";
import { asMerchant, postAsMerchant } from "./merchant.ts";
import type { TestRelay } from "./test-relay.ts";
import { until } from "./until.ts";

/** The day of the tests' beginning, which is over at 21:00 in UTC. */
export const DAY = "2026-11-21";
export const UNTIL_DUE_SECONDS = 15 * 60 * 60;

/** What the provider says of single attempts; of the others, that they are not paid. */
export function script(
  relay: TestRelay,
  answers: Readonly<Record<string, QueryResult>>,
): void {
  relay.provider.onQuery = ({ id }: AttemptPlan) =>
    answers[id] ?? { kind: "refused", status: "failed", code: null };
}

export async function readDay(
  relay: TestRelay,
  day = DAY,
): Promise<Reconciliation | null> {
  const answer = await asMerchant(relay, `reconciliations/${day}`);
  return answer.status === 404
    ? null
    : (answer.body as { reconciliation: Reconciliation }).reconciliation;
}

/** Waits until the day is compared. */
export const untilEnded = (
  relay: TestRelay,
  runs = 1,
  day = DAY,
): Promise<Reconciliation> =>
  until("the day is compared", async () => {
    relay.relay.scheduler.poll();
    const read = await readDay(relay, day);
    return read?.runs === runs && read.state !== "running" ? read : undefined;
  });

/** Waits until the next step is put off. */
export const untilResting = (relay: TestRelay): Promise<true> =>
  until("the run rests", async () => {
    const now = relay.clock.now();
    const dueAt = await relay.store.nextTaskAt("reconcile", now);
    return (dueAt !== null && dueAt > now) || undefined;
  });

export const runAgain = (relay: TestRelay, day = DAY) =>
  postAsMerchant(relay, `reconciliations/${day}`);

export async function differences(
  relay: TestRelay,
  day = DAY,
): Promise<readonly ReconciliationDifference[]> {
  const answer = await asMerchant(
    relay,
    `reconciliations/${day}/differences?limit=100`,
  );
  return (answer.body as { differences: ReconciliationDifference[] })
    .differences;
}

/** The differences in short: "amount_differs open". */
export const causes = async (
  relay: TestRelay,
  day = DAY,
): Promise<readonly string[]> =>
  (await differences(relay, day))
    .map(({ cause, state, resolution }) => `${cause} ${resolution ?? state}`)
    .toSorted();
