import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openOrder } from "../support/shopper.ts";
import { startStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";

/** The sandbox's phones decide by their last two digits. */
const phone = (ending: string): string => `0712 345 6${ending}`;

describe("M-Pesa, relay and sandbox", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack.close());

  it("is paid, with the receipt from the phone", async () => {
    const shopper = await openOrder(stack);
    const attempt = await shopper.pay("mpesa", phone("01"));
    expect(attempt).toMatchObject({
      status: "awaiting_payer",
      action: { type: "prompt", phone: "0712 ••• 601" },
    });
    const order = await shopper.sees("paid", ({ status }) => status === "paid");
    expect(order).toMatchObject({
      amount: { value: 700_000, currency: "KES" },
      flags: { late: false, overpaid: false, review: false },
      outcome: { status: "paid", method: "mpesa", late: false },
    });
    expect(order.outcome?.receipt).toMatch(/^[A-Z0-9]{10}$/);
  });

  it.each([
    ["02", "failed", "insufficient_funds"],
    ["03", "cancelled", undefined],
    ["04", "failed", "wrong_pin"],
    ["05", "expired", "phone_unreachable"],
  ])(
    "phone %s ends %s (%s), and another attempt pays",
    async (ending, status, code) => {
      const shopper = await openOrder(stack);
      await shopper.pay("mpesa", phone(ending));
      const order = await shopper.sees(
        status,
        ({ attempt }) => attempt?.status === status,
      );
      expect(order.status).toBe("open");
      expect(order.attempt?.failure?.code).toBe(code);
      await shopper.pay("mpesa", phone("01"));
      await shopper.sees("paid", (now) => now.status === "paid");
    },
  );

  it("is paid although every callback was lost", async () => {
    const shopper = await openOrder(stack);
    await shopper.pay("mpesa", phone("06"));
    await shopper.sees("paid", ({ status }) => status === "paid");
  });

  it("is paid once although callbacks come twice and in the wrong order", async () => {
    const shopper = await openOrder(stack);
    await shopper.pay("mpesa", phone("07"));
    const order = await shopper.sees("paid", ({ status }) => status === "paid");
    expect(order.flags).toEqual({
      late: false,
      overpaid: false,
      review: false,
    });
  });

  it("is resolved under the same id when the submit answers 500: nothing was taken", async () => {
    const shopper = await openOrder(stack);
    expect((await shopper.pay("mpesa", phone("09"))).status).toBe(
      "submit_unknown",
    );
    const order = await shopper.sees(
      "failed",
      ({ attempt }) => attempt?.status === "failed",
    );
    expect(order.attempt?.failure?.code).toBe("provider_unavailable");
  }, 90_000);

  it("is paid under the same id when the submit was taken and its answer lost", async () => {
    const shopper = await openOrder(stack);
    const attempt = await shopper.pay("mpesa", phone("10"));
    expect(attempt.status).toBe("submit_unknown");
    const order = await shopper.sees("paid", ({ status }) => status === "paid");
    expect(order.attempt?.id).toBe(attempt.id);
  });

  it("is paid and reviewed when the callback names another amount", async () => {
    const shopper = await openOrder(stack);
    await shopper.pay("mpesa", phone("11"));
    const order = await shopper.sees("paid", ({ status }) => status === "paid");
    expect(order.flags).toEqual({ late: false, overpaid: false, review: true });
  });
});

describe("M-Pesa after its deadline", () => {
  it("is unconfirmed first, never failed, and then paid late", async () => {
    const stack = await startStack({
      sandbox: { promptSeconds: 11, lateAfterSeconds: 14 },
    });
    try {
      const shopper = await openOrder(stack);
      await shopper.pay("mpesa", phone("08"));
      const waiting = await shopper.sees(
        "unconfirmed",
        ({ attempt }) => attempt?.status === "unconfirmed",
      );
      expect(waiting).toMatchObject({
        status: "pending",
        attempt: { failure: null },
      });
      const order = await shopper.sees(
        "paid",
        ({ status }) => status === "paid",
      );
      expect(order).toMatchObject({
        flags: { late: true },
        outcome: { late: true },
      });
    } finally {
      await stack.close();
    }
  }, 60_000);

  it("is found paid by a relay that was down meanwhile", async () => {
    const stack = await startStack();
    try {
      const shopper = await openOrder(stack);
      await shopper.pay("mpesa", phone("06"));
      await stack.restart();
      await shopper.sees("paid", ({ status }) => status === "paid");
    } finally {
      await stack.close();
    }
  }, 60_000);
});
