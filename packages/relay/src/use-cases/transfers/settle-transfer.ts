/**
 * Settles one transfer: reads it from the API; accepts it if it pays an order, otherwise rejects it or leaves it for
 * manual action; and records the status that the API then returns. It only acts on what it has just read, so that a
 * lost response never leads to a second acceptance.
 */
import type { Amount } from "@malipo/protocol";
import { attemptSuccess } from "../../domain/attempt.ts";
import { amountDue } from "../../domain/part-payments.ts";
import { nextQueryTime } from "../../domain/schedule.ts";
import { reasonFor } from "../../domain/transfer-verdict.ts";
import type { Mismatch } from "../../domain/transfer-verdict.ts";
import { isSameId } from "../../domain/same-id.ts";
import type { Transfer, TransferDecision } from "../../domain/transfer.ts";
import type { Transfers } from "../../ports/merchant-services.ts";
import type { ProviderResult } from "../../ports/provider-result.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { LeasedTask } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";
import { waitSeconds } from "../shared/provider-result.ts";
import { findTransferOwner } from "./find-transfer-owner.ts";
import type { TransferOwner } from "./find-transfer-owner.ts";
import { RecentTimes } from "../shared/recent-times.ts";
import { bindTransfer, recordTransfer } from "./record-transfer.ts";
import { DECIDING_MS } from "./transfers.ts";

type Outcome =
  | { readonly kind: "done" }
  /** Not final yet: retry, not before this many seconds. */
  | { readonly kind: "again"; readonly afterSeconds: number }
  /** The provider doesn't know it (yet): retry, but not for long. */
  | { readonly kind: "missing" }
  /** Left alone until it expires: to the merchant, or to whom it belongs. */
  | {
      readonly kind: "left";
      readonly expiresAt: number | null;
      readonly isUndecided: boolean;
    };

interface Settled {
  readonly next: number | null;
  /** Only the merchant can decide about it. */
  readonly isUndecided: boolean;
}

const AGAIN: Outcome = { kind: "again", afterSeconds: 0 };
const DONE: Outcome = { kind: "done" };

/** The provider's job that expires transfers may lag behind. */
const AFTER_EXPIRY_MS = 60_000;
/** How long a transfer without an expiry is left alone. */
const LEFT_ALONE_MS = 24 * 60 * 60 * 1000;
/**
 * After this long there is no such transfer: its reference was mistyped. If it appears later, the poll finds it, or the
 * query of the attempt that it is bound to.
 */
const MISSING_MS = 10 * 60 * 1000;
/** The retry interval while the provider is not configured. */
const UNCONFIGURED_MS = 10 * 60 * 1000;

/** Runs `settle_transfer` tasks. The lease prevents concurrent settlement of a transfer. */
export function createTransferSettler(
  deps: Deps,
): (task: LeasedTask) => Promise<void> {
  // Only timing: after a restart, the search for a missing transfer starts again.
  const firstReads = new Map<string, number>();
  const reads = new RecentTimes();
  const hints = new RecentTimes();

  /** When this transfer may be read; undefined if now. An authenticated hint waits only for earlier such hints. */
  const findEarliest = (
    { subject: reference, priority }: LeasedTask,
    now: number,
  ): number | undefined => {
    const { hintIntervalMs } = deps.settings;
    const isHint = priority === TASK_PRIORITY.first;
    const ms = (isHint ? hints : reads).sinceMs(reference, now);
    if (ms < hintIntervalMs) return now + hintIntervalMs - ms;
    if (isHint) hints.record(reference, now);
    return undefined;
  };

  const settle = async (
    transfers: Transfers,
    reference: string,
    now: number,
  ): Promise<Settled> => {
    const firstAt = firstReads.get(reference) ?? now;
    firstReads.set(reference, firstAt);
    reads.record(reference, now);
    const outcome = await settleOnce(deps, transfers, reference);
    const next = whenNext(deps, reference, outcome, firstAt);
    const isOpen = outcome.kind === "again" || outcome.kind === "missing";
    if (!isOpen || next === null) firstReads.delete(reference);
    const isUndecided = outcome.kind === "left" && outcome.isUndecided;
    return { next, isUndecided };
  };

  return async (task) => {
    const { subject: reference } = task;
    const { transfers } = deps.services;
    const now = deps.clock.now();
    let dueAt: number | null;
    let { priority } = task;
    let isUndecided: boolean | null = null;
    if (transfers === null) {
      deps.log.error(
        { transfer: reference },
        "the provider of an open transfer is not configured",
      );
      dueAt = now + UNCONFIGURED_MS;
    } else {
      const notBefore = findEarliest(task, now);
      if (notBefore === undefined) {
        const settled = await settle(transfers, reference, now);
        ({ next: dueAt, isUndecided } = settled);
        priority = TASK_PRIORITY.background;
      } else dueAt = notBefore;
    }
    const next = dueAt === null ? null : { ...task, dueAt, priority };
    await deps.store.transaction(async (tx) => {
      if (isUndecided !== null)
        await tx.noteUndecidedTransfer(reference, isUndecided ? now : null);
      await tx.settleTask(task, next);
    });
  };
}

function whenNext(
  deps: Deps,
  reference: string,
  outcome: Outcome,
  firstAt: number,
): number | null {
  const now = deps.clock.now();
  switch (outcome.kind) {
    case "done":
      return null;
    case "left":
      return Math.max(
        now + AFTER_EXPIRY_MS,
        outcome.expiresAt === null
          ? now + LEFT_ALONE_MS
          : outcome.expiresAt + AFTER_EXPIRY_MS,
      );
    case "again":
    case "missing": {
      const isGone = outcome.kind === "missing" && now >= firstAt + MISSING_MS;
      const next = nextQueryTime(firstAt, now, deps.random.chance());
      const afterSeconds = outcome.kind === "again" ? outcome.afterSeconds : 0;
      if (next !== undefined && !isGone)
        return Math.max(next, now + afterSeconds * 1000);
      deps.log.error(
        { transfer: reference },
        "a transfer has no final status; manual review needed",
      );
      return null;
    }
  }
}

