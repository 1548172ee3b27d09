import type { OrderHistory } from "@malipo/protocol/merchant";
import { describe, expect, it } from "vitest";
import { refusal } from "../support/attempts.ts";
import { expecting } from "../support/expecting.ts";
import {
  asMerchant,
  paidOrder,
  refund,
  refundIn,
} from "../support/merchant.ts";
import { refundTaskAt } from "../support/refunded.ts";
import { ScriptedPayouts, kes } from "../support/stand-in-services.ts";
import { newKey, startTestRelay } from "../support/test-relay.ts";

async function startPaid() {
  const payouts = new ScriptedPayouts();
  const relay = await startTestRelay({ asleep: true, services: { payouts } });
  return { relay, payouts, order: await paidOrder(relay) };
}

describe("POST /v1/merchant/orders/:id/refunds", () => {
  it("leaves what the order's history then says", async () => {
    const { relay, order } = await startPaid();
    const left = async () => {
      const { body } = await asMerchant(relay, `orders/${order.id}`);
      return (body as OrderHistory).refundable;
    };
    const { attemptId } = order;
    expect(await left()).toEqual([
      { attemptId, left: kes(250_000), obstacle: null },
    ]);
    await refund(relay, order, { amount: kes(100_000) });
    expect(await left()).toEqual([
      { attemptId, left: kes(150_000), obstacle: null },
    ]);
    await refund(relay, order);
    expect(await left()).toEqual([
      {
        attemptId,
        left: kes(0),
        obstacle: "nothing_left",
      },
    ]);
  });

  it("sends all that was paid back to the phone it came from", async () => {
    const { relay, payouts, order } = await startPaid();
    const answer = await refund(relay, order);
    expect(answer.status).toBe(201);
    const made = refundIn(answer);
    expect(made).toMatchObject({
      orderId: order.id,
      attemptId: order.attemptId,
      amount: kes(250_000),
      status: "pending",
      reason: "Wrong size",
      phone: "0712 ••• 678",
      receipt: null,
      failure: null,
      review: false,
    });
    const { reference } = await relay.read(order);
    expect(payouts.sent).toEqual([
      {
        id: made.id,
        amount: kes(250_000),
        phone: "254712345678",
        recipientName: null,
        merchantName: "Duka",
        reference,
        notes: "Wrong size",
      },
    ]);
  });

  it("is stored before the provider hears of it", async () => {
    const { relay, payouts, order } = await startPaid();
    let storedFirst = false;
    payouts.onSend = async ({ id }) => {
      storedFirst = (await relay.store.findRefund(id)) !== undefined;
      return { kind: "accepted", action: null };
    };
    await refund(relay, order);
    expect(storedFirst).toBe(true);
  });

  it("is asked about on the schedule from then on", async () => {
    const { relay, order } = await startPaid();
    await refund(relay, order);
    const inMs = ((await refundTaskAt(relay)) ?? 0) - relay.clock.now();
    expect(inMs).toBeGreaterThanOrEqual(4_000);
    expect(inMs).toBeLessThanOrEqual(6_000);
  });

  it("can be made in parts, and never for more than was paid", async () => {
    const { relay, payouts, order } = await startPaid();
    refundIn(await refund(relay, order, { amount: kes(100_000) }));
    const tooMuch = await refund(relay, order, { amount: kes(150_100) });
    expect(refusal(tooMuch)).toBe("422 amount_out_of_range");
    const rest = refundIn(await refund(relay, order));
    expect(rest.amount).toEqual(kes(150_000));
    expect(refusal(await refund(relay, order))).toBe("409 refund_not_possible");
    expect(payouts.sent).toHaveLength(2);
  });

  it("sends no more than was paid, however many ask at once", async () => {
    const { relay, payouts, order } = await startPaid();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        refund(relay, order, { amount: kes(100_000) }),
      ),
    );
    const made = answers.filter(({ status }) => status === 201);
    expect(made).toHaveLength(2);
    const sum = payouts.sent.reduce((all, { amount }) => all + amount.value, 0);
    expect(sum).toBe(200_000);
  });

  it("has failed where the provider refuses it, which frees its amount", async () => {
    const { relay, payouts, order } = await startPaid();
    const failure = "invalid_account";
    payouts.onSend = () => ({ kind: "refused", code: failure, detail: "none" });
    const refused = refundIn(await refund(relay, order));
    expect(refused).toMatchObject({ status: "failed", failure });
    payouts.onSend = () => ({ kind: "accepted", action: null });
    expect(refundIn(await refund(relay, order)).amount).toEqual(kes(250_000));
  });

  it("answers one of two requests with one key at once, and sends once", async () => {
    const { relay, payouts, order } = await startPaid();
    const key = newKey();
    const answers = await Promise.all([
      refund(relay, order, {}, key),
      refund(relay, order, {}, key),
    ]);
    expect(payouts.sent).toHaveLength(1);
    for (const answer of answers)
      if (answer.status !== 201)
        expect(refusal(answer)).toBe("409 request_in_progress");
  });

  it.each([
    ...expecting<object, string>("400 invalid_request", {
      "no reason": { reason: undefined },
      "a reason too long": { reason: "x".repeat(201) },
      "four decimals": { amount: kes(10.1234) },
      "an attempt id of 300 characters": { attemptId: "a".repeat(300) },
    }),
    ...expecting<object, string>("422 amount_out_of_range", {
      zero: { amount: kes(0) },
    }),
    ...expecting<object, string>("422 currency_unsupported", {
      "another currency": { amount: { value: 100_000, currency: "UGX" } },
    }),
    ...expecting<object, string>("409 refund_not_possible", {
      "an attempt of nobody": { attemptId: crypto.randomUUID() },
    }),
  ])("refuses %s", async (_what, body, expected) => {
    const { relay, payouts, order } = await startPaid();
    expect(refusal(await refund(relay, order, body))).toBe(expected);
    expect(payouts.sent).toEqual([]);
    expect(await relay.store.listRefunds(order.id)).toEqual([]);
  });

  it("refuses an order that was not paid", async () => {
    const { relay } = await startPaid();
    const order = await relay.order();
    expect(refusal(await refund(relay, order))).toBe("409 refund_not_possible");
  });

  it.each([
    ["the provider is not configured", null],
    [
      "no payout route is configured",
      Object.assign(new ScriptedPayouts(), { canSend: false }),
    ],
  ])("says so where %s", async (_what, payouts) => {
    const relay = await startTestRelay({ asleep: true, services: { payouts } });
    const order = await paidOrder(relay);
    expect(refusal(await refund(relay, order))).toBe(
      "409 provider_not_configured",
    );
  });
});

describe("the refunds of an order", () => {
  it("are listed oldest first, read one by one, and stand in its history", async () => {
    const { relay, order } = await startPaid();
    const a = refundIn(await refund(relay, order, { amount: kes(1_000) }));
    relay.clock.advance(1);
    const b = refundIn(await refund(relay, order, { amount: kes(2_000) }));
    const list = await asMerchant(relay, `orders/${order.id}/refunds`);
    expect(list.body).toEqual({ refunds: [a, b] });
    const one = await asMerchant(relay, `orders/${order.id}/refunds/${a.id}`);
    expect(one.body).toEqual({ refund: a });
    const history = await asMerchant(relay, `orders/${order.id}`);
    expect(history.body).toMatchObject({ refunds: [a, b] });
  });

  it("are found below their own order alone", async () => {
    const { relay, order } = await startPaid();
    const { id } = refundIn(await refund(relay, order));
    const other = await paidOrder(relay);
    for (const path of [
      `orders/${other.id}/refunds/${id}`,
      `orders/${order.id}/refunds/${"x".repeat(300)}`,
    ])
      expect(refusal(await asMerchant(relay, path)), path).toBe(
        "404 not_found",
      );
  });
});
