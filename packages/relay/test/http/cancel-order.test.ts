import { describe, expect, it } from "vitest";
import type { Order } from "@malipo/protocol";
import {
  callBack,
  declined,
  onAttempt,
  paid,
  pass,
  pending,
  refusal,
  startAttempt,
  startOrder,
  startPaying,
} from "../support/attempts.ts";
import { paidOrder, postAsMerchant } from "../support/merchant.ts";
import { startTestRelay } from "../support/test-relay.ts";
import type { Answer, OpenedOrder, TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";
import { verify } from "../support/webhook-receiver.ts";
import { SECRET, deliveriesOf, startTelling } from "../support/webhooks.ts";

const cancel = (relay: TestRelay, { id }: { id: string }): Promise<Answer> =>
  postAsMerchant(relay, `orders/${id}/cancel`);

const orderIn = (answer: Answer): Order =>
  (answer.body as { order: Order }).order;

/** Why it is not cancelled, and its status after that. */
async function readRefused(relay: TestRelay, order: OpenedOrder) {
  const why = refusal(await cancel(relay, order));
  return `${why}, ${(await relay.read(order)).status}`;
}

describe("POST /v1/merchant/orders/:id/cancel", () => {
  it("expires an order without attempts, and reports it once", async () => {
    const { relay, receiver } = await startTelling();
    const order = await relay.order();
    const first = await cancel(relay, order);
    expect(first.status).toBe(200);
    expect(orderIn(first)).toMatchObject({
      id: order.id,
      status: "cancelled",
      version: 2,
      attempt: null,
      outcome: {
        status: "cancelled",
        method: null,
        receipt: null,
        late: false,
      },
    });
    const told = await until("the webhook comes", () => receiver.received[0]);
    expect(verify(told, SECRET.text)).toMatchObject({
      type: "order.cancelled",
      data: { order: { id: order.id, status: "cancelled" } },
    });

    relay.clock.advance(60);
    const again = await cancel(relay, order);
    expect(again.status).toBe(200);
    expect(orderIn(again)).toEqual({
      ...orderIn(first),
      serverTime: orderIn(again).serverTime,
    });
    expect(await deliveriesOf(relay, order.id)).toHaveLength(1);

    expect(refusal(await startAttempt(relay, order, { method: "card" }))).toBe(
      "409 order_closed",
    );
    await pass(relay, 3_600);
    expect((await relay.read(order)).status).toBe("cancelled");
    expect(await deliveriesOf(relay, order.id)).toHaveLength(1);
  });

  it("waits for an attempt that may still pay", async () => {
    const { relay, order, attemptId } = await startPaying();
    expect(await readRefused(relay, order)).toBe("409 attempt_alive, pending");
    // Given up by the shopper, but the prompt may still be open on the phone.
    relay.provider.onQuery = () => pending;
    await onAttempt(relay, order, attemptId, "cancel");
    expect(await readRefused(relay, order)).toBe("409 attempt_alive, open");
    relay.provider.onQuery = () => declined("cancelled", null);
    relay.clock.advance(5);
    await callBack(relay, attemptId);
    await until("the attempt has ended", async () => {
      const { status } = await cancel(relay, order);
      return status === 200;
    });
    expect((await relay.read(order)).status).toBe("cancelled");
  });

  it("also while it is unconfirmed, until a person must look", async () => {
    const { relay, order } = await startOrder();
    relay.provider.onQuery = () => pending;
    await relay.attempt(order);
    await pass(relay, 120);
    expect(await readRefused(relay, order)).toBe("409 attempt_alive, pending");
    await pass(relay, 73 * 3_600);
    await pass(relay, 3_600);
    expect(await readRefused(relay, order)).toBe(
      "409 order_under_review, pending",
    );
    await postAsMerchant(relay, `orders/${order.id}/resolve`, {
      note: "Nothing was paid",
    });
    expect(orderIn(await cancel(relay, order))).toMatchObject({
      status: "cancelled",
      outcome: { status: "cancelled" },
    });
  });

  it("refuses closed orders and orders under review", async () => {
    const relay = await startTestRelay();
    const sold = await paidOrder(relay);
    expect(await readRefused(relay, sold)).toBe("409 order_closed, paid");

    const disputed = await relay.order();
    const attemptId = await relay.attempt(disputed);
    relay.provider.onQuery = () => ({
      kind: "succeeded",
      amount: { value: 1, currency: "KES" },
      receipt: "SKL7X2Q9WE",
    });
    await onAttempt(relay, disputed, attemptId, "check");
    expect(await readRefused(relay, disputed)).toBe(
      "409 order_under_review, open",
    );
    await postAsMerchant(relay, `orders/${disputed.id}/resolve`, {
      note: "KES 0.01 kept",
    });
    expect((await cancel(relay, disputed)).status).toBe(200);

    const late = await relay.order();
    await pass(relay, 3_600);
    expect(await readRefused(relay, late)).toBe("409 order_closed, expired");
  });

  it("refuses an expired order before its expiry is stored", async () => {
    const { relay, order } = await startOrder({ asleep: true });
    relay.clock.advance(3_600);
    expect(refusal(await cancel(relay, order))).toBe("409 order_closed");
  });

  it("lets a payment win that is confirmed afterwards, and says that it came late", async () => {
    const { relay } = await startTelling();
    const order = await relay.order();
    const attemptId = await relay.attempt(order);
    relay.provider.onQuery = () => declined("failed", "insufficient_funds");
    await onAttempt(relay, order, attemptId, "check");
    expect((await cancel(relay, order)).status).toBe(200);
    relay.provider.onQuery = () => paid;
    relay.clock.advance(5);
    await callBack(relay, attemptId);
    const after = await until("the order is paid", async () => {
      const seen = await relay.read(order);
      return seen.status === "paid" ? seen : undefined;
    });
    expect(after.flags.late).toBe(true);
    expect(
      (await deliveriesOf(relay, order.id)).map(({ event }) => event).sort(),
    ).toEqual([
      "attempt.failed",
      "order.cancelled",
      "order.paid",
      "order.review",
    ]);
    expect(refusal(await cancel(relay, order))).toBe("409 order_closed");
  });
});
