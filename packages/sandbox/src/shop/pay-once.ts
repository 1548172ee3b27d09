/** `--pay`: one test order, made and paid at the terminal. */
import { setTimeout as sleep } from "node:timers/promises";
import type { TestOrders } from "./test-orders.ts";

/** A phone that pays by itself. */
const PAYER = "0712 345 601";
const PATIENCE_MS = 20_000;

/** Returns whether the order is paid and its callback has arrived. */
export async function payOnce(
  orders: TestOrders,
  say: (line: string) => void,
): Promise<boolean> {
  const made = await orders.create(PAYER);
  if (made === undefined) throw new Error(`${PAYER} is no phone number`);
  const { id, amount, phone } = made;
  say(`order ${id}: KES ${amount}, prompt sent to ${phone}`);
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end;) {
    const order = await orders.read(id);
    if (order?.status.name === "failed") {
      say(`order ${id}: not paid: ${order.status.reason}`);
      return false;
    }
    if (order?.status.name === "paid" && order.callbacks > 0) {
      say(`order ${id}: callback received`);
      say(`order ${id}: paid, receipt ${order.status.receipt}`);
      return true;
    }
    await sleep(100);
  }
  say(`order ${id}: no answer within ${PATIENCE_MS / 1000} s`);
  return false;
}
