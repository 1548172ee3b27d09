/** `POST /v1/merchant/orders/:id/revoke-tokens`: what relay tokens of an order are out is refused from now on. */
import { NOT_FOUND, ok } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import type { Order } from "../../domain/order.ts";
import type { Deps } from "../shared/deps.ts";
import { saveChange } from "../attempts/record-observations.ts";

/** The order after it. The order's own page gets a new token by its resume secret, which stays as it is. */
export function revokeTokens(
  deps: Deps,
  orderId: string,
): Promise<Result<Order>> {
  return deps.store.transaction(async (tx): Promise<Result<Order>> => {
    const before = await tx.getOrder(orderId);
    if (before === undefined) return NOT_FOUND;
    const after = { ...before, tokenEpoch: before.tokenEpoch + 1 };
    return ok((await saveChange(deps, tx, before, after)).order);
  });
}
