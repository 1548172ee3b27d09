/** `PATCH /v1/orders/:id`: replaces and reprices the lines while the order is open and before the first attempt. */
import type { CartLine } from "@malipo/protocol";
import { NOT_FOUND, ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { orderTotal } from "../../domain/order-total.ts";
import { orderStatus } from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import type { Deps } from "../shared/deps.ts";
import { saveChange } from "../attempts/record-observations.ts";

function checkChangeable(order: Order, now: number): Result<null> {
  if (order.source.type !== "cart") {
    return refuse(
      "order_not_changeable",
      "The lines of this order were set by the merchant and can't be changed here.",
    );
  }
  if (
    orderStatus(order) !== "open" ||
    order.attempts.length > 0 ||
    now >= order.expiresAt
  ) {
    return refuse(
      "order_not_changeable",
      "Lines can be changed only while the order is open and before the first attempt.",
    );
  }
  return ok(null);
}

export async function changeOrder(
  deps: Deps,
  orderId: string,
  lines: readonly CartLine[],
): Promise<Result<Order>> {
  if (deps.catalog === null)
    return refuse(
      "order_not_changeable",
      "This relay has no catalog to price new lines with.",
    );
  const cart = await deps.catalog.price(lines);
  if (!cart.ok) return cart;
  const { lines: priced, adjustments } = cart.value;
  const amount = orderTotal(cart.value);
  if (!amount.ok) return amount;
  return deps.store.transaction(async (tx): Promise<Result<Order>> => {
    const before = await tx.getOrder(orderId);
    if (before === undefined) return NOT_FOUND;
    const allowed = checkChangeable(before, deps.clock.now());
    if (!allowed.ok) return allowed;
    const after = {
      ...before,
      lines: priced,
      adjustments,
      amount: amount.value,
    };
    return ok((await saveChange(deps, tx, before, after)).order);
  });
}
