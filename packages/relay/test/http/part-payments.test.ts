import { describe, expect, it } from "vitest";
import {
  NO_FLAGS,
  onAttempt,
  pass,
  startAttempt,
} from "../support/attempts.ts";
import { startFlexpay, transferEnds } from "../support/flexpay.ts";
import { asMerchant, postAsMerchant, refund } from "../support/merchant.ts";
import { billFor, openPartial, payPart } from "../support/parts.ts";
import { notify } from "../support/paybill.ts";
import { ScriptedPayouts, kes } from "../support/stand-in-services.ts";
import { problemCode, startTestRelay } from "../support/test-relay.ts";
import type { OpenedOrder, TestRelay } from "../support/test-relay.ts";
import { assign, payment, put } from "../support/unmatched.ts";
import { until } from "../support/until.ts";

const DAY_S = 86_400;

const start = () =>
  startTestRelay({ settings: { methods: ["paybill", "mpesa", "card"] } });

/** What the merchant is told of the order, oldest first. */
async function told(
  relay: TestRelay,
  order: OpenedOrder,
): Promise<readonly (readonly [string, number | undefined])[]> {
  const { body } = await asMerchant(relay, "events?limit=100");
  const { events } = body as {
    events: {
      payload: {
        type: string;
        data: { order: { id: string; amountPaid?: { value: number } } };
      };
    }[];
  };
  return events
    .map(({ payload }) => payload)
    .filter(({ data }) => data.order.id === order.id)
    .map(({ type, data }) => [type, data.order.amountPaid?.value]);
}

/** The provider says that the prompt was paid. */
async function payByPrompt(
  relay: TestRelay,
  order: OpenedOrder,
  receipt: string,
): Promise<void> {
  const attemptId = await relay.attempt(order);
  relay.provider.onQuery = () => ({ kind: "succeeded", amount: null, receipt });
  const { status } = await onAttempt(relay, order, attemptId, "check");
  expect(status).toBe(200);
}

