/**
 * Brings one transfer to its end: read from the API, taken where it is an order's payment, turned down or left to a
 * person where it is not, and recorded as what the API then says it is. Only what was just read is acted upon, so that
 * nothing is taken twice for want of an answer.
 */
import { attemptSuccess } from "../../domain/attempt.ts";
import { nextQueryTime } from "../../domain/schedule.ts";
import { reasonFor } from "../../domain/transfer-verdict.ts";
import type { Mismatch } from "../../domain/transfer-verdict.ts";
import { isSameId } from "../../domain/same-id.ts";
import type { Transfer, TransferDecision } from "../../domain/transfer.ts";
import type { Transfers } from "../../ports/merchant-services.ts";
import type { ProviderAnswer } from "../../ports/provider-answer.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { LeasedTask } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";
import { waitSeconds } from "../shared/provider-answer.ts";
import { findTransferOwner } from "./find-transfer-owner.ts";
import type { TransferOwner } from "./find-transfer-owner.ts";
import { RecentTimes } from "../shared/recent-times.ts";
import { bindTransfer, recordTransfer } from "./record-transfer.ts";
import { DECIDING_MS } from "./transfers.ts";

type Outcome =
  | { readonly kind: "done" }
  /** Nothing final yet: it is looked at again, not before so many seconds. */
  | { readonly kind: "again"; readonly afterSeconds: number }
  /** The provider does not know it (yet): it is looked at again, but not for long. */
  | { readonly kind: "missing" }
  /** It is a person's: nothing is done until its time is over. */
  | { readonly kind: "left"; readonly expiresAt: number | null };

const AGAIN: Outcome = { kind: "again", afterSeconds: 0 };
const DONE: Outcome = { kind: "done" };

/** The provider's own job that ends transfers may lag behind. */
const AFTER_EXPIRY_MS = 60_000;
/** How long one that names no end is left alone. */
const LEFT_ALONE_MS = 24 * 60 * 60 * 1000;
/**
 * After so long without a trace there is no such transfer: somebody mistyped its reference. One that appears later is
 * found among those that wait, and one that an order is bound to by the order's own query.
 */
const MISSING_MS = 10 * 60 * 1000;
/** How soon it is tried again where the provider is not configured any more. */
const UNCONFIGURED_MS = 10 * 60 * 1000;

