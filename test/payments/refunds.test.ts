import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { askAsMerchant } from "../support/merchant.ts";
import { problemOf } from "../support/merchant-call.ts";
import { PAID, paidOrder } from "../support/paid-order.ts";
import { askForRefund, refundIn } from "../support/refunds.ts";
import type { Refund } from "../support/refunds.ts";
import { letFail } from "../support/sandbox-control.ts";
import { payoutsTo } from "../support/sandbox-payouts.ts";
import { useToldStack } from "../support/stack.ts";

const { stack, receiver } = useToldStack();

/** How often money was sent to a phone, and how much in all, in shillings. */
async function sentTo(phone: string): Promise<readonly [number, number]> {
  const payouts = await payoutsTo(stack, phone);
  const amounts = payouts.flatMap(({ lines }) =>
    lines.map(({ amount }) => Number(amount)),
  );
  return [payouts.length, amounts.reduce((sum, amount) => sum + amount, 0)];
}

/** Each test has a payer of its own, so that what was sent to them can be counted. */
describe.concurrent("a refund", () => {
  it("goes to the phone that paid, is followed to its end, and is told of", async () => {
    const phone = "254712340101";
    const order = await paidOrder(stack, phone);
    const answer = await askForRefund(stack, order);
    expect(answer.status).toBe(201);
    const refund = refundIn(answer);
    expect(refund).toMatchObject({
      orderId: order.id,
      attemptId: order.attemptId,
      amount: PAID,
      status: "pending",
      reason: "Wrong size",
      phone: "0712 ••• 101",
      receipt: null,
      failure: null,
      review: false,
    });
    const { data } = await receiver.about(order.id, "refund.paid");
    const [sent] = await payoutsTo(stack, phone);
    expect(data.refund).toMatchObject({
      id: refund.id,
      status: "paid",
      receipt: sent?.lines[0]?.receipt,
    });
    expect(sent).toMatchObject({ originatorConversationId: refund.id });
    expect(await sentTo(phone)).toEqual([1, 7000]);
    const { refunds } = await askAsMerchant<{ refunds: Refund[] }>(
      stack,
      `/orders/${order.id}`,
    );
    expect(refunds).toEqual([data.refund]);
    expect(receiver.typesOf(order.id)).toEqual(["order.paid", "refund.paid"]);
    const again = await askForRefund(stack, order);
    expect(problemOf(stack, again)).toEqual([409, "refund_not_possible"]);
  });
});

describe("a refund whose sending went wrong", () => {
  it("is sent once and followed, although answers were lost or cut off and the relay was restarted", async () => {
    const begun = [];
    for (const [phone, body] of [
      ["254712341101", undefined],
      ["254712341201", "none"],
      ["254712341301", "half"],
    ] as const) {
      const order = await paidOrder(stack, phone);
      if (body !== undefined) await letFail(stack, { call: "payout", body });
      const key = randomUUID();
      const first = refundIn(await askForRefund(stack, order, {}, key));
      expect(first).toMatchObject({
        status: body === undefined ? "pending" : "unconfirmed",
        amount: PAID,
      });
      const again = refundIn(await askForRefund(stack, order, {}, key));
      expect(again.id).toBe(first.id);
      begun.push({ phone, order, key, first });
    }
    await stack.restart();
    for (const { phone, order, key, first } of begun) {
      const again = refundIn(await askForRefund(stack, order, {}, key));
      expect(again.id).toBe(first.id);
      const another = await askForRefund(stack, order);
      expect(problemOf(stack, another)).toEqual([409, "refund_not_possible"]);
      await receiver.about(order.id, "refund.paid");
      expect(await sentTo(phone)).toEqual([1, 7000]);
    }
  });
});
