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
import type { Refunded } from "../support/refunded.ts";
import {
  IN_DOUBT,
  NOT_DONE,
  found,
  kes,
  lost,
  rejection,
} from "../support/stand-in-services.ts";

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

  it("does not stop while one line of the payout is not", async () => {
    const all = await startRefunded();
    const { relay, payouts, order, made } = all;
    payouts.onReject = (id) =>
      found([rejection(id, false), rejection(id, true)]);
    payouts.onFind = becomes("pending");
    expect(refusal(await reject(all, made))).toBe("409 provider_conflict");
    expect(refusal(await refund(relay, order))).toBe("409 refund_not_possible");
  });

  it("is refused with the provider's reason, and then asks what became of it", async () => {
    const all = await startRefunded();
    const { payouts, made } = all;
    payouts.onReject = (id) => found([rejection(id, false)]);
    payouts.onFind = becomes("paid");
    const answer = await reject(all, made);
    expect(refusal(answer)).toBe("409 provider_conflict");
    expect(answer.body).toMatchObject({
      detail: "The provider refused: already paid",
    });
    await expectRefund(all, { status: "paid" });
  });

  // To the provider the refund is known: what it calls unknown is a conflict.
  const cases = [...NOT_DONE, IN_DOUBT].map(
    ([what, answer, expected]) =>
      [
        what,
        answer,
        expected === "404 not_found" ? "409 provider_conflict" : expected,
      ] as const,
  );

  it.each(cases)("says what %s means", async (_what, answer, expected) => {
    const all = await startRefunded();
    const { relay, payouts, made } = all;
    payouts.onReject = () => answer;
    expect(refusal(await reject(all, made))).toBe(expected);
    payouts.onFind = becomes("rejected");
    relay.relay.scheduler.poll();
    await expectRefund(all, { status: "rejected" });
  });

  it.each(["payouts", "refunds"])(
    "asks nothing of the provider while the store is down: %s",
    async (what) => {
      const all = await startRefunded();
      const { relay, payouts, made } = all;
      let asked = 0;
      payouts.onReject = (id) => {
        asked += 1;
        return found([rejection(id, true)]);
      };
      await relay.relay.stop();
      await relay.store.close();
      const answer =
        what === "refunds"
          ? await reject(all, made)
          : await postAsMerchant(relay, `payouts/${made.id}/reject`);
      expect(refusal(answer)).toBe("503 store_unavailable");
      expect(asked).toBe(0);
    },
  );

  it.each(["paid", "failed", "rejected"] as const)(
    "leaves one that is %s",
    async (status) => {
      const all = await startRefunded();
      const { relay, payouts, made } = all;
      payouts.onFind = becomes(status);
      await pass(relay, 6);
      await expectRefund(all, { status });
      expect(refusal(await reject(all, made))).toBe("409 refund_closed");
    },
  );

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
