/** An order that was paid by M-Pesa, end to end. */
import { decide } from "./sandbox-control.ts";
import { THREE_SHIRTS, openOrder } from "./shopper.ts";
import type { Stack } from "./stack.ts";

/** KES 7,000.00: three shirts. */
export const PAID = { value: 700_000, currency: "KES" } as const;

export interface PaidOrder {
  readonly id: string;
  readonly reference: string;
  readonly attemptId: string;
}

/** Paid by this phone ("254712345678"), whatever its ending would do. */
export async function paidOrder(
  stack: Stack,
  phone: string,
): Promise<PaidOrder> {
  const shopper = await openOrder(stack, { lines: THREE_SHIRTS });
  const attempt = await shopper.pay("mpesa", phone);
  if (!phone.endsWith("01")) await decide(stack, attempt.id, "paid");
  const { id, reference } = await shopper.seesPaid();
  return { id, reference, attemptId: attempt.id };
}
