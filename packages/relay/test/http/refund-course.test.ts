import { describe, expect, it } from "vitest";
import type { PayoutStatus } from "../../src/domain/payout.ts";
import type { RefundJson } from "../../src/use-cases/merchant-view.ts";
import type { WebhookSender } from "../../src/ports/webhook.ts";
import { pass, problem } from "../support/attempts.ts";
import {
  asMerchant,
  paidOrder,
  postAsMerchant,
  readRefund,
  refund,
  refundIn,
} from "../support/merchant.ts";
import type { PaidOrder } from "../support/merchant.ts";
import { restart } from "../support/restart.ts";
import {
  IN_DOUBT,
  NOT_DONE,
  NOT_FOUND,
  ScriptedPayouts,
  aPayout,
  found,
  kes,
  lost,
  rejection,
} from "../support/stand-in-services.ts";
import { newKey, startTestRelay } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

const webhook: WebhookSender = {
  send: () => Promise.resolve({ kind: "delivered", status: 200 }),
};

interface Refunded {
  readonly relay: TestRelay;
  readonly payouts: ScriptedPayouts;
  readonly order: PaidOrder;
  readonly made: RefundJson;
}

async function startRefunded(
  onSend?: ScriptedPayouts["onSend"],
): Promise<Refunded> {
  const payouts = new ScriptedPayouts();
  if (onSend !== undefined) payouts.onSend = onSend;
  const relay = await startTestRelay({ services: { payouts }, webhook });
  const order = await paidOrder(relay);
  const made = refundIn(await refund(relay, order));
  return { relay, payouts, order, made };
}

const becomes =
  (status: PayoutStatus): ScriptedPayouts["onFind"] =>
  (id) =>
    found(aPayout(id, status));

/** What the merchant's backend was told of refunds, oldest first. */
async function told({ relay, order }: Refunded): Promise<readonly string[]> {
  const { items } = await relay.store.listDeliveries(
    { orderId: order.id },
    { limit: 100 },
  );
  return items
    .map(({ event }) => event)
    .filter((event) => event.startsWith("refund."))
    .toReversed();
}

const refundTaskAt = ({ relay }: Refunded): Promise<number | null> =>
  relay.store.nextTaskAt("query_refund", relay.clock.now());

