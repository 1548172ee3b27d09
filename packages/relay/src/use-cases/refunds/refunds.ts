/** Reads refunds and rejects them. */
import { NOT_FOUND, ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { isRefundOpen } from "../../domain/refund.ts";
import type { Refund } from "../../domain/refund.ts";
import type { AuditTrail } from "../shared/audit.ts";
import type { Deps } from "../shared/deps.ts";
import {
  notConfigured,
  refuseAs,
  toResult,
} from "../shared/provider-result.ts";
import { requireRejected } from "../payouts/provider-calls.ts";
import { queryRefund, requestRefundQuery } from "./query-refund.ts";
import { recordRefund, refundFacts } from "./record-refund.ts";

export async function listRefunds(
  { store }: Deps,
  orderId: string,
): Promise<Result<readonly Refund[]>> {
  const order = await store.getOrder(orderId);
  return order === undefined ? NOT_FOUND : ok(await store.listRefunds(orderId));
}

/** A refund is found only under its own order. */
export async function readRefund(
  { store }: Deps,
  orderId: string,
  refundId: string,
): Promise<Result<Refund>> {
  const refund = await store.findRefund(refundId);
  return refund?.plan.orderId === orderId ? ok(refund) : NOT_FOUND;
}

/**
 * Rejects a refund that the provider has not paid yet. Refusals: `refund_closed` if it has ended, `provider_conflict`
 * with the provider's reason if it is too late, and those of a provider call without a response.
 */
export async function rejectRefund(
  deps: Deps,
  orderId: string,
  refundId: string,
  audit: AuditTrail,
): Promise<Result<Refund>> {
  const refund = await readRefund(deps, orderId, refundId);
  if (!refund.ok) return refund;
  if (!isRefundOpen(refund.value))
    return refuse(
      "refund_closed",
      "This refund is paid, failed or rejected: there is nothing left to stop.",
    );
  const { payouts } = deps.services;
  if (payouts === null) return notConfigured(deps, "payouts");
  const before = refundFacts(refund.value);
  await deps.store.transaction((tx) => audit.start(tx, { before }));
  const result = await payouts.reject(refundId);
  const lines =
    result.kind === "not_found"
      ? refuseAs(true, "the refund is not known (yet)")
      : toResult(deps, "reject refund", result);
  const stopped = lines.ok ? requireRejected(lines.value, "every") : lines;
  if (stopped.ok) {
    const at = deps.clock.now();
    await recordRefund(
      deps,
      refund.value,
      [{ kind: "refused", at, status: "cancelled", code: null }],
      (tx, updated) => audit.record(tx, { after: refundFacts(updated) }),
    );
    // The provider's status wins: if the payment won the race, the refund is paid.
    const queried = await queryRefund(deps, refundId);
    return queried === undefined ? NOT_FOUND : ok(queried.refund);
  }
  await requestRefundQuery(deps, refundId);
  return stopped;
}
