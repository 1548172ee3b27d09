import { describe, expect, it } from "vitest";
import type { Refund as RefundJson } from "@malipo/protocol/merchant";
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
  startRefunded,
  told,
} from "../support/refunded.ts";
import {
  IN_DOUBT,
  NOT_FOUND,
  found,
  kes,
  lost,
  rejection,
} from "../support/stand-in-services.ts";
import type { TestRelay } from "../support/test-relay.ts";

describe("POST …/refunds/:refundId/reject", () => {
  const reject = (relay: TestRelay, { orderId, id }: RefundJson) =>
    postAsMerchant(relay, `orders/${orderId}/refunds/${id}/reject`);

  it("stops a refund that is pending, and frees its amount", async () => {
    const { relay, payouts, order, made } = await startRefunded();
    payouts.onReject = (id) => found([rejection(id, true)]);
    payouts.onFind = becomes("rejected");
    const stopped = refundIn(await reject(relay, made));
    expect(stopped).toMatchObject({ id: made.id, status: "rejected" });
    expect(await told(relay, order)).toEqual(["refund.failed"]);
    expect(refundIn(await refund(relay, order)).amount).toEqual(kes(250_000));
  });

  it("believes the provider's account of it more than its word", async () => {
    const { relay, payouts, made } = await startRefunded();
    payouts.onReject = (id) => found([rejection(id, true)]);
    payouts.onFind = becomes("paid");
    expect(refundIn(await reject(relay, made))).toMatchObject({
      status: "paid",
      review: true,
    });
  });

  it("does not stop while one line of the payout is not", async () => {
    const { relay, payouts, order, made } = await startRefunded();
    payouts.onReject = (id) =>
      found([rejection(id, false), rejection(id, true)]);
    payouts.onFind = becomes("pending");
    expect(refusal(await reject(relay, made))).toBe("409 provider_conflict");
    expect(refusal(await refund(relay, order))).toBe("409 refund_not_possible");
  });

  it("is refused with the provider's reason, and then queried", async () => {
    const { relay, payouts, made } = await startRefunded();
    payouts.onReject = (id) => found([rejection(id, false)]);
    payouts.onFind = becomes("paid");
    const answer = await reject(relay, made);
    expect(refusal(answer)).toBe("409 provider_conflict");
    expect(answer.body).toMatchObject({
      detail: "The provider refused: already paid",
    });
    await expectRefund(relay, made, { status: "paid" });
  });

  // What any other answer means is shown with payouts (provider-calls).
  it.each([
    // To the provider the refund is known: what it calls unknown is a conflict.
    ["an unknown id", NOT_FOUND, "409 provider_conflict"],
    IN_DOUBT,
  ] as const)("says what %s means", async (_what, answer, expected) => {
    const { relay, payouts, made } = await startRefunded();
    payouts.onReject = () => answer;
    // It is queried at once.
    payouts.onFind = becomes("rejected");
    expect(refusal(await reject(relay, made))).toBe(expected);
    relay.relay.scheduler.poll();
    await expectRefund(relay, made, { status: "rejected" });
  });

  it.each(["payouts", "refunds"])(
    "asks nothing of the provider while the store is down: %s",
    async (what) => {
      const { relay, payouts, made } = await startRefunded();
      let asked = 0;
      payouts.onReject = (id) => {
        asked += 1;
        return found([rejection(id, true)]);
      };
      await relay.relay.stop();
      await relay.store.close();
      const answer =
        what === "refunds"
          ? await reject(relay, made)
          : await postAsMerchant(relay, `payouts/${made.id}/reject`);
      expect(refusal(answer)).toBe("503 store_unavailable");
      expect(asked).toBe(0);
    },
  );

  it.each(["paid", "failed", "rejected"] as const)(
    "leaves one that is %s",
    async (status) => {
      const { relay, payouts, made } = await startRefunded();
      payouts.onFind = becomes(status);
      await pass(relay, 6);
      await expectRefund(relay, made, { status });
      expect(refusal(await reject(relay, made))).toBe("409 refund_closed");
    },
  );

  it("keeps what the provider said of it out of the answer, and in the log", async () => {
    const { relay, payouts, order, made } = await startRefunded();
    payouts.onReject = () => lost(false);
    const answer = await reject(relay, made);
    expect(answer.text).not.toContain("half a body");
    expect(relay.logged()).toContain("half a body");
    const list = await asMerchant(relay, `orders/${order.id}/refunds`);
    expect(list.status).toBe(200);
  });
});
