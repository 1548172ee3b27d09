import { describe, expect, it } from "vitest";
import { answerPrompt } from "../support/sandbox-control.ts";
import { openOrder } from "../support/shopper.ts";
import { useStack } from "../support/stack.ts";

describe("Airtel Money, relay and sandbox", () => {
  const stack = useStack();

  it("asks an Airtel Money wallet, and is paid when it pays", async () => {
    const shopper = await openOrder(stack);
    const attempt = await shopper.pay("airtel", "0733 345 600");
    expect(attempt).toMatchObject({
      method: "airtel",
      status: "awaiting_payer",
      action: { type: "prompt", phone: "0733 ••• 600" },
    });
    const page = await fetch(`${stack.sandboxUrl}/phone?phone=254733345600`);
    expect(await page.text()).toContain("Airtel Money");
    await answerPrompt(stack, "254733345600", "paid");
    const order = await shopper.seesPaid();
    expect(order).toMatchObject({
      flags: { late: false, overpaid: false, review: false },
      outcome: { method: "airtel", late: false },
    });
    expect(order.outcome?.receipt).toMatch(/\w/);
  });
});
