import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askAsMerchant } from "../support/merchant.ts";
import {
  callAsMerchant,
  detailOf,
  problemOf,
} from "../support/merchant-call.ts";
import { PAID, paidOrder } from "../support/paid-order.ts";
import type { PaidOrder } from "../support/paid-order.ts";
import {
  askForRefund,
  kes,
  refundBecomes,
  refundIn,
} from "../support/refunds.ts";
import type { Refund } from "../support/refunds.ts";
import { decide, letFail } from "../support/sandbox-control.ts";
import {
  decidePayout,
  payoutBecomes,
  payoutsTo,
} from "../support/sandbox-payouts.ts";
import { openOrder } from "../support/shopper.ts";
import { startStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";
import type { WebhookReceiver } from "../support/webhook-receiver.ts";

let receiver: WebhookReceiver;
let stack: Stack;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
  stack = await startStack({ webhookUrl: receiver.url });
});
afterAll(async () => {
  await stack.close();
  await receiver.close();
  expect(receiver.refused).toEqual([]);
});

const reject = (order: PaidOrder, refund: Refund) =>
  callAsMerchant(
    stack,
    "POST",
    `/orders/${order.id}/refunds/${refund.id}/reject`,
  );

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
  it("that timed out counts as sent until it is paid after all", async () => {
    const phone = "254712340705";
    const order = await paidOrder(stack, phone);
    const refund = refundIn(await askForRefund(stack, order));
    await payoutBecomes(stack, refund.id, "timed_out");
    const unconfirmed = await refundBecomes(
      stack,
      order,
      refund,
      "unconfirmed",
    );
    expect(unconfirmed).toMatchObject({ receipt: null, failure: null });
    const second = await askForRefund(stack, order);
    expect(problemOf(stack, second)).toEqual([409, "refund_not_possible"]);
    await decidePayout(stack, refund.id, "paid");
    await receiver.about(order.id, "refund.paid");
    expect(await sentTo(phone)).toEqual([1, 7000]);
    expect(receiver.typesOf(order.id)).toEqual(["order.paid", "refund.paid"]);
  });

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

  it("can be a part, and the rest later, and never more than was paid", async () => {
    const phone = "254712340201";
    const order = await paidOrder(stack, phone);
    const part = refundIn(
      await askForRefund(stack, order, { amount: kes(250_000) }),
    );
    const tooMuch = await askForRefund(stack, order, { amount: kes(450_100) });
    expect(problemOf(stack, tooMuch)).toEqual([422, "amount_out_of_range"]);
    const rest = refundIn(await askForRefund(stack, order));
    expect(rest.amount).toEqual(kes(450_000));
    await refundBecomes(stack, order, part, "paid");
    await refundBecomes(stack, order, rest, "paid");
    expect(await sentTo(phone)).toEqual([2, 7000]);
  });

  it("is never more than was paid, however many ask at once", async () => {
    const phone = "254712340301";
    const order = await paidOrder(stack, phone);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        askForRefund(stack, order, { amount: kes(300_000) }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([
      201, 201, 422, 422, 422, 422,
    ]);
    expect(await sentTo(phone)).toEqual([2, 6000]);
  });

  it("is made once for one key, also when it is asked for twice at once", async () => {
    const phone = "254712340401";
    const order = await paidOrder(stack, phone);
    const key = randomUUID();
    const amount = kes(100_000);
    const both = await Promise.all([
      askForRefund(stack, order, { amount }, key),
      askForRefund(stack, order, { amount }, key),
    ]);
    const made = both.find(({ status }) => status === 201);
    if (made === undefined) throw new Error("neither was taken");
    const other = both.find((answer) => answer !== made);
    // The second is told the same, or that the first is under way.
    if (other?.status !== 201)
      expect(problemOf(stack, other ?? made)).toEqual([
        409,
        "request_in_progress",
      ]);
    const later = await askForRefund(stack, order, { amount }, key);
    expect(refundIn(later).id).toBe(refundIn(made).id);
    const changed = await askForRefund(stack, order, {}, key);
    expect(problemOf(stack, changed)).toEqual([422, "idempotency_key_reused"]);
    expect(await sentTo(phone)).toEqual([1, 1000]);
  });

  it("is stopped while the provider has not paid it, and can be made again", async () => {
    const phone = "254712340500";
    const order = await paidOrder(stack, phone);
    const first = refundIn(await askForRefund(stack, order));
    const stopped = await reject(order, first);
    expect(stopped.status).toBe(200);
    expect(refundIn(stopped)).toMatchObject({ status: "rejected" });
    await payoutBecomes(stack, first.id, "rejected");
    const { data } = await receiver.about(order.id, "refund.failed");
    expect(data.refund).toMatchObject({ id: first.id, status: "rejected" });
    expect(problemOf(stack, await reject(order, first))).toEqual([
      409,
      "refund_closed",
    ]);
    const second = refundIn(await askForRefund(stack, order));
    expect(second).toMatchObject({ amount: PAID, status: "pending" });
    await decidePayout(stack, second.id, "paid");
    await refundBecomes(stack, order, second, "paid");
  });

  it("is not stopped when it is too late, and says so", async () => {
    const order = await paidOrder(stack, "254712340600");
    const refund = refundIn(await askForRefund(stack, order));
    await decidePayout(stack, refund.id, "paid");
    const answer = await reject(order, refund);
    expect(problemOf(stack, answer)).toEqual([409, "provider_conflict"]);
    expect(detailOf(answer)).toContain(
      "Transaction cannot be rejected on current status",
    );
    await refundBecomes(stack, order, refund, "paid");
  });

  it.each([
    ["02", "short of funds", "15"],
    ["03", "declined", "18"],
  ])(
    "that failed (%s, %s) sent nothing, says why, and can be made again",
    async (end, _what, code) => {
      const order = await paidOrder(stack, `2547123408${end}`);
      const refund = refundIn(await askForRefund(stack, order));
      const { data } = await receiver.about(order.id, "refund.failed");
      expect(data.refund).toMatchObject({ id: refund.id, status: "failed" });
      const payout = await askAsMerchant(stack, `/payouts/${refund.id}`);
      expect(payout).toMatchObject({ lines: [{ result: { code } }] });
      expect(refundIn(await askForRefund(stack, order)).amount).toEqual(PAID);
    },
  );

  it("of a card has no documented way, and says what to do instead", async () => {
    const shopper = await openOrder(stack);
    const attempt = await shopper.pay("card");
    await decide(stack, attempt.id, "paid");
    await shopper.sees("paid", ({ status }) => status === "paid");
    const answer = await askForRefund(stack, { id: shopper.orderId });
    expect(problemOf(stack, answer)).toEqual([409, "refund_not_possible"]);
    expect(detailOf(answer)).toContain("portal");
  });

  it("needs an order that was paid, a reason and a key", async () => {
    const { orderId: id } = await openOrder(stack);
    const unpaid = await askForRefund(stack, { id });
    expect(problemOf(stack, unpaid)).toEqual([409, "refund_not_possible"]);
    const unknown = await askForRefund(stack, { id: "ord_unknown" });
    expect(problemOf(stack, unknown)).toEqual([404, "not_found"]);
    const mute = await askForRefund(stack, { id }, { reason: " " });
    expect(problemOf(stack, mute)).toEqual([400, "invalid_request"]);
    const keyless = await callAsMerchant(
      stack,
      "POST",
      `/orders/${id}/refunds`,
      { body: { reason: "Wrong size" } },
    );
    expect(problemOf(stack, keyless)).toEqual([400, "idempotency_key_missing"]);
  });

  it("is found below its own order alone", async () => {
    const [one, two] = await Promise.all([
      paidOrder(stack, "254712340901"),
      openOrder(stack),
    ]);
    const { id } = refundIn(await askForRefund(stack, one));
    const path = `/orders/${two.orderId}/refunds/${id}`;
    for (const answer of [
      await callAsMerchant(stack, "GET", path),
      await callAsMerchant(stack, "POST", `${path}/reject`),
    ])
      expect(problemOf(stack, answer)).toEqual([404, "not_found"]);
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

  it.each([409, 500, 503])(
    "counts as sent when the provider answers %d, and is not sent again",
    async (status) => {
      const phone = `2547129${status}01`;
      const order = await paidOrder(stack, phone);
      await letFail(stack, { call: "payout", status });
      const key = randomUUID();
      const refund = refundIn(await askForRefund(stack, order, {}, key));
      expect(refund).toMatchObject({ status: "unconfirmed", failure: null });
      await askForRefund(stack, order, {}, key);
      // The provider does not know it (yet), so it can't be stopped there.
      expect(problemOf(stack, await reject(order, refund))).toEqual([
        409,
        "provider_conflict",
      ]);
      const another = await askForRefund(stack, order);
      expect(problemOf(stack, another)).toEqual([409, "refund_not_possible"]);
      expect(await sentTo(phone)).toEqual([0, 0]);
    },
  );

  it.each([
    [400, 1],
    // A token that is refused is renewed, and the call repeated once.
    [401, 2],
    [403, 1],
    [404, 1],
    [429, 1],
  ])(
    "has failed when the provider turns it away with %d, and can be made again",
    async (status, times) => {
      const phone = `2547129${status}01`;
      const order = await paidOrder(stack, phone);
      await letFail(stack, { call: "payout", status, times });
      const refund = refundIn(await askForRefund(stack, order));
      expect(refund).toMatchObject({ status: "failed" });
      await receiver.about(order.id, "refund.failed");
      expect(await sentTo(phone)).toEqual([0, 0]);
      const again = refundIn(await askForRefund(stack, order));
      expect(again.status).toBe("pending");
      expect(await sentTo(phone)).toEqual([1, 7000]);
    },
  );

  it("goes on when a token is refused once", async () => {
    const phone = "254712344401";
    const order = await paidOrder(stack, phone);
    await letFail(stack, { call: "payout", status: 401 });
    const refund = refundIn(await askForRefund(stack, order));
    expect(refund.status).toBe("pending");
    expect(await sentTo(phone)).toEqual([1, 7000]);
  });
});