describe("an order that takes parts", () => {
  it("is listed as partly paid and added up until the rest has come", async () => {
    const relay = await start();
    const order = await openPartial(relay);
    await openPartial(relay);
    const owed = async () => {
      const { body } = await asMerchant(relay, "orders?partlyPaid=true");
      const { orders } = body as { orders: { id: string }[] };
      const summary = await asMerchant(relay, "summary");
      return [
        orders.map(({ id }) => id),
        (summary.body as { openBalances: unknown }).openBalances,
      ];
    };
    expect(await owed()).toEqual([[], []]);
    await payPart(relay, order, "1000");
    expect(await owed()).toEqual([
      [order.id],
      [{ count: 1, paid: kes(100_000), due: kes(150_000) }],
    ]);
    await payPart(relay, order, "1500");
    expect(await owed()).toEqual([[], []]);
    const { body } = await asMerchant(relay, "orders?partlyPaid=yes");
    expect(body).toMatchObject({ errors: [{ field: "partlyPaid" }] });
  });

  it("is open again after a part, and asks the next attempt for the rest", async () => {
    const relay = await start();
    const order = await openPartial(relay);
    expect(await relay.read(order)).toMatchObject({
      payment: "partial",
      amountPaid: kes(0),
      amountDue: kes(250_000),
      parts: [],
    });
    const after = await payPart(relay, order, "1000");
    expect(after).toMatchObject({
      status: "open",
      flags: NO_FLAGS,
      amountPaid: kes(100_000),
      amountDue: kes(150_000),
      parts: [{ method: "paybill", amount: kes(100_000) }],
      attempt: { method: "paybill", status: "succeeded" },
      outcome: null,
    });
    await payByPrompt(relay, order, "REST");
    expect(await relay.read(order)).toMatchObject({
      status: "paid",
      flags: NO_FLAGS,
      amountPaid: kes(250_000),
      amountDue: kes(0),
      outcome: { method: "mpesa", receipt: "REST", amount: kes(250_000) },
    });
    expect(relay.provider.submits.map(({ plan }) => plan.amount.value)).toEqual(
      [250_000, 150_000],
    );
  });

  it("tells the merchant of each part once, and then that it is paid", async () => {
    const relay = await start();
    const order = await openPartial(relay);
    const account = await billFor(relay, order);
    for (const receipt of ["A", "A", "B", "A"])
      await notify(relay, { account, receipt, amount: "1000" });
    await payByPrompt(relay, order, "REST");
    expect(await told(relay, order)).toEqual([
      ["order.partly_paid", 100_000],
      ["order.partly_paid", 200_000],
      ["order.paid", 250_000],
    ]);
  });

  it("can be paid for a month after a part, and each part begins the time anew", async () => {
    const relay = await start();
    const order = await openPartial(relay, { expiresInSeconds: 600 });
    await payPart(relay, order, "1000");
    await pass(relay, 20 * DAY_S);
    expect((await relay.read(order)).status).toBe("open");
    await payPart(relay, order, "500");
    await pass(relay, 29 * DAY_S);
    expect((await relay.read(order)).status).toBe("open");
    await pass(relay, 2 * DAY_S);
    await until(
      "it expires",
      async () => (await relay.read(order)).status === "expired",
    );
    expect(await relay.read(order)).toMatchObject({
      flags: { ...NO_FLAGS, review: true },
      amountPaid: kes(150_000),
      outcome: { status: "expired" },
    });
    // Events are kept for a month.
    expect((await told(relay, order)).map(([type]) => type)).toEqual([
      "order.expired",
      "order.review",
    ]);
  });

  it("says at once that too much came", async () => {
    const relay = await start();
    const order = await openPartial(relay);
    await payPart(relay, order, "1000");
    expect(await payPart(relay, order, "2000")).toMatchObject({
      status: "paid",
      flags: { ...NO_FLAGS, overpaid: true },
      amountPaid: kes(300_000),
      amountDue: kes(0),
    });
    expect((await told(relay, order)).map(([type]) => type)).toEqual([
      "order.partly_paid",
      "order.paid",
      "order.overpaid",
    ]);
  });

  it("measures methods by what is due", async () => {
    const relay = await start();
    const order = await openPartial(relay);
    const { methods } = await payPart(relay, order, "2499.50");
    expect(
      methods.map(({ id, available, reason }) => [id, available, reason]),
    ).toEqual([
      ["paybill", false, "fraction"],
      ["mpesa", false, "fraction"],
      ["card", true, undefined],
    ]);
  });

  it("counts money of unknown origin that is assigned to it", async () => {
    const relay = await start();
    const order = await openPartial(relay);
    await put(relay, payment("STRAY", { amount: kes(100_000) }));
    expect((await assign(relay, "STRAY", order.id)).status).toBe(200);
    expect(await relay.read(order)).toMatchObject({
      status: "open",
      flags: NO_FLAGS,
      amountDue: kes(150_000),
    });
    await put(relay, payment("STRAY2", { amount: kes(150_000) }));
    await assign(relay, "STRAY2", order.id);
    expect((await relay.read(order)).status).toBe("paid");
  });

  it("can't be refunded while it can still be paid", async () => {
    const relay = await startTestRelay({
      services: { payouts: new ScriptedPayouts() },
      settings: { methods: ["paybill"] },
    });
    const order = await openPartial(relay);
    await payPart(relay, order, "1000");
    const refused = await refund(relay, order);
    expect(problemCode(refused)).toBe("refund_not_possible");
    expect(refused.text).toContain("Cancel it first");
  });

  it("is cancelled with its part, which then waits for a person", async () => {
    const relay = await start();
    const order = await openPartial(relay);
    await payPart(relay, order, "1000");
    const cancelled = await postAsMerchant(relay, `orders/${order.id}/cancel`);
    expect(cancelled.status).toBe(200);
    expect(await relay.read(order)).toMatchObject({
      status: "cancelled",
      flags: { ...NO_FLAGS, review: true },
      amountPaid: kes(100_000),
    });
    const closed = await startAttempt(relay, order, { method: "card" });
    expect(problemCode(closed)).toBe("order_closed");
  });

  it("takes a part by a transfer, and turns down more than is due", async () => {
    const { relay, transfers } = await startFlexpay();
    const order = await openPartial(relay);
    const codeOf = async (): Promise<string> => {
      await relay.attempt(order, "flexpay");
      const { attempt } = await relay.read(order);
      return attempt?.action?.type === "tag" ? attempt.action.narration : "";
    };
    const send = async (value: number): Promise<void> => {
      transfers.send(await codeOf(), value);
      await pass(relay, 31);
    };
    await send(100_000);
    await until(
      "the part",
      async () => (await relay.read(order)).amountPaid?.value === 100_000,
    );
    const tooMuch = transfers.send(await codeOf(), 200_000);
    await pass(relay, 31);
    await transferEnds(transfers, tooMuch);
    expect(transfers.reasons).toEqual([
      "The amount must be at most KES 1,500.00.",
    ]);
    expect((await relay.read(order)).amountPaid).toEqual(kes(100_000));
    expect(transfers.moved).toHaveLength(1);
  });

  it("is what the merchant says, and nothing else", async () => {
    const relay = await start();
    const refused = await postAsMerchant(relay, "orders", {
      lines: [{ sku: "A", name: "A", quantity: 1, unitAmount: kes(1) }],
      payment: "sometimes",
    });
    expect(problemCode(refused)).toBe("invalid_request");
    const exact = await openPartial(relay, { payment: "exact" });
    const view = await relay.read(exact);
    expect(view.payment).toBeUndefined();
    expect(view.amountPaid).toBeUndefined();
  });
});
