/**
 * Queries the provider about a refund, on the same schedule as attempts: there are no callbacks. A refund is sent once
 * with one id, whatever the results are.
 */
import type { Observation } from "../../domain/observation.ts";
import { UNREADABLE_AMOUNT } from "../../domain/amount.ts";
import type { Payout, PayoutLine } from "../../domain/payout.ts";
import { isRefundSettled } from "../../domain/refund.ts";
import type { Refund } from "../../domain/refund.ts";
import { LONGEST_QUERY_STEP_MS, nextQueryTime } from "../../domain/schedule.ts";
import type { ProviderResult } from "../../ports/provider-result.ts";
import type { LeasedTask, StoreTransaction } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";
import { waitSeconds } from "../shared/provider-result.ts";
import { recordRefund } from "./record-refund.ts";

interface QueriedRefund {
  readonly refund: Refund;
  /** The provider's Retry-After in seconds; 0 if there is none. */
  readonly afterSeconds: number;
}

/** The refund after one query; undefined if there is no such refund. */
export async function queryRefund(
  deps: Deps,
  refundId: string,
): Promise<QueriedRefund | undefined> {
  const refund = await deps.store.findRefund(refundId);
  if (refund === undefined || refund.facts.success !== null)
    return refund && { refund, afterSeconds: 0 };
  const { payouts } = deps.services;
  if (payouts === null) {
    deps.log.error(
      { refundId },
      "the provider of an open refund is not configured",
    );
    return { refund, afterSeconds: 0 };
  }
  const queriedAt = deps.clock.now();
  // Counted from the start: `ABSENT_AFTER_MS` doesn't wait for the end of the submit either.
  const absentForMs = deps.submitEnds.sinceMs(refundId, false);
  const { orderId } = refund.plan;
  const result = await deps.tracing.call(
    "query refund",
    refund.plan,
    { "malipo.order.id": orderId, "malipo.refund.id": refundId },
    () => payouts.find(refundId),
  );
  const observation = toObservation(result, queriedAt, absentForMs);
  if (observation !== null)
    return {
      refund: await recordRefund(deps, refund, [observation]),
      afterSeconds: 0,
    };
  const { kind } = result;
  const detail = result.kind === "unavailable" ? result.detail : null;
  deps.log.warn(
    { refundId, kind, detail },
    "the provider did not respond to a query",
  );
  return {
    refund,
    afterSeconds: waitSeconds(result),
  };
}

/** Null if nothing is known. The result is valid for the time of the request. */
function toObservation(
  result: ProviderResult<Payout>,
  at: number,
  absentForMs: number,
): Observation | null {
  switch (result.kind) {
    case "found":
      return fromPayout(result.value, at);
    case "not_found":
      return { kind: "not_found", at, absentForMs };
    case "refused":
    case "busy":
    case "unavailable":
      return null;
  }
}

/** The provider's status is "failed" but its code is inconclusive: releasing the amount now could refund it twice. */
function isInconclusive({ result }: PayoutLine): boolean {
  return (
    result?.advice === "query_again" || result?.advice === "ask_the_provider"
  );
}

function fromPayout({ lines }: Payout, at: number): Observation {
  const [line] = lines;
  // We sent one line. With more, it is unclear which one is ours.
  if (line === undefined || lines.length > 1) return { kind: "pending", at };
  switch (line.status) {
    case "paid":
      return {
        kind: "succeeded",
        at,
        // An unreadable amount counts as a mismatch and needs a review.
        amount: line.amount ?? UNREADABLE_AMOUNT,
        receipt: line.receipt,
      };
    case "failed":
      return isInconclusive(line)
        ? { kind: "timed_out", at }
        : { kind: "refused", at, status: "failed", code: null };
    case "rejected":
      return { kind: "refused", at, status: "cancelled", code: null };
    case "timed_out":
      return { kind: "timed_out", at };
    case "pending":
    case "unknown":
      return { kind: "pending", at };
  }
}

/** Runs a `query_refund` task. */
export async function runRefundQuery(
  deps: Deps,
  task: LeasedTask,
): Promise<void> {
  const queried = await queryRefund(deps, task.subject);
  if (queried === undefined || isRefundSettled(queried.refund)) {
    await deps.store.transaction((tx) => tx.settleTask(task, null));
    return;
  }
  const { refund, afterSeconds } = queried;
  const now = deps.clock.now();
  const next =
    nextQueryTime(refund.plan.createdAt, now, deps.random.chance()) ??
    (deps.clockSteps.isDoubtful() ? now + LONGEST_QUERY_STEP_MS : undefined);
  if (next === undefined) {
    const observation: Observation = { kind: "unresolved", at: now };
    await recordRefund(deps, refund, [observation], (tx) =>
      tx.settleTask(task, null),
    );
    return;
  }
  const dueAt = Math.max(next, now + afterSeconds * 1000);
  await deps.store.transaction((tx) => tx.settleTask(task, { ...task, dueAt }));
}

export async function putRefundQuery(
  tx: StoreTransaction,
  refundId: string,
  dueAt: number,
): Promise<void> {
  await tx.runSooner({ kind: "query_refund", subject: refundId, dueAt });
}

/** Queries a refund now, even after its schedule has ended. Does nothing if the id is not a refund's. */
export async function requestRefundQuery(
  deps: Deps,
  id: string,
): Promise<void> {
  const refund = await deps.store.findRefund(id);
  if (refund === undefined || refund.facts.success !== null) return;
  await deps.store.transaction((tx) =>
    putRefundQuery(tx, refund.plan.id, deps.clock.now()),
  );
}