describe("a refund that is asked about", () => {
  it.each<[PayoutStatus, Partial<RefundJson>, string | null]>([
    ["paid", { status: "paid", receipt: "SKL7X2Q9WE" }, "refund.paid"],
    ["failed", { status: "failed", failure: "unknown" }, "refund.failed"],
    ["rejected", { status: "rejected", failure: null }, "refund.failed"],
    ["pending", { status: "pending" }, null],
    ["unknown", { status: "pending" }, null],
    ["timed_out", { status: "unconfirmed" }, null],
  ])("is told what became of it: %s", async (status, expected, event) => {
    const all = await startRefunded();
    const { relay, payouts, made } = all;
    payouts.onFind = becomes(status);
    await pass(relay, 6);
    expect(await readRefund(relay, made)).toMatchObject(expected);
    expect(await told(all)).toEqual(event === null ? [] : [event]);
    expect((await refundTaskAt(all)) === null).toBe(event !== null);
    expect(payouts.sent).toHaveLength(1);
  });

  it("is told of once, with the order, whatever else is heard", async () => {
    const all = await startRefunded();
    const { relay, payouts, order, made } = all;
    payouts.onFind = becomes("paid");
    await pass(relay, 6);
    await postAsMerchant(relay, `payouts/${made.id}/reject`);
    await pass(relay, 60);
    expect(await told(all)).toEqual(["refund.paid"]);
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

  it("is not paid by another amount: a person must look", async () => {
    const all = await startRefunded();
    const { relay, payouts, order, made } = all;
    payouts.onFind = (id) => found(aPayout(id, "paid", { amount: kes(1) }));
    await pass(relay, 6);
    expect(await readRefund(relay, made)).toMatchObject({
      status: "unconfirmed",
      review: true,
    });
    expect(await told(all)).toEqual([]);
    expect(problem(await refund(relay, order))).toEqual([
      409,
      "refund_not_possible",
    ]);
    expect(relay.logged()).toContain("needs a person");
  });

  it("is not paid by a payout of several lines, or of none", async () => {
    const { relay, payouts, made } = await startRefunded();
    payouts.onFind = (id) => {
      const payout = aPayout(id, "paid");
      return found({ ...payout, lines: [...payout.lines, ...payout.lines] });
    };
    await pass(relay, 6);
    payouts.onFind = (id) => found({ ...aPayout(id, "paid"), lines: [] });
    await pass(relay, 15);
    expect((await readRefund(relay, made)).status).toBe("pending");
  });

  it.each(NOT_DONE.filter(([what]) => what !== "an unknown id"))(
    "learns nothing from %s, and asks on",
    async (_what, answer) => {
      const { relay, payouts, made } = await startRefunded();
      payouts.onFind = () => answer;
      await pass(relay, 6);
      expect(await readRefund(relay, made)).toMatchObject({
        status: "pending",
        review: false,
      });
      payouts.onFind = becomes("paid");
      await pass(relay, 30);
      expect((await readRefund(relay, made)).status).toBe("paid");
    },
  );

  it("waits as long as the provider asks to", async () => {
    const all = await startRefunded();
    all.payouts.onFind = () => ({ kind: "busy", retryAfterSeconds: 90 });
    await pass(all.relay, 6);
    const now = all.relay.clock.now();
    expect(await refundTaskAt(all)).toBe(now + 90_000);
  });

  it("is given to a person after 72 hours without an end", async () => {
    const all = await startRefunded();
    const { relay, payouts, made } = all;
    payouts.onFind = becomes("pending");
    await pass(relay, 73 * 3600);
    expect(await readRefund(relay, made)).toMatchObject({
      status: "unconfirmed",
      review: true,
    });
    expect(await refundTaskAt(all)).toBeNull();
    expect(relay.logged()).toContain("refund changed and needs a person");
  });
});

describe("a refund whose submit was lost", () => {
  it("failed only when the provider still does not know it after ten minutes, and may then be made again", async () => {
    const all = await startRefunded(() => ({
      kind: "unknown",
      detail: "time-out",
    }));
    const { relay, payouts, order, made } = all;
    expect(made.status).toBe("unconfirmed");
    await pass(relay, 6);
    await pass(relay, 300);
    expect((await readRefund(relay, made)).status).toBe("unconfirmed");
    await pass(relay, 600);
    expect(await readRefund(relay, made)).toMatchObject({
      status: "failed",
      failure: "provider_unavailable",
    });
    expect(await told(all)).toEqual(["refund.failed"]);
    expect(payouts.sent).toHaveLength(1);
    expect(refundIn(await refund(relay, order)).id).not.toBe(made.id);
  });

  it("is paid when the provider knows it after all", async () => {
    const { relay, payouts, made } = await startRefunded(() => ({
      kind: "unknown",
      detail: "half a body",
    }));
    payouts.onFind = becomes("paid");
    await pass(relay, 6);
    expect((await readRefund(relay, made)).status).toBe("paid");
  });

  it("is never sent again by a relay that died while it was sent", async () => {
    const payouts = new ScriptedPayouts();
    payouts.onSend = () => new Promise(() => undefined);
    const relay = await startTestRelay({ services: { payouts }, webhook });
    const order = await paidOrder(relay);
    const key = newKey();
    // Its answer never comes: the connection ends with the test.
    refund(relay, order, {}, key).catch(() => undefined);
    await until("it is being sent", () => payouts.sent.length === 1);
    expect(problem(await refund(relay, order, {}, key))).toEqual([
      409,
      "request_in_progress",
    ]);
    const next = await restart(relay);
    const id = payouts.sent[0]?.id ?? "";
    payouts.onFind = () => NOT_FOUND;
    relay.clock.advance(61);
    const again = refundIn(await refund(relay, order, {}, key));
    expect(again).toMatchObject({ id, status: "submitting" });
    expect(problem(await refund(relay, order))).toEqual([
      409,
      "refund_not_possible",
    ]);
    payouts.onFind = becomes("paid");
    relay.clock.advance(300);
    next.scheduler.wake();
    await until(
      "the refund is found",
      async () => (await readRefund(relay, again)).status === "paid",
    );
    expect(payouts.sent).toHaveLength(1);
  });
});

describe("POST …/refunds/:refundId/reject", () => {
  const reject = ({ relay }: Refunded, { orderId, id }: RefundJson) =>
    postAsMerchant(relay, `orders/${orderId}/refunds/${id}/reject`);

  it("stops a refund that is pending, and frees its amount", async () => {
    const all = await startRefunded();
    const { relay, payouts, order, made } = all;
    payouts.onReject = (id) => found([rejection(id, true)]);
    payouts.onFind = becomes("rejected");
    const stopped = refundIn(await reject(all, made));
    expect(stopped).toMatchObject({ id: made.id, status: "rejected" });
    expect(await told(all)).toEqual(["refund.failed"]);
    expect(refundIn(await refund(relay, order)).amount).toEqual(kes(250_000));
  });

  it("believes the provider's account of it more than its word", async () => {
    const all = await startRefunded();
    all.payouts.onReject = (id) => found([rejection(id, true)]);
    all.payouts.onFind = becomes("paid");
    expect(refundIn(await reject(all, all.made))).toMatchObject({
      status: "paid",
      review: true,
    });
  });

  it("is refused with the provider's reason, and then asks what became of it", async () => {
    const all = await startRefunded();
    const { relay, payouts, made } = all;
    payouts.onReject = (id) => found([rejection(id, false)]);
    payouts.onFind = becomes("paid");
    const answer = await reject(all, made);
    expect(problem(answer)).toEqual([409, "provider_conflict"]);
    expect(answer.body).toMatchObject({
      detail: "The provider refused: already paid",
    });
    await until(
      "the refund is asked about",
      async () => (await readRefund(relay, made)).status === "paid",
    );
  });

  it.each([
    ...NOT_DONE.map(([what, answer, status, code]) =>
      what === "an unknown id"
        ? ([what, answer, 409, "provider_conflict"] as const)
        : ([what, answer, status, code] as const),
    ),
    IN_DOUBT,
  ])("says what %s means", async (_what, answer, status, code) => {
    const all = await startRefunded();
    const { relay, payouts, made } = all;
    payouts.onReject = () => answer;
    expect(problem(await reject(all, made))).toEqual([status, code]);
    payouts.onFind = becomes("rejected");
    relay.relay.scheduler.wake();
    await until(
      "the refund is asked about",
      async () => (await readRefund(relay, made)).status === "rejected",
    );
  });

  it.each<PayoutStatus>(["paid", "failed", "rejected"])(
    "leaves one that is %s",
    async (status) => {
      const all = await startRefunded();
      const { relay, payouts, made } = all;
      payouts.onFind = becomes(status);
      await pass(relay, 6);
      expect(problem(await reject(all, made))).toEqual([409, "refund_closed"]);
    },
  );

  it("takes nothing but an empty body, and knows only refunds of the order", async () => {
    const all = await startRefunded();
    const { relay, made } = all;
    const path = `orders/${made.orderId}/refunds/${made.id}/reject`;
    expect(problem(await postAsMerchant(relay, path, { force: true }))).toEqual(
      [400, "invalid_request"],
    );
    for (const other of ["nothing", "x".repeat(300)])
      expect(problem(await reject(all, { ...made, id: other }))).toEqual([
        404,
        "not_found",
      ]);
  });

  it("keeps what the provider said of it out of the answer, and in the log", async () => {
    const all = await startRefunded();
    all.payouts.onReject = () => lost(false);
    const answer = await reject(all, all.made);
    expect(answer.text).not.toContain("half a body");
    expect(all.relay.logged()).toContain("half a body");
    const list = await asMerchant(all.relay, `orders/${all.order.id}/refunds`);
    expect(list.status).toBe(200);
  });
});
