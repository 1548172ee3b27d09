/**
 * Queries the provider about a refund, on the same schedule as attempts: there are no callbacks. A refund is sent once
 * with one id, whatever the results are.
 */
import { lastRefundSequence } from "../../domain/event-order.ts";
import type { Observation, Sequence } from "../../domain/observation.ts";
import { UNREADABLE_AMOUNT } from "../../domain/amount.ts";
import type { Payout, PayoutLine } from "../../domain/payout.ts";
import { isRefundSettled } from "../../domain/refund.ts";
import type { Refund } from "../../domain/refund.ts";
import { LONGEST_QUERY_STEP_MS, nextQueryTime } from "../../domain/schedule.ts";
import type { Payouts } from "../../ports/merchant-services.ts";
import type { ProviderResult } from "../../ports/provider-result.ts";
import type { LeasedTask, StoreTransaction } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";
import { waitSeconds } from "../shared/provider-result.ts";
import { recordRefund } from "./record-refund.ts";

interface QueriedRefund {
  readonly refund: Refund;
  /** The provider's Retry-After in seconds; 0 if there is none. */
  readonly afterSeconds: number;
  /** Scheduled queries can't add anything. */
  readonly isOver: boolean;
}

/** The refund after one query; undefined if there is no such refund. */
export async function queryRefund(
  deps: Deps,
  refundId: string,
): Promise<QueriedRefund | undefined> {
  const refund = await deps.store.findRefund(refundId);
  if (refund === undefined || refund.facts.success !== null)
    return refund && { refund, afterSeconds: 0, isOver: true };
  const { payouts } = deps.services;
  if (payouts === null) {
    deps.log.error(
      { refundId },
      "the provider of an open refund is not configured",
    );
    return { refund, afterSeconds: 0, isOver: isRefundSettled(refund) };
  }
  const { result, observation } = await askRefund(deps, payouts, refund);
  if (observation !== null) {
    const after = await recordRefund(deps, refund, [observation]);
    return {
      refund: after,
      afterSeconds: 0,
      isOver: isRefundSettled(after) && !isOpen(after, observation),
    };
  }
  const { kind } = result;
  const detail = result.kind === "unavailable" ? result.detail : null;
  deps.log.warn(
    { refundId, kind, detail },
    "the provider did not respond to a query",
  );
  return {
    refund,
    afterSeconds: waitSeconds(result),
    isOver: false,
  };
}

export interface AskedRefund {
  readonly result: ProviderResult<Payout>;
  /** Not recorded yet. Null if nothing is known. */
  readonly observation: Observation | null;
}

/** One query of the provider. */
export async function askRefund(
  deps: Deps,
  payouts: Payouts,
  refund: Refund,
): Promise<AskedRefund> {
  const { id: refundId, orderId } = refund.plan;
  const queriedAt = deps.clock.now();
  // Counted from the start: `ABSENT_AFTER_MS` doesn't wait for the end of the submit either.
  const absentForMs = deps.submitEnds.sinceMs(refundId, false);
  const since = lastRefundSequence(refund);
  const result = await deps.tracing.call(
    "query refund",
    refund.plan,
    { "malipo.order.id": orderId, "malipo.refund.id": refundId },
    () => payouts.find(refundId),
  );
  return {
    result,
    observation: toObservation(result, queriedAt, absentForMs, since),
  };
}

/** The provider refused the refund, but still has the payout: it may yet be paid. */
function isOpen({ facts }: Refund, { kind }: Observation): boolean {
  const isPaid = facts.success !== null || facts.mismatch !== null;
  return !isPaid && (kind === "pending" || kind === "timed_out");
}

/** Null if nothing is known. The result is valid for the time of the request. */
function toObservation(
  result: ProviderResult<Payout>,
  at: number,
  absentForMs: number,
  since: Sequence,
): Observation | null {
  switch (result.kind) {
    case "found":
      return fromPayout(result.value, at, since);
    case "not_found":
      return { kind: "not_found", at, since, absentForMs };
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

function fromPayout(
  { lines }: Payout,
  at: number,
  since: Sequence,
): Observation {
  const [line] = lines;
  // We sent one line. With more, it is unclear which one is ours.
  if (line === undefined || lines.length > 1)
    return { kind: "pending", at, since };
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
        ? { kind: "timed_out", at, since }
        : { kind: "refused", at, status: "failed", code: null };
    case "rejected":
      return { kind: "refused", at, status: "cancelled", code: null };
    case "timed_out":
      return { kind: "timed_out", at, since };
    case "pending":
    case "unknown":
      return { kind: "pending", at, since };
  }
}

/** Runs a `query_refund` task. */
export async function runRefundQuery(
  deps: Deps,
  task: LeasedTask,
): Promise<void> {
  const queried = await queryRefund(deps, task.subject);
  if (queried === undefined || queried.isOver) {
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
