import { describe, expect, it } from "vitest";
import { openOrder } from "../support/shopper.ts";
import { useStack } from "../support/stack.ts";

/** The sandbox's phones decide by their last two digits. */
const phone = (ending: string): string => `0712 345 6${ending}`;

describe("M-Pesa, relay and sandbox", () => {
  const stack = useStack();

  it("is paid, with the receipt from the phone", async () => {
    const shopper = await openOrder(stack);
    const attempt = await shopper.pay("mpesa", phone("01"));
    expect(attempt).toMatchObject({
      status: "awaiting_payer",
      action: { type: "prompt", phone: "0712 ••• 601" },
    });
    const order = await shopper.seesPaid();
    expect(order).toMatchObject({
      amount: { value: 700_000, currency: "KES" },
      flags: { late: false, overpaid: false, review: false },
      outcome: { status: "paid", method: "mpesa", late: false },
    });
    expect(order.outcome?.receipt).toMatch(/^[A-Z0-9]{10}$/);
  });

  it("is found paid by a relay that was down meanwhile", async () => {
    const shopper = await openOrder(stack);
    await shopper.pay("mpesa", phone("06"));
    await stack.restart();
    await shopper.seesPaid();
  });
});
