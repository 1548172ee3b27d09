/** `GET /receipts/:orderId/pay`: from a receipt or a reminder to the page where the rest can be paid, on any device. */
import { shopAddress } from "../attempts/return-to-shop.ts";
import { issueReturnCode } from "../orders/return-code.ts";
import type { Deps } from "../shared/deps.ts";
import { isPayable, receiptUrl, toReceipt } from "./receipt.ts";

/**
 * To the receipt once nothing more can be paid: reminders are opened late. Undefined if there is no such order, or `mac`
 * is not that of its receipt.
 */
export async function findWhereToPay(
  deps: Deps,
  orderId: string,
  mac: string,
): Promise<string | undefined> {
  if (!deps.secrets.isReceiptMac(orderId, mac)) return undefined;
  return deps.store.transaction(async (tx) => {
    const order = await tx.getOrder(orderId);
    if (order === undefined) return undefined;
    const hasReceipt = toReceipt(deps, order, []) !== undefined;
    return hasReceipt && !isPayable(order)
      ? receiptUrl(deps, order.id)
      : shopAddress(deps, order, await issueReturnCode(deps, tx, order));
  });
}
