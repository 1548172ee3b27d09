import { describe, expect, it } from "vitest";
import type { PayoutStatus } from "../../src/domain/payout.ts";
import type { Refund as RefundJson, Summary } from "@malipo/protocol/merchant";
import { pass, refusal } from "../support/attempts.ts";
import {
  asMerchant,
  postAsMerchant,
  refund,
  refundIn,
} from "../support/merchant.ts";
import {
  becomes,
  expectRefund,
  refundTaskAt,
  startPaid,
  startRefunded,
  told,
} from "../support/refunded.ts";
import { restart } from "../support/restart.ts";
import {
  NOT_DONE,
  NOT_FOUND,
  aPayout,
  found,
  kes,
  lost,
} from "../support/stand-in-services.ts";
import { newKey } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

describe("a refund that is asked about", () => {
  it.each<[PayoutStatus, Partial<RefundJson>, string | null]>([
    ["paid", { status: "paid", receipt: "SKL7X2Q9WE" }, "refund.paid"],
    ["failed", { status: "failed", failure: "unknown" }, "refund.failed"],
    ["rejected", { status: "rejected", failure: null }, "refund.failed"],
    ["pending", { status: "pending" }, null],
    ["unknown", { status: "pending" }, null],
    ["timed_out", { status: "unconfirmed" }, null],
  ])("is notified of the result: %s", async (status, expected, event) => {
    const { relay, payouts, order, made } = await startRefunded();
    payouts.onFind = becomes(status);
    await pass(relay, 6);
    await expectRefund(relay, made, expected);
    expect(await told(relay, order)).toEqual(event === null ? [] : [event]);
    await expect
      .poll(async () => (await refundTaskAt(relay)) === null)
      .toBe(event !== null);
    expect(payouts.sent).toHaveLength(1);
  });

  it("is refused, and paid all the same", async () => {
    const { relay, payouts, order, made } = await startRefunded(() =>
      Promise.resolve({ kind: "refused", code: "declined", detail: "400" }),
    );
    expect(made.status).toBe("failed");
    payouts.onFind = becomes("pending");
    await pass(relay, 6);
    await expectRefund(relay, made, { status: "failed", review: true });
    expect(refusal(await refund(relay, order))).toBe("409 refund_not_possible");
    payouts.onFind = becomes("paid");
    await pass(relay, 60);
    await expectRefund(relay, made, { status: "paid", review: true });
    expect(await told(relay, order)).toEqual(["refund.failed", "refund.paid"]);
    expect(payouts.sent).toHaveLength(1);
  });

  it("is refused, and the queries end when the provider does not know it", async () => {
    const { relay, payouts, made } = await startRefunded(() =>
      Promise.resolve({ kind: "refused", code: "declined", detail: "400" }),
    );
    payouts.onFind = () => lost(false);
    await pass(relay, 6);
    expect(await refundTaskAt(relay)).not.toBeNull();
    payouts.onFind = () => NOT_FOUND;
    await pass(relay, 60);
    await expect.poll(() => refundTaskAt(relay)).toBeNull();
    await expectRefund(relay, made, { status: "failed", review: false });
  });

  it("is told of once, with the order, whatever else is heard", async () => {
    const { relay, payouts, order, made } = await startRefunded();
    payouts.onFind = becomes("paid");
    await pass(relay, 6);
    await postAsMerchant(relay, `payouts/${made.id}/reject`);
    await pass(relay, 60);
    expect(await told(relay, order)).toEqual(["refund.paid"]);
    const { items } = await relay.store.listDeliveries(
      { orderId: order.id },
      { limit: 1 },
    );
    expect(JSON.parse(items[0]?.payload ?? "")).toMatchObject({
      type: "refund.paid",
      data: {
        order: { id: order.id },
        refund: { id: made.id, status: "paid" },
      },
    });
  });

  it("is settled by a person, and looked at again when it is paid all the same", async () => {
    const { relay, payouts, order, made } = await startRefunded(() =>
      Promise.resolve({ kind: "refused", code: "declined", detail: "400" }),
    );
    const waiting = async () => {
      const { body } = await asMerchant(relay, "orders?attention=refund");
      const { orders } = body as { orders: { id: string }[] };
      const summary = await asMerchant(relay, "summary");
      const { attention } = summary.body as Summary;
      expect(attention.refundsInReview).toBe(orders.length);
      return orders.map(({ id }) => id);
    };
    const settle = (note: string, version?: number) =>
      postAsMerchant(relay, `orders/${order.id}/resolve`, { note, version });
    const { version } = await relay.read(order);
    payouts.onFind = becomes("pending");
    await pass(relay, 6);
    expect(await waiting()).toEqual([order.id]);
    // It was looked at before the refund became doubtful.
    expect(refusal(await settle("Seen", version))).toBe("409 order_changed");
    const answer = await settle("The portal says that nothing was sent");
    expect(answer.body).toMatchObject({
      order: { resolution: { complete: true } },
    });
    expect(await waiting()).toEqual([]);
    await expectRefund(relay, made, { review: true });
    expect(refusal(await refund(relay, order))).toBe("409 refund_not_possible");
    expect(refusal(await settle("Again"))).toBe("409 nothing_to_resolve");
    payouts.onFind = becomes("paid");
    await pass(relay, 60);
    expect(await waiting()).toEqual([order.id]);
    await settle("Paid after all");
    expect(await waiting()).toEqual([]);
  });

  it.each([
    ["another amount", kes(1)],
    ["an amount that can't be read", null],
  ])("is not paid by %s: a person must look", async (_what, amount) => {
    const { relay, payouts, order, made } = await startRefunded();
    payouts.onFind = (id) => found(aPayout(id, "paid", { amount }));
    await pass(relay, 6);
    await expectRefund(relay, made, { status: "unconfirmed", review: true });
    expect(await told(relay, order)).toEqual([]);
    expect(refusal(await refund(relay, order))).toBe("409 refund_not_possible");
    expect(relay.logged()).toContain("needs a review");
  });

  it("holds up every other refund of the payment once more went out than was asked for", async () => {
    const { relay, payouts, order } = await startPaid();
    const part = { amount: kes(100_000) };
    const made = refundIn(await refund(relay, order, part));
    payouts.onFind = (id) =>
      found(aPayout(id, "paid", { amount: kes(200_000) }));
    await pass(relay, 6);
    await expectRefund(relay, made, { status: "unconfirmed" });
    expect(refusal(await refund(relay, order, part))).toBe(
      "409 refund_not_possible",
    );
    expect(payouts.sent).toHaveLength(1);
  });

  it.each(["query_again", "ask_the_provider"] as const)(
    "stays reserved while the provider calls it failed and advises to %s",
    async (advice) => {
      const { relay, payouts, order, made } = await startRefunded();
      const result = { code: "22", description: null, advice };
      payouts.onFind = (id) => found(aPayout(id, "failed", { result }));
      await pass(relay, 6);
      for (let hour = 0; hour < 3; hour += 1) await pass(relay, 3600);
      await expectRefund(relay, made, { status: "unconfirmed" });
      expect(refusal(await refund(relay, order))).toBe(
        "409 refund_not_possible",
      );
      expect(await told(relay, order)).toEqual([]);
      payouts.onFind = becomes("paid");
      await pass(relay, 2 * 3600);
      await expectRefund(relay, made, { status: "paid" });
    },
  );

  it("is not paid by a payout of several lines, or of none", async () => {
    const { relay, payouts, made } = await startRefunded();
    payouts.onFind = (id) => {
      const payout = aPayout(id, "paid");
      return found({ ...payout, lines: [...payout.lines, ...payout.lines] });
    };
    await pass(relay, 6);
    payouts.onFind = (id) => found({ ...aPayout(id, "paid"), lines: [] });
    await pass(relay, 15);
    await expectRefund(relay, made, { status: "pending" });
  });

  it.each(NOT_DONE.filter(([what]) => what !== "an unknown id"))(
    "learns nothing from %s, and asks on",
    async (_what, answer) => {
      const { relay, payouts, made } = await startRefunded();
      payouts.onFind = () => answer;
      await pass(relay, 6);
      await expectRefund(relay, made, { status: "pending", review: false });
      payouts.onFind = becomes("paid");
      await pass(relay, 30);
      await expectRefund(relay, made, { status: "paid" });
    },
  );

  it("waits as long as the provider's Retry-After says", async () => {
    const { relay, payouts } = await startRefunded();
    payouts.onFind = () => ({ kind: "busy", retryAfterSeconds: 90 });
    await pass(relay, 6);
    const now = relay.clock.now();
    await expect.poll(() => refundTaskAt(relay)).toBe(now + 90_000);
  });

  it("is given to a person after 72 hours without an end", async () => {
    const { relay, payouts, made } = await startRefunded();
    payouts.onFind = becomes("pending");
    await pass(relay, 73 * 3600);
    await expectRefund(relay, made, { status: "unconfirmed", review: true });
    expect(await refundTaskAt(relay)).toBeNull();
    expect(relay.logged()).toContain("refund changed and needs a review");
  });
});

