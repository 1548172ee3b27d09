import type { Order } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import { NO_FLAGS, onAttempt, startAttempt } from "../support/attempts.ts";
import { asMerchant, postAsMerchant, refund } from "../support/merchant.ts";
import { notify } from "../support/paybill.ts";
import { billFor, openPartial, payPart } from "../support/parts.ts";
import {
  ScriptedPayouts,
  aPayout,
  found,
  kes,
} from "../support/stand-in-services.ts";
import {
  newKey,
  openedIn,
  problemCode,
  startTestRelay,
} from "../support/test-relay.ts";
import type { OpenedOrder, TestRelay } from "../support/test-relay.ts";

const PHONE = "0712 345 678";
const DEPOSIT = { method: "mpesa", phone: PHONE, part: "deposit" };
const WHOLE = { method: "mpesa", phone: PHONE };

const start = (payouts?: ScriptedPayouts) =>
  startTestRelay({
    settings: { methods: ["mpesa", "paybill"] },
    ...(payouts === undefined ? {} : { services: { payouts } }),
  });

async function orderOfLink(
  relay: TestRelay,
  link: object,
): Promise<OpenedOrder> {
  const made = await postAsMerchant(relay, "payment-links", link);
  expect(made.status).toBe(201);
  const { id } = made.body as { id: string };
  const answer = await relay.post(
    "/v1/orders",
    { paymentLink: id },
    { "Idempotency-Key": newKey() },
  );
  return openedIn(answer);
}

const CLASS = {
  title: "Class",
  amount: kes(250_000),
  deposit: { percent: 30 },
};

/** Starts an attempt that the provider says is paid. */
async function pay(
  relay: TestRelay,
  order: OpenedOrder,
  body: object,
  receipt: string,
): Promise<Order> {
  const begun = await startAttempt(relay, order, body);
  expect(begun.status).toBe(201);
  const { attempt } = begun.body as { attempt: { id: string } };
  relay.provider.onQuery = () => ({ kind: "succeeded", amount: null, receipt });
  await onAttempt(relay, order, attempt.id, "check");
  return relay.read(order);
}

describe("a payment link with a deposit", () => {
  it("lets the payer choose, and asks for the rest later", async () => {
    const relay = await start();
    const order = await orderOfLink(relay, CLASS);
    expect(await relay.read(order)).toMatchObject({
      payment: "partial",
      amountDue: kes(250_000),
      depositDue: kes(75_000),
    });
    const after = await pay(relay, order, DEPOSIT, "FIRST");
    expect(after).toMatchObject({
      status: "open",
      amountPaid: kes(75_000),
      amountDue: kes(175_000),
      attempt: { amount: kes(75_000), status: "succeeded" },
    });
    expect(after.depositDue).toBeUndefined();
    const again = await startAttempt(relay, order, DEPOSIT);
    expect(problemCode(again)).toBe("amount_not_allowed");
    expect(await pay(relay, order, WHOLE, "REST")).toMatchObject({
      status: "paid",
      flags: NO_FLAGS,
      amountPaid: kes(250_000),
    });
  });

  it("can be paid whole at once", async () => {
    const relay = await start();
    const order = await orderOfLink(relay, CLASS);
    expect(await pay(relay, order, WHOLE, "ALL")).toMatchObject({
      status: "paid",
      parts: [{ amount: kes(250_000) }],
    });
  });

  it("offers a method for which only the deposit is small enough", async () => {
    const relay = await start();
    const order = await orderOfLink(relay, {
      ...CLASS,
      amount: kes(50_000_000),
    });
    const { methods } = await relay.read(order);
    expect(methods).toMatchObject([
      { id: "mpesa", available: true, reasonForAll: "above_max" },
      { id: "paybill", available: true },
    ]);
    expect(methods[0]).not.toHaveProperty("reasonForDeposit");
    expect(methods[1]).not.toHaveProperty("reasonForAll");
    const whole = await startAttempt(relay, order, WHOLE);
    expect(problemCode(whole)).toBe("method_unavailable");
    expect((await startAttempt(relay, order, DEPOSIT)).status).toBe(201);
  });

  it("counts a part of another sum towards the deposit", async () => {
    const relay = await start();
    const order = await orderOfLink(relay, CLASS);
    expect((await payPart(relay, order, "500")).depositDue).toEqual(
      kes(25_000),
    );
    expect((await payPart(relay, order, "300")).depositDue).toBeUndefined();
  });

  it("takes parts, whatever a change says", async () => {
    const relay = await start();
    for (const wrong of [
      { ...CLASS, payment: "exact" },
      { ...CLASS, deposit: { percent: 100 } },
      { ...CLASS, deposit: { percent: 12.5 } },
    ]) {
      const refused = await postAsMerchant(relay, "payment-links", wrong);
      expect(problemCode(refused)).toBe("invalid_request");
    }
    const refused = await postAsMerchant(relay, "orders", {
      lines: [{ sku: "A", name: "A", quantity: 1, unitAmount: kes(100) }],
      payment: "exact",
      deposit: { percent: 10 },
    });
    expect(problemCode(refused)).toBe("invalid_request");
  });
});

