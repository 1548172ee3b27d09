/** `POST /v1/merchant/orders/:id/revoke-tokens`: refuses all relay tokens that were issued for an order. */
import { NOT_FOUND, ok } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import type { Order } from "../../domain/order.ts";
import type { AuditTrail } from "../shared/audit.ts";
import type { Deps } from "../shared/deps.ts";

/** The order after it. The order's own page gets a new token by its resume secret, which stays as it is. */
export function revokeTokens(
  deps: Deps,
  orderId: string,
  audit: AuditTrail,
): Promise<Result<Order>> {
  return deps.store.transaction(async (tx): Promise<Result<Order>> => {
    const before = await tx.getOrder(orderId);
    if (before === undefined) return NOT_FOUND;
    const after = {
      ...before,
      tokenEpoch: before.tokenEpoch + 1,
      // Streams at every relay are told of new versions, and end when they see the new epoch.
      version: before.version + 1,
    };
    await tx.updateOrder(after);
    await audit.record(tx, {
      before: { tokenEpoch: before.tokenEpoch },
      after: { tokenEpoch: after.tokenEpoch },
    });
    return ok(after);
  });
}