describe("a refund whose submit was lost", () => {
  const lost = () => ({ kind: "unknown", detail: "time-out" }) as const;

  /** A refund whose submit is never answered. */
  async function startSending() {
    const { relay, payouts, order } = await startPaid();
    payouts.onSend = () => new Promise(() => undefined);
    const key = newKey();
    // Its answer never comes: the connection ends with the test.
    refund(relay, order, {}, key).catch(() => undefined);
    await until("it is being sent", () => payouts.sent.length === 1);
    return { relay, payouts, order, key };
  }

  it("failed only when the provider still does not know it after ten minutes, and may then be made again", async () => {
    const { relay, payouts, order, made } = await startRefunded(lost);
    expect(made.status).toBe("unconfirmed");
    await pass(relay, 6);
    await pass(relay, 300);
    await expectRefund(relay, made, { status: "unconfirmed" });
    await pass(relay, 600);
    await expectRefund(relay, made, {
      status: "failed",
      failure: "provider_unavailable",
    });
    expect(await told(relay, order)).toEqual(["refund.failed"]);
    expect(payouts.sent).toHaveLength(1);
    expect(refundIn(await refund(relay, order)).id).not.toBe(made.id);
  });

  it("has not failed while a clock is ahead by a day, but after the true ten minutes", async () => {
    const { relay, payouts, made } = await startRefunded(lost);
    const asked: string[] = [];
    payouts.onFind = (id) => {
      asked.push(id);
      return NOT_FOUND;
    };
    payouts.onReject = () => NOT_FOUND;
    const ask = async (seconds: number): Promise<void> => {
      const before = asked.length;
      relay.clock.advance(seconds);
      await postAsMerchant(
        relay,
        `orders/${made.orderId}/refunds/${made.id}/reject`,
      );
      await pass(relay, 0);
      expect(asked.length).toBeGreaterThan(before);
    };
    relay.clock.set(86_400);
    await ask(4);
    await ask(4);
    await expectRefund(relay, made, { status: "unconfirmed" });
    relay.clock.set(-86_400);
    await ask(591);
    await expectRefund(relay, made, { status: "unconfirmed" });
    await ask(1);
    await expectRefund(relay, made, { status: "failed" });
  });

  it("is paid when the provider knows it after all", async () => {
    const { relay, payouts, made } = await startRefunded(lost);
    payouts.onFind = becomes("paid");
    await pass(relay, 6);
    await expectRefund(relay, made, { status: "paid" });
  });

  it("is never sent again by a relay that died while it was sent", async () => {
    const { relay, payouts, order, key } = await startSending();
    expect(refusal(await refund(relay, order, {}, key))).toBe(
      "409 request_in_progress",
    );
    const next = await restart(relay);
    const id = payouts.sent[0]?.id ?? "";
    payouts.onFind = () => NOT_FOUND;
    relay.clock.advance(61);
    next.scheduler.poll();
    // Were the clock moved while the provider is asked, the next question would be planned from there.
    await expect
      .poll(() => refundTaskAt(relay))
      .toBeGreaterThan(relay.clock.now());
    const again = refundIn(await refund(relay, order, {}, key));
    expect(again).toMatchObject({ id, status: "submitting" });
    expect(refusal(await refund(relay, order))).toBe("409 refund_not_possible");
    payouts.onFind = becomes("paid");
    relay.clock.advance(300);
    next.scheduler.poll();
    await expectRefund(relay, again, { status: "paid" });
    expect(payouts.sent).toHaveLength(1);
  });

  it("is answered as it now is while the first answer is still out", async () => {
    const { relay, payouts, order, key } = await startSending();
    payouts.onFind = becomes("paid");
    await pass(relay, 6);
    const again = refundIn(await refund(relay, order, {}, key));
    expect(again).toMatchObject({ id: payouts.sent[0]?.id, status: "paid" });
    expect(payouts.sent).toHaveLength(1);
  });
});