it("a deposit is sent back once the order is cancelled, and nothing pays it after that", async () => {
  const payouts = new ScriptedPayouts();
  const relay = await start(payouts);
  const order = await openPartial(relay, { deposit: { percent: 40 } });
  await pay(relay, order, DEPOSIT, "FIRST");
  expect(problemCode(await refund(relay, order))).toBe("refund_not_possible");
  expect(
    (await postAsMerchant(relay, `orders/${order.id}/cancel`)).status,
  ).toBe(200);
  payouts.onFind = (id) => found(aPayout(id, "paid", { amount: kes(100_000) }));
  expect((await refund(relay, order)).status).toBe(201);
  const { body } = await asMerchant(relay, `orders/${order.id}`);
  expect(body).toMatchObject({
    refunds: [{ amount: kes(100_000) }],
    order: { status: "cancelled", refunds: { pending: kes(100_000) } },
  });
  const twice = await refund(relay, order);
  expect(problemCode(twice)).toBe("refund_not_possible");
});

describe("the receipt of an order that is paid in part", () => {
  it("says what came and what is due", async () => {
    const relay = await start();
    const order = await orderOfLink(relay, CLASS);
    const { receiptUrl = "" } = await pay(relay, order, DEPOSIT, "FIRST");
    const path = receiptUrl.slice(relay.deps.settings.publicUrl.length);
    const page = await relay.request(path);
    expect(page.status).toBe(200);
    for (const text of ["Paid in part", "KES\u00a0750", "KES\u00a01,750"])
      expect(page.text).toContain(text);
    await pay(relay, order, WHOLE, "REST");
    const last = await relay.request(path);
    expect(last.text).not.toContain("Paid in part");
    expect(last.text).toContain("KES\u00a0750");
  });

  it("is for nobody without its secret, nor before anything is paid", async () => {
    const relay = await start();
    const order = await openPartial(relay);
    const mac = relay.secrets.receiptMac(order.id);
    const unpaid = await relay.request(`/receipts/${order.id}?s=${mac}`);
    expect(unpaid.status).toBe(404);
    await payPart(relay, order, "1000");
    for (const wrong of [
      `/receipts/${order.id}/pay?s=x`,
      `/receipts/ord_AAAAAAAAAAAAAAAAAAAAAA/pay?s=${mac}`,
    ])
      expect((await relay.request(wrong)).status).toBe(404);
  });
});

describe("the way from a reminder", () => {
  const follow = async (relay: TestRelay, order: OpenedOrder) => {
    const mac = relay.secrets.receiptMac(order.id);
    const moved = await relay.request(`/receipts/${order.id}/pay?s=${mac}`, {
      redirect: "manual",
    });
    expect(moved.status).toBe(303);
    return new URL(moved.headers.get("location") ?? "");
  };

  it("leads to where the rest is paid, also while an attempt waits, and to the receipt after that", async () => {
    const relay = await start();
    const order = await orderOfLink(relay, CLASS);
    const expectToPay = async () => {
      const to = await follow(relay, order);
      expect(to.pathname).toMatch(/^\/pay\/pl_/);
      expect(to.searchParams.get("malipo_order")).toBe(order.id);
      const resumed = await relay.post(`/v1/orders/${order.id}/token`, {
        code: to.searchParams.get("malipo_code"),
      });
      expect(resumed.status).toBe(200);
    };
    await expectToPay();
    await payPart(relay, order, "750");
    await expectToPay();
    const account = await billFor(relay, order);
    expect((await relay.read(order)).status).toBe("pending");
    await expectToPay();
    await notify(relay, { account, receipt: "REST", amount: "1750" });
    expect((await relay.read(order)).status).toBe("paid");
    const end = await follow(relay, order);
    expect(end.pathname).toBe(`/receipts/${order.id}`);
    const page = await relay.request(`${end.pathname}${end.search}`);
    expect(page.text).toContain("KES\u00a01,750");
  });

  it("leads to the receipt of a closed order, if it has one", async () => {
    const relay = await start();
    const [part, none] = [await openPartial(relay), await openPartial(relay)];
    await payPart(relay, part, "1000");
    for (const { id } of [part, none])
      await postAsMerchant(relay, `orders/${id}/cancel`);
    expect((await follow(relay, part)).pathname).toBe(`/receipts/${part.id}`);
    const to = await follow(relay, none);
    expect(to.searchParams.get("malipo_order")).toBe(none.id);
  });
});
