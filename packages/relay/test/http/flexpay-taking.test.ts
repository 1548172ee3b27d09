import { describe, expect, it } from "vitest";
import type { Transfer } from "../../src/domain/transfer.ts";
import { NO_FLAGS, onAttempt, pass, untilPaid } from "../support/attempts.ts";
import { createGate } from "../support/gate.ts";
import { FULL, startFlexpay, transferEnds } from "../support/flexpay.ts";
import type { Flexpay, Waiting } from "../support/flexpay.ts";
import { until } from "../support/until.ts";

describe("while a transfer is being taken", () => {
  async function startTaking() {
    const flexpay = await startFlexpay();
    const { relay, transfers, webhook } = flexpay;
    const waiting = await flexpay.open();
    const gate = createGate();
    transfers.before = async (call) => {
      if (call === "accept") await gate.opened;
    };
    const reference = transfers.send(waiting.code, FULL);
    await webhook(`X ${reference}`);
    await until("the accept", () => transfers.count("accept") === 1);
    expect((await relay.read(waiting.order)).attempt?.status).toBe(
      "processing",
    );
    return { flexpay, waiting, reference, gate };
  }

  it("the shopper can't give up any more", async () => {
    const { flexpay, waiting, gate } = await startTaking();
    const { order, attemptId } = waiting;
    await onAttempt(flexpay.relay, order, attemptId, "cancel");
    expect((await flexpay.relay.read(order)).attempt?.status).toBe(
      "processing",
    );
    gate.open();
    await untilPaid(flexpay.relay, waiting.order);
  });

  it("a second one for the same order is turned down", async () => {
    const { flexpay, waiting, reference, gate } = await startTaking();
    const { relay, transfers, webhook } = flexpay;
    const second = transfers.send(waiting.code, FULL);
    await webhook(`X ${second}`);
    await transferEnds(flexpay.transfers, second);
    expect(transfers.reasons).toEqual([
      "Another transfer is being accepted for this order.",
    ]);
    gate.open();
    await untilPaid(flexpay.relay, waiting.order);
    expect(transfers.moved).toEqual([reference]);
    expect((await relay.read(waiting.order)).flags).toEqual(NO_FLAGS);
  });

  it("nothing else is charged, also after the deadline", async () => {
    const { flexpay, waiting, gate } = await startTaking();
    const { relay, transfers } = flexpay;
    await pass(relay, 3_540);
    await pass(relay, 91);
    await pass(relay, 60);
    const { order } = waiting;
    expect(await relay.read(order)).toMatchObject({
      status: "pending",
      attempt: { status: "unconfirmed" },
    });
    gate.open();
    await untilPaid(flexpay.relay, waiting.order);
    expect(transfers.moved).toHaveLength(1);
  });

  it("hints wait for its end", async () => {
    const { flexpay, waiting, reference, gate } = await startTaking();
    const { relay, transfers, webhook } = flexpay;
    for (let second = 0; second < 5; second += 1) {
      await webhook(`X ${reference}`);
      await pass(relay, 1);
    }
    expect(transfers.count("accept")).toBe(1);
    gate.open();
    await untilPaid(flexpay.relay, waiting.order);
    await pass(relay, 2);
    expect(transfers.count("accept")).toBe(1);
  });
});

describe("a transfer that was taken by hand", () => {
  const tell = async (
    flexpay: Flexpay,
    waiting: Waiting,
    amount: Transfer["amount"],
  ): Promise<string> => {
    const { transfers, webhook } = flexpay;
    const reference = transfers.send(waiting.code, FULL, { amount });
    transfers.become(reference, "completed");
    const finds = transfers.count("find", reference);
    await webhook(`TRANSACTION_COMPLETED ${reference}`);
    await until(
      "the query",
      () => transfers.count("find", reference) === finds + 1,
    );
    return reference;
  };
  const exact = { value: FULL, currency: "KES" };

  it("pays late after the shopper gave up", async () => {
    const flexpay = await startFlexpay();
    const waiting = await flexpay.open();
    const { order, attemptId } = waiting;
    await onAttempt(flexpay.relay, order, attemptId, "cancel");
    await tell(flexpay, waiting, exact);
    await untilPaid(flexpay.relay, waiting.order);
  });

  it.each([
    ["less", { value: 1, currency: "KES" }],
    ["more", { value: FULL + 1, currency: "KES" }],
    ["another currency", { value: FULL, currency: "NGN" }],
    ["nobody can read how much", null],
  ])("needs a manual review when it was %s", async (_what, amount) => {
    const flexpay = await startFlexpay();
    const waiting = await flexpay.open();
    await tell(flexpay, waiting, amount);
    const { relay } = flexpay;
    await until(
      "the review",
      async () => (await relay.read(waiting.order)).flags.review,
    );
    expect(await relay.read(waiting.order)).toMatchObject({
      status: "open",
      attempt: { status: "failed", failure: { code: "amount_mismatch" } },
    });
  });

  it("is flagged when it is the order's second one", async () => {
    const flexpay = await startFlexpay();
    const { relay } = flexpay;
    const waiting = await flexpay.open();
    await tell(flexpay, waiting, { value: FULL, currency: "KES" });
    await untilPaid(relay, waiting.order);
    await tell(flexpay, waiting, { value: FULL, currency: "KES" });
    await until(
      "the flag",
      async () => (await relay.read(waiting.order)).flags.overpaid,
    );
    expect((await relay.read(waiting.order)).status).toBe("paid");
  });
});