async function settleOnce(
  deps: Deps,
  transfers: Transfers,
  reference: string,
): Promise<Outcome> {
  const read = await transfers.find(reference);
  if (read.kind !== "found") return toOutcome(deps, reference, read);
  const transfer = read.value;
  if (!transfers.isOwnTag(transfer.receiverTag)) {
    // Belongs to another part of the merchant's application: neither accept nor reject it.
    return isOpen(transfer)
      ? { kind: "left", expiresAt: transfer.expiresAt, isUndecided: false }
      : DONE;
  }
  const owner = await findTransferOwner(
    deps.store,
    transfers.provider,
    transfer,
  );
  if (!isOpen(transfer)) {
    await recordTransfer(deps, owner, transfer);
    return DONE;
  }
  const isOver =
    transfer.expiresAt !== null && deps.clock.now() >= transfer.expiresAt;
  if (transfer.status === "unknown" || isOver) return AGAIN;
  // Already recorded as paid: the provider's response is outdated.
  if (isPaidBy(owner, reference)) return DONE;
  const mismatch =
    owner.kind === "one"
      ? await bindTransfer(deps, owner, transfer)
      : owner.kind;
  // Read last, so that the merchant's decision wins even if the task started before it.
  const decision = await deps.store.findTransferDecision(reference);
  if (decision?.verdict === "reject")
    return repeatRejection(deps, transfers, owner, decision);
  if (mismatch === undefined) {
    const result = await transfers.accept(reference);
    return conclude(deps, transfers, owner, reference, result);
  }
  deps.log.warn(
    { transfer: reference, why: mismatch, ...idsOf(owner) },
    "a transfer doesn't match an open order",
  );
  // The merchant accepted it, but the response was lost or the transfer is still pending: retry, never reject it.
  if (decision !== undefined) return AGAIN;
  if (transfers.unmatched === "leave")
    return { kind: "left", expiresAt: transfer.expiresAt, isUndecided: true };
  const result = await transfers.reject(reference, toReason(mismatch, owner));
  return conclude(deps, transfers, owner, reference, result);
}

/** Repeats the merchant's rejection, unless the merchant's own call may still be running. */
async function repeatRejection(
  deps: Deps,
  transfers: Transfers,
  owner: TransferOwner,
  { reference, reason, at }: TransferDecision,
): Promise<Outcome> {
  const sinceMs = deps.clock.now() - at;
  if (sinceMs >= 0 && sinceMs < DECIDING_MS)
    return {
      kind: "again",
      afterSeconds: Math.ceil((DECIDING_MS - sinceMs) / 1000),
    };
  const shownReason = reason ?? reasonFor("rejected_by_merchant", null);
  const result = await transfers.reject(reference, shownReason);
  return conclude(deps, transfers, owner, reference, result);
}

function isPaidBy(owner: TransferOwner, reference: string): boolean {
  const receipt =
    owner.kind === "one" ? attemptSuccess(owner.attempt)?.receipt : null;
  return receipt != null && isSameId(receipt, reference);
}

/** Uses a response with a final status; otherwise reads the transfer. */
async function conclude(
  deps: Deps,
  transfers: Transfers,
  owner: TransferOwner,
  reference: string,
  result: ProviderResult<Transfer>,
): Promise<Outcome> {
  if (result.kind !== "found") logFailure(deps, reference, result);
  if (result.kind === "busy")
    return { kind: "again", afterSeconds: waitSeconds(result) };
  const hasEnded = result.kind === "found" && isEnd(result.value);
  const read = hasEnded ? result : await transfers.find(reference);
  if (read.kind !== "found") return toOutcome(deps, reference, read);
  if (isOpen(read.value)) return AGAIN;
  await recordTransfer(deps, owner, read.value);
  return DONE;
}

function isOpen({ status }: Transfer): boolean {
  return status === "awaiting_acceptance" || status === "unknown";
}

/** The response to a change may omit the amount; then the transfer is read. */
function isEnd({ status, amount }: Transfer): boolean {
  return status === "completed"
    ? amount !== null
    : status === "rejected" || status === "expired";
}

function toOutcome(
  deps: Deps,
  reference: string,
  result: Exclude<ProviderResult<Transfer>, { kind: "found" }>,
): Outcome {
  logFailure(deps, reference, result);
  if (result.kind === "not_found") return { kind: "missing" };
  return { kind: "again", afterSeconds: waitSeconds(result) };
}

function logFailure(
  { log }: Deps,
  reference: string,
  result: Exclude<ProviderResult<Transfer>, { kind: "found" }>,
): void {
  const { kind } = result;
  const detail =
    result.kind === "unavailable"
      ? result.detail
      : result.kind === "refused"
        ? result.reason
        : null;
  log.warn(
    { transfer: reference, kind, detail },
    "a provider call about a transfer failed",
  );
}

function toReason(mismatch: Mismatch, owner: TransferOwner): string {
  const expected = owner.kind === "one" ? expectedOf(owner) : null;
  return reasonFor(mismatch, expected);
}

const expectedOf = ({
  order,
  attempt,
}: Extract<TransferOwner, { kind: "one" }>): Amount =>
  attempt.plan.takesParts === true ? amountDue(order) : attempt.plan.amount;

function idsOf(owner: TransferOwner): Readonly<Record<string, string>> {
  return owner.kind === "one"
    ? { orderId: owner.order.id, attemptId: owner.attempt.plan.id }
    : {};
}
