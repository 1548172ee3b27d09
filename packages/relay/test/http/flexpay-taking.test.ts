import { describe, expect, it } from "vitest";
import type { Transfer } from "../../src/domain/transfer.ts";
import { NO_FLAGS, onAttempt, pass, untilPaid } from "../support/attempts.ts";
import { createGate } from "../support/gate.ts";
import {
  FULL,
  startSent,
  startWaiting,
  transferEnds,
} from "../support/flexpay.ts";
import type { Flexpay, Waiting } from "../support/flexpay.ts";
import { until } from "../support/until.ts";

const statusOf = async ({ relay, order }: Flexpay & Waiting) =>
  (await relay.read(order)).attempt?.status;

describe("while a transfer is being taken", () => {
  async function startTaking() {
    const sent = await startSent();
    const { transfers, webhook, reference } = sent;
    const gate = createGate();
    transfers.before = async (call) => {
      if (call === "accept") await gate.opened;
    };
    await webhook(`X ${reference}`);
    await until("the accept", () => transfers.count("accept") === 1);
    expect(await statusOf(sent)).toBe("processing");
    return { ...sent, gate };
  }

  it("the shopper can't give up any more", async () => {
    const taking = await startTaking();
    const { relay, order, attemptId, gate } = taking;
    await onAttempt(relay, order, attemptId, "cancel");
    expect(await statusOf(taking)).toBe("processing");
    gate.open();
    await untilPaid(relay, order);
  });

  it("a second one for the same order is turned down", async () => {
    const { relay, transfers, webhook, order, code, reference, gate } =
      await startTaking();
    const second = transfers.send(code, FULL);
    await webhook(`X ${second}`);
    await transferEnds(transfers, second);
    expect(transfers.reasons).toEqual([
      "Another transfer is being accepted for this order.",
    ]);
    gate.open();
    await untilPaid(relay, order);
    expect(transfers.moved).toEqual([reference]);
    expect((await relay.read(order)).flags).toEqual(NO_FLAGS);
  });

  it("nothing else is charged, also after the deadline", async () => {
    const { relay, transfers, order, gate } = await startTaking();
    for (const seconds of [3_540, 91, 60]) await pass(relay, seconds);
    expect(await relay.read(order)).toMatchObject({
      status: "pending",
      attempt: { status: "unconfirmed" },
    });
    gate.open();
    await untilPaid(relay, order);
    expect(transfers.moved).toHaveLength(1);
  });

  it("hints wait for its end", async () => {
    const { relay, transfers, webhook, order, reference, gate } =
      await startTaking();
    for (let second = 0; second < 5; second += 1) {
      await webhook(`X ${reference}`);
      await pass(relay, 1);
    }
    expect(transfers.count("accept")).toBe(1);
    gate.open();
    await untilPaid(relay, order);
    await pass(relay, 2);
    expect(transfers.count("accept")).toBe(1);
  });
});

describe("a transfer that was taken by hand", () => {
  const EXACT = { value: FULL, currency: "KES" };

  async function tell(
    { transfers, webhook, code }: Flexpay & Waiting,
    amount: Transfer["amount"] = EXACT,
  ): Promise<void> {
    const reference = transfers.send(code, FULL, { amount });
    transfers.become(reference, "completed");
    const finds = transfers.count("find", reference);
    await webhook(`TRANSACTION_COMPLETED ${reference}`);
    await until(
      "the query",
      () => transfers.count("find", reference) === finds + 1,
    );
  }

  it("pays late after the shopper gave up", async () => {
    const waiting = await startWaiting();
    const { relay, order, attemptId } = waiting;
    await onAttempt(relay, order, attemptId, "cancel");
    await tell(waiting);
    await untilPaid(relay, order);
  });

  it.each([
    ["less", { value: 1, currency: "KES" }],
    ["more", { value: FULL + 1, currency: "KES" }],
    ["another currency", { value: FULL, currency: "NGN" }],
    ["nobody can read how much", null],
  ])("needs a manual review when it was %s", async (_what, amount) => {
    const waiting = await startWaiting();
    const { relay, order } = waiting;
    await tell(waiting, amount);
    await until(
      "the review",
      async () => (await relay.read(order)).flags.review,
    );
    expect(await relay.read(order)).toMatchObject({
      status: "open",
      attempt: { status: "failed", failure: { code: "amount_mismatch" } },
    });
  });

  it("is flagged when it is the order's second one", async () => {
    const waiting = await startWaiting();
    const { relay, order } = waiting;
    await tell(waiting);
    await untilPaid(relay, order);
    await tell(waiting);
    await until(
      "the flag",
      async () => (await relay.read(order)).flags.overpaid,
    );
    expect((await relay.read(order)).status).toBe("paid");
  });
});