/** Runs tasks of the kind `settle_transfer`. That a transfer is settled by one at a time is the lease's doing. */
export function createTransferSettler(
  deps: Deps,
): (task: LeasedTask) => Promise<void> {
  // Only of when: after a restart a transfer that nobody finds is looked for anew.
  const firstLooks = new Map<string, number>();
  const looks = new RecentTimes();
  const hints = new RecentTimes();

  /** When this transfer may be looked at; undefined when now. A proven hint waits for nothing but its like. */
  const tooEarly = (
    { subject: reference, priority }: LeasedTask,
    now: number,
  ): number | undefined => {
    const { hintIntervalMs } = deps.settings;
    const isHint = priority === TASK_PRIORITY.first;
    const ms = (isHint ? hints : looks).sinceMs(reference, now);
    if (ms < hintIntervalMs) return now + hintIntervalMs - ms;
    if (isHint) hints.record(reference, now);
    return undefined;
  };

  const look = async (
    transfers: Transfers,
    reference: string,
    now: number,
  ): Promise<number | null> => {
    const firstAt = firstLooks.get(reference) ?? now;
    firstLooks.set(reference, firstAt);
    looks.record(reference, now);
    const outcome = await settleOnce(deps, transfers, reference);
    const next = whenNext(deps, reference, outcome, firstAt);
    const isOpen = outcome.kind === "again" || outcome.kind === "missing";
    if (!isOpen || next === null) firstLooks.delete(reference);
    return next;
  };

  return async (task) => {
    const { subject: reference } = task;
    const { transfers } = deps.services;
    const now = deps.clock.now();
    let dueAt: number | null;
    let { priority } = task;
    if (transfers === null) {
      deps.log.error(
        { transfer: reference },
        "the provider of an open transfer is not configured",
      );
      dueAt = now + UNCONFIGURED_MS;
    } else {
      const notBefore = tooEarly(task, now);
      dueAt = notBefore ?? (await look(transfers, reference, now));
      if (notBefore === undefined) priority = TASK_PRIORITY.background;
    }
    const next = dueAt === null ? null : { ...task, dueAt, priority };
    await deps.store.transaction((tx) => tx.settleTask(task, next));
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
        "a transfer came to no end: a person must look",
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
  if (read.kind !== "found") return notRead(deps, reference, read);
  const transfer = read.value;
  if (!transfers.isOwnTag(transfer.receiverTag)) {
    // Of another part of the merchant's application: neither taken nor turned down.
    return isOpen(transfer)
      ? { kind: "left", expiresAt: transfer.expiresAt }
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
  // It paid already: the provider's answer is older than what we know.
  if (isPaidBy(owner, reference)) return DONE;
  const mismatch =
    owner.kind === "one"
      ? await bindTransfer(deps, owner, transfer)
      : owner.kind;
  // Read last, also by a task that was due before the merchant decided: the decision wins.
  const decision = await deps.store.findTransferDecision(reference);
  if (decision?.verdict === "reject")
    return turnDown(deps, transfers, owner, decision);
  if (mismatch === undefined) {
    const answer = await transfers.accept(reference);
    return conclude(deps, transfers, owner, reference, answer);
  }
  deps.log.warn(
    { transfer: reference, why: mismatch, ...idsOf(owner) },
    "a transfer that is no open order's payment",
  );
  // The merchant took it, and the answer was lost or the transfer waits on: looked at again, and never turned down.
  if (decision !== undefined) return AGAIN;
  if (transfers.unmatched === "leave")
    return { kind: "left", expiresAt: transfer.expiresAt };
  const answer = await transfers.reject(reference, toReason(mismatch, owner));
  return conclude(deps, transfers, owner, reference, answer);
}

/** Says again what the merchant said, unless the merchant's own call may still be under way. */
async function turnDown(
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
  const words = reason ?? reasonFor("turned_down", null);
  const answer = await transfers.reject(reference, words);
  return conclude(deps, transfers, owner, reference, answer);
}

function isPaidBy(owner: TransferOwner, reference: string): boolean {
  const receipt =
    owner.kind === "one" ? attemptSuccess(owner.attempt)?.receipt : null;
  return receipt != null && isSameId(receipt, reference);
}

/** An answer that names the transfer's end counts; after any other it is read. */
async function conclude(
  deps: Deps,
  transfers: Transfers,
  owner: TransferOwner,
  reference: string,
  answer: ProviderAnswer<Transfer>,
): Promise<Outcome> {
  if (answer.kind !== "found") logAnswer(deps, reference, answer);
  if (answer.kind === "busy")
    return { kind: "again", afterSeconds: waitSeconds(answer) };
  const told = answer.kind === "found" && isEnd(answer.value);
  const read = told ? answer : await transfers.find(reference);
  if (read.kind !== "found") return notRead(deps, reference, read);
  if (isOpen(read.value)) return AGAIN;
  await recordTransfer(deps, owner, read.value);
  return DONE;
}

function isOpen({ status }: Transfer): boolean {
  return status === "awaiting_acceptance" || status === "unknown";
}

/** A short answer to a change may lack the amount: then the transfer is read. */
function isEnd({ status, amount }: Transfer): boolean {
  return status === "completed"
    ? amount !== null
    : status === "rejected" || status === "expired";
}

function notRead(
  deps: Deps,
  reference: string,
  answer: Exclude<ProviderAnswer<Transfer>, { kind: "found" }>,
): Outcome {
  logAnswer(deps, reference, answer);
  if (answer.kind === "not_found") return { kind: "missing" };
  return { kind: "again", afterSeconds: waitSeconds(answer) };
}

function logAnswer(
  { log }: Deps,
  reference: string,
  answer: Exclude<ProviderAnswer<Transfer>, { kind: "found" }>,
): void {
  const { kind } = answer;
  const detail =
    answer.kind === "unavailable"
      ? answer.detail
      : answer.kind === "refused"
        ? answer.reason
        : null;
  log.warn(
    { transfer: reference, kind, detail },
    "the provider did not do what was asked about a transfer",
  );
}

function toReason(mismatch: Mismatch, owner: TransferOwner): string {
  const expected = owner.kind === "one" ? owner.attempt.plan.amount : null;
  return reasonFor(mismatch, expected);
}

function idsOf(owner: TransferOwner): Readonly<Record<string, string>> {
  return owner.kind === "one"
    ? { orderId: owner.order.id, attemptId: owner.attempt.plan.id }
    : {};
}
