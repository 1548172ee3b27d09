/** `GET /receipts/:orderId/pay`: from a receipt or a reminder to the page where the rest can be paid, on any device. */
import { orderStatus } from "../../domain/order.ts";
import { isPartPaid } from "../../domain/part-payments.ts";
import { shopAddress } from "../attempts/return-to-shop.ts";
import { issueReturnCode } from "../orders/return-code.ts";
import type { Deps } from "../shared/deps.ts";

/** Undefined if there is no such order, `mac` is not that of its receipt, or nothing more can be paid of it. */
export async function findWhereToPay(
  deps: Deps,
  orderId: string,
  mac: string,
): Promise<string | undefined> {
  if (!deps.secrets.isReceiptMac(orderId, mac)) return undefined;
  return deps.store.transaction(async (tx) => {
    const order = await tx.getOrder(orderId);
    if (
      order === undefined ||
      !isPartPaid(order) ||
      orderStatus(order) !== "open"
    )
      return undefined;
    return shopAddress(deps, order, await issueReturnCode(deps, tx, order));
  });
}
