/** Each way to pay by Almara once, relay and sandbox together, and one relay that was down meanwhile. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { PAYBILL } from "../support/relay-environment.ts";
import { answerPrompt, decide, payByHand } from "../support/sandbox-control.ts";
import { providerGet } from "../support/sandbox-payouts.ts";
import { openOrder } from "../support/shopper.ts";
import { useStack } from "../support/stack.ts";
import { until } from "../support/until.ts";

/** The provider's documented sample, byte for byte: a trailing comma, two key cases, decimals in major units. */
const DOCUMENTED = readFileSync(
  path.join(
    import.meta.dirname,
    "../../packages/relay/test/samples/almara-checkout-callback.as-documented.txt",
  ),
  "utf8",
);
const DOCUMENTED_ID = "00a9f0d4-6e2b-4a8f-b9d3-5f7c2e1a4b66";
const NO_FLAGS = { late: false, overpaid: false, review: false };

describe("a payment by Almara", () => {
  const stack = useStack();

  it("by M-Pesa has the receipt from the phone", async () => {
    const shopper = await openOrder(stack);
    const attempt = await shopper.pay("mpesa", "0712 345 601");
    expect(attempt).toMatchObject({
      status: "awaiting_payer",
      action: { type: "prompt", phone: "0712 ••• 601" },
    });
    const order = await shopper.seesPaid();
    expect(order).toMatchObject({
      amount: { value: 700_000, currency: "KES" },
      flags: NO_FLAGS,
      outcome: { status: "paid", method: "mpesa", late: false },
    });
    expect(order.outcome?.receipt).toMatch(/^[A-Z0-9]{10}$/);
  });

  it("by Airtel Money asks an Airtel Money wallet", async () => {
    const shopper = await openOrder(stack);
    await shopper.pay("airtel", "0733 345 600");
    const page = await fetch(`${stack.sandboxUrl}/phone?phone=254733345600`);
    expect(await page.text()).toContain("Airtel Money");
    await answerPrompt(stack, "254733345600", "paid");
    expect(await shopper.seesPaid()).toMatchObject({
      flags: NO_FLAGS,
      outcome: { method: "airtel" },
    });
  });

  it("by hand goes to the account that is shown, with the phone's receipt", async () => {
    const shopper = await openOrder(stack);
    const { action } = await shopper.pay("paybill");
    if (action?.type !== "paybill") throw new Error("no account is shown");
    expect(action.shortCode).toBe(PAYBILL);
    const { receipt } = await payByHand(stack, {
      account: action.account,
      amount: 7_000,
    });
    expect(await shopper.seesPaid()).toMatchObject({
      flags: NO_FLAGS,
      outcome: { method: "paybill", receipt },
    });
  });

  it("by card is told of by the documented callback, and only the query is believed", async () => {
    const shopper = await openOrder(stack);
    const { id, action } = await shopper.pay("card");
    expect(action).toMatchObject({ type: "redirect" });
    // The attempt's own callback address, as the relay gave it to the provider.
    const query = `/v1/checkout-order/check-status?IdType=1&Id=${id}`;
    const { checkoutCallbackUrl } = await providerGet(stack, query);
    const callBack = () =>
      fetch(String(checkoutCallbackUrl), {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: DOCUMENTED.replace(DOCUMENTED_ID, id),
      });
    const before = await shopper.read();
    expect((await callBack()).status).toBe(200);
    await until("the relay asked the provider", () =>
      stack.logged().includes(id),
    );
    expect(await shopper.read()).toEqual({
      ...before,
      serverTime: expect.any(String) as string,
    });
    await decide(stack, id, "paid", "none");
    expect((await callBack()).status).toBe(200);
    const { outcome } = await shopper.seesPaid();
    expect(outcome).toMatchObject({ method: "card", late: false });
    expect(outcome?.receipt).toMatch(/\w/);
  });

  it("is found by a relay that was down meanwhile", async () => {
    const shopper = await openOrder(stack);
    await shopper.pay("mpesa", "0712 345 606");
    await stack.restart();
    await shopper.seesPaid();
  });
});
