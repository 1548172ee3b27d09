/** `POST /v1/merchant/orders/:id/cancel`: the merchant cancels an unpaid order. */
import { mayStillPay } from "../../domain/attempt-review.ts";
import { NOT_FOUND, ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { orderStatus } from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import { attentionOf } from "../../domain/resolution.ts";
import type { AuditTrail } from "../shared/audit.ts";
import type { Deps } from "../shared/deps.ts";
import { saveChange } from "../attempts/record-observations.ts";

/**
 * Returns the updated order. Refusals: `not_found`, `attempt_alive`, `order_closed` (paid or expired),
 * `order_under_review`. Cancelling a cancelled order changes nothing, so the call can be repeated. A payment that is
 * confirmed later still counts.
 */
export function cancelOrder(
  deps: Deps,
  orderId: string,
  audit: AuditTrail,
): Promise<Result<Order>> {
  return deps.store.transaction(async (tx): Promise<Result<Order>> => {
    const before = await tx.getOrder(orderId);
    if (before === undefined) return NOT_FOUND;
    if (orderStatus(before) === "cancelled") return ok(before);
    const now = deps.clock.now();
    const allowed = checkCancellable(before, now);
    if (!allowed.ok) return allowed;
    const after = { ...before, cancelledAt: now };
    const { order } = await saveChange(deps, tx, before, after);
    await audit.record(tx, {
      before: { status: orderStatus(before) },
      after: { status: orderStatus(order) },
    });
    return ok(order);
  });
}

function checkCancellable(order: Order, now: number): Result<null> {
  const status = orderStatus(order);
  if (status === "paid")
    return refuse(
      "order_closed",
      "This order is paid. Refund it to send the money back.",
    );
  if (order.attempts.some(mayStillPay))
    return refuse(
      "attempt_alive",
      "A payment may still succeed. Repeat the call when the attempt has ended.",
    );
  if (attentionOf(order).review)
    return refuse(
      "order_under_review",
      "Money may have moved for this order. Compare it with the provider's statement, and resolve the order first.",
    );
  // Also before the expiry task has run. An order whose attempt was never decided doesn't expire by itself.
  return status === "expired" || (status === "open" && now >= order.expiresAt)
    ? refuse("order_closed", "This order has already expired.")
    : ok(null);
}
