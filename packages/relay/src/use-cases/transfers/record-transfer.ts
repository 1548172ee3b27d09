/** Records observations about an attempt from its transfer. All of them come from the provider's API. */
import { findAttempt } from "../../domain/order.ts";
import { UNREADABLE_AMOUNT } from "../../domain/amount.ts";
import { attemptSuccess } from "../../domain/attempt.ts";
import type { Attempt } from "../../domain/attempt.ts";
import type { Instant, Observation } from "../../domain/observation.ts";
import type { Order } from "../../domain/order.ts";
import { findMismatch } from "../../domain/transfer-verdict.ts";
import type { Mismatch } from "../../domain/transfer-verdict.ts";
import { isSameId } from "../../domain/same-id.ts";
import type { Transfer } from "../../domain/transfer.ts";
import type { StoreTransaction } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";
import type { TransferOwner } from "./find-transfer-owner.ts";
import { recordObservations } from "../attempts/record-observations.ts";

type Owned = Extract<TransferOwner, { kind: "one" }>;

/**
 * Binds the transfer to the attempt before it is accepted: from then on no other transfer is accepted for the attempt,
 * and the shopper can't cancel it. Returns undefined if it is bound, else the reason. A transfer that the merchant
 * rejected is not bound.
 */
export async function bindTransfer(
  deps: Deps,
  owner: Owned,
  transfer: Transfer,
): Promise<Mismatch | undefined> {
  const { reference } = transfer;
  const merchant = { rejected: false };
  const after = await recordDecided(
    deps,
    owner,
    async (order, attempt, at, tx) => {
      const decision = await tx.findTransferDecision(reference);
      merchant.rejected = decision?.verdict === "reject";
      return !merchant.rejected &&
        attempt.facts.transfer === null &&
        findMismatch(order, attempt, transfer) === undefined
        ? [{ kind: "matched", at, transfer: reference }]
        : [];
    },
  );
  if (after === undefined) return "no_order";
  return merchant.rejected
    ? "rejected_by_merchant"
    : findMismatch(after.order, after.attempt, transfer);
}

/** Records the transfer's final status, if it has one. May be called repeatedly. */
export async function recordTransfer(
  deps: Deps,
  owner: TransferOwner,
  transfer: Transfer,
): Promise<void> {
  const { reference, status } = transfer;
  if (status === "awaiting_acceptance" || status === "unknown") return;
  if (owner.kind !== "one") {
    if (status === "completed")
      deps.log.warn(
        { transfer: reference, why: owner.kind },
        "a transfer without an order was accepted; manual review needed",
      );
    return;
  }
  await recordDecided(deps, owner, (_order, attempt, at) =>
    status === "completed"
      ? fromCompleted(attempt, transfer, at)
      : fromEnded(attempt, reference, status, at),
  );
}

function fromCompleted(
  attempt: Attempt,
  { reference, amount }: Transfer,
  at: Instant,
): readonly Observation[] {
  const { facts, plan } = attempt;
  const success = attemptSuccess(attempt);
  const isReference = (other: string | null | undefined): boolean =>
    other != null && isSameId(other, reference);
  if (success !== null && !isReference(success.receipt)) {
    // A second transfer, accepted manually: the order is overpaid.
    const first = success.receipt ?? plan.id;
    const payments = [
      ...(plan.takesParts === true
        ? []
        : [{ receipt: first, amount: plan.amount }]),
      { receipt: reference, amount: amount ?? UNREADABLE_AMOUNT },
    ];
    return payments
      .filter(
        ({ receipt }) =>
          !facts.payments.some((known) => isSameId(known.receipt, receipt)),
      )
      .map((payment) => ({ kind: "payment", at, ...payment }));
  }
  if (success !== null || isReference(facts.mismatch?.receipt)) return [];
  const matched: readonly Observation[] =
    facts.transfer === null
      ? [{ kind: "matched", at, transfer: reference }]
      : [];
  return [
    ...matched,
    {
      kind: "succeeded",
      at,
      amount: amount ?? UNREADABLE_AMOUNT,
      receipt: reference,
    },
  ];
}

/** Only for the bound transfer: rejecting another one says nothing about the attempt. */
function fromEnded(
  { facts }: Attempt,
  reference: string,
  status: "rejected" | "expired",
  at: Instant,
): readonly Observation[] {
  const isBound =
    facts.transfer !== null && isSameId(facts.transfer.reference, reference);
  if (!isBound || facts.refusal !== null) return [];
  return status === "rejected"
    ? [{ kind: "refused", at, status: "failed", code: "declined" }]
    : [{ kind: "refused", at, status: "expired", code: null }];
}

type Decide = (
  order: Order,
  attempt: Attempt,
  at: Instant,
  tx: StoreTransaction,
) => readonly Observation[] | Promise<readonly Observation[]>;

/** Decides inside the transaction, so that concurrent calls are serialized. */
async function recordDecided(
  deps: Deps,
  owner: Owned,
  decide: Decide,
): Promise<{ order: Order; attempt: Attempt } | undefined> {
  const attemptId = owner.attempt.plan.id;
  const find = (order: Order): Attempt | undefined =>
    findAttempt(order, attemptId);
  const order = await recordObservations(
    deps,
    owner.order.id,
    async (tx, before) => {
      const attempt = find(before);
      const observations =
        attempt === undefined
          ? []
          : await decide(before, attempt, deps.clock.now(), tx);
      return observations.map((observation) => ({
        attemptId,
        source: "query" as const,
        observation,
      }));
    },
  );
  const attempt = order === undefined ? undefined : find(order);
  return order === undefined || attempt === undefined
    ? undefined
    : { order, attempt };
}
