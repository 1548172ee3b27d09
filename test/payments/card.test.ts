import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { decide } from "../support/sandbox-control.ts";
import { providerGet } from "../support/sandbox-payouts.ts";
import { openOrder } from "../support/shopper.ts";
import { useStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";
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

const callbackFor = (attemptId: string): string =>
  DOCUMENTED.replace(DOCUMENTED_ID, attemptId);

/** The attempt's own callback address, as the relay gave it to the provider. */
async function callbackAddress(
  stack: Stack,
  attemptId: string,
): Promise<string> {
  const { checkoutCallbackUrl } = await providerGet(
    stack,
    `/v1/checkout-order/check-status?IdType=1&Id=${attemptId}`,
  );
  return String(checkoutCallbackUrl);
}

const unchanged = (order: object): object => ({ ...order, serverTime: "" });

describe("card, relay and sandbox", () => {
  const stack = useStack();

  it("is paid when the hosted page says so and the provider's answer confirms it", async () => {
    const shopper = await openOrder(stack);
    const attempt = await shopper.pay("card");
    expect(attempt.action).toMatchObject({ type: "redirect" });
    await decide(stack, attempt.id, "paid");
    const order = await shopper.seesPaid();
    expect(order.outcome).toMatchObject({ method: "card", late: false });
    expect(order.outcome?.receipt).toMatch(/\w/);
  });

  it("takes the documented callback, and believes only the query", async () => {
    const shopper = await openOrder(stack);
    const attempt = await shopper.pay("card");
    const to = await callbackAddress(stack, attempt.id);
    const before = await shopper.read();
    const send = () =>
      fetch(to, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: callbackFor(attempt.id),
      });
    expect((await send()).status).toBe(200);
    await until("the relay asked the provider", () =>
      stack.logged().includes(attempt.id),
    );
    expect(unchanged(await shopper.read())).toEqual(unchanged(before));
    await decide(stack, attempt.id, "paid", "none");
    expect((await send()).status).toBe(200);
    await shopper.seesPaid();
  });
});
