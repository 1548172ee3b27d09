import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CANARIES } from "../support/canaries.ts";
import { decide } from "../support/sandbox-control.ts";
import { openOrder } from "../support/shopper.ts";
import { startStack } from "../support/stack.ts";
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
  const answer = await fetch(
    `${stack.sandboxUrl}/v1/checkout-order/check-status?IdType=1&Id=${attemptId}`,
    { headers: { Authorization: `Bearer ${await providerToken(stack)}` } },
  );
  const { checkoutCallbackUrl } = (await answer.json()) as {
    checkoutCallbackUrl: string;
  };
  return checkoutCallbackUrl;
}

async function providerToken(stack: Stack): Promise<string> {
  const answer = await fetch(`${stack.sandboxUrl}/connect/token`, {
    method: "POST",
    body: new URLSearchParams({
      client_id: "sandbox-client",
      client_secret: CANARIES.clientSecret,
      grant_type: "client_credentials",
      scope: "PyPay_api",
    }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

const unchanged = (order: object): object => ({ ...order, serverTime: "" });

describe("card, relay and sandbox", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack.close());

  it("is paid when the hosted page says so and the provider's answer confirms it", async () => {
    const shopper = await openOrder(stack);
    const attempt = await shopper.pay("card");
    expect(attempt.action).toMatchObject({ type: "redirect" });
    await decide(stack, attempt.id, "paid");
    const order = await shopper.sees("paid", ({ status }) => status === "paid");
    expect(order.outcome).toMatchObject({ method: "card", late: false });
    expect(order.outcome?.receipt).toMatch(/\w/);
  });

  it("is declined, then paid by another attempt", async () => {
    const shopper = await openOrder(stack);
    const first = await shopper.pay("card");
    await decide(stack, first.id, "declined");
    const declined = await shopper.sees(
      "declined",
      ({ attempt }) => attempt?.status === "failed",
    );
    expect(declined.attempt?.failure).toMatchObject({
      code: "declined",
      retryable: true,
    });
    const second = await shopper.pay("card");
    await decide(stack, second.id, "paid");
    const order = await shopper.sees("paid", ({ status }) => status === "paid");
    expect(order.attempt?.id).toBe(second.id);
  });

  it.each(["none", "repeated", "reordered"])(
    "is paid with callbacks %s",
    async (callbacks) => {
      const shopper = await openOrder(stack);
      const attempt = await shopper.pay("card");
      await decide(stack, attempt.id, "paid", callbacks);
      await shopper.sees("paid", ({ status }) => status === "paid");
    },
  );

  it.each([
    ["its own address, with the MAC", callbackAddress],
    [
      "the address all orders share",
      (at: Stack) => Promise.resolve(`${at.relayUrl}/checkout/cart`),
    ],
  ])(
    "takes the documented callback at %s, and believes only the query",
    async (_what, address) => {
      const shopper = await openOrder(stack);
      const attempt = await shopper.pay("card");
      const to = await address(stack, attempt.id);
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
      await shopper.sees("paid", ({ status }) => status === "paid");
    },
  );

  it("is changed by no forged callback, however it is spelled", async () => {
    const shopper = await openOrder(stack);
    const attempt = await shopper.pay("card");
    const before = await shopper.read();
    const forged = callbackFor(attempt.id);
    const answers = await Promise.all(
      [
        `/callbacks/almara/${attempt.id}`,
        `/callbacks/almara/${attempt.id}?s=`,
        `/callbacks/almara/${attempt.id}?s=${"A".repeat(43)}`,
        `/callbacks/almara/${attempt.id.toUpperCase()}?s=x`,
      ].map((to) =>
        fetch(`${stack.relayUrl}${to}`, { method: "POST", body: forged }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    const returned = await fetch(`${stack.relayUrl}/return/${attempt.id}`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ Status: "4", ResultCode: "000" }),
    });
    expect(returned.status).toBe(303);
    await until("the provider was asked after all that", () =>
      shopper.check(attempt.id),
    );
    expect(unchanged(await shopper.read())).toEqual(unchanged(before));
  });
});
