import { describe, expect, it } from "vitest";
import { onAttempt, pass } from "../support/attempts.ts";
import { createGate } from "../support/gate.ts";
import { FULL, isPaid, startFlexpay } from "../support/flexpay.ts";
import type { Flexpay } from "../support/flexpay.ts";
import { postAsMerchant } from "../support/merchant.ts";
import { restart } from "../support/restart.ts";
import type { Call, Fault } from "../support/scripted-transfers.ts";
import type { Answer } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

const REASON = { reason: "We are closed" };

const reject = ({ relay }: Flexpay, reference: string): Promise<Answer> =>
  postAsMerchant(relay, `transfers/${reference}/reject`, REASON);
const accept = ({ relay }: Flexpay, reference: string): Promise<Answer> =>
  postAsMerchant(relay, `transfers/${reference}/accept`);

/** The first call of this kind goes wrong; the others go well. */
function failOnce({ transfers }: Flexpay, call: Call, fault: Fault): void {
  let isFirst = true;
  transfers.nextFault = (name) => {
    if (name !== call || !isFirst) return undefined;
    isFirst = false;
    return fault;
  };
}

describe("a transfer that the merchant turned down", () => {
  it.each<Fault>([
    "stale",
    "bare",
    "lost",
    "lost_after",
    "busy",
    "conflict",
    "not_found",
  ])("is never taken, whatever was answered: %s", async (fault) => {
    const flexpay = await startFlexpay();
    const { relay, transfers, webhook } = flexpay;
    const waiting = await flexpay.open();
    const reference = transfers.send(waiting.code, FULL);
    failOnce(flexpay, "reject", fault);
    await reject(flexpay, reference);

    // A webhook, the shopper's check, the poll and the schedule; the reference in either case.
    await webhook(`X ${reference}`);
    await webhook(`X ${reference.toLowerCase()}`);
    await onAttempt(relay, waiting.order, waiting.attemptId, "check");
    for (const seconds of [5, 30, 61, 120, 600]) await pass(relay, seconds);
    expect(transfers.count("accept")).toBe(0);
    expect(transfers.statusOf(reference)).toBe("rejected");
    expect(new Set(transfers.reasons)).toEqual(new Set([REASON.reason]));
    expect((await relay.read(waiting.order)).status).not.toBe("paid");
  });

  it("is never taken by a task that had begun before", async () => {
    const flexpay = await startFlexpay();
    const { transfers, webhook } = flexpay;
    const waiting = await flexpay.open();
    const reference = transfers.send(waiting.code, FULL);
    const gate = createGate();
    transfers.before = async (call) => {
      if (call === "find" && transfers.count("reject") === 0) await gate.opened;
    };
    await webhook(`X ${reference}`);
    await until("it is read", () => transfers.count("find") === 1);
    failOnce(flexpay, "reject", "stale");
    await reject(flexpay, reference);
    gate.open();
    for (const seconds of [5, 61, 120]) await pass(flexpay.relay, seconds);
    expect(transfers.count("accept")).toBe(0);
    expect(transfers.statusOf(reference)).toBe("rejected");
  });

  it("is never taken by the next process", async () => {
    const flexpay = await startFlexpay();
    const { relay, transfers } = flexpay;
    const waiting = await flexpay.open();
    const reference = transfers.send(waiting.code, FULL);
    transfers.before = async (call) => {
      if (call === "reject") await relay.relay.stop();
    };
    failOnce(flexpay, "reject", "lost");
    await reject(flexpay, reference);
    transfers.before = () => undefined;
    const next = await restart(relay);
    relay.clock.advance(130);
    next.scheduler.poll();
    await until(
      "the reject is repeated",
      () => transfers.statusOf(reference) === "rejected",
    );
    expect(transfers.count("accept")).toBe(0);
  });

  it("is turned down also where it had been bound to the order", async () => {
    const flexpay = await startFlexpay();
    const { relay, transfers, webhook } = flexpay;
    const waiting = await flexpay.open();
    const reference = transfers.send(waiting.code, FULL);
    transfers.nextFault = (call) => (call === "accept" ? "lost" : undefined);
    await webhook(`X ${reference}`);
    await until("the accept", () => transfers.count("accept") === 1);
    transfers.nextFault = () => undefined;
    failOnce(flexpay, "reject", "stale");
    await reject(flexpay, reference);
    for (const seconds of [61, 120]) await pass(relay, seconds);
    expect(transfers.count("accept")).toBe(1);
    expect(transfers.statusOf(reference)).toBe("rejected");
    expect((await relay.read(waiting.order)).attempt).toMatchObject({
      status: "failed",
      failure: { code: "declined" },
    });
  });

  it("pays where the provider completed it all the same", async () => {
    const flexpay = await startFlexpay();
    const { relay, transfers } = flexpay;
    const waiting = await flexpay.open();
    const reference = transfers.send(waiting.code, FULL);
    failOnce(flexpay, "reject", "lost");
    await reject(flexpay, reference);
    transfers.become(reference, "completed");
    await pass(relay, 61);
    await isPaid(flexpay, waiting);
    expect(transfers.count("reject")).toBe(1);
  });

  it("is taken where the merchant changes its mind", async () => {
    const flexpay = await startFlexpay();
    const { transfers } = flexpay;
    const waiting = await flexpay.open();
    const reference = transfers.send(waiting.code, FULL);
    failOnce(flexpay, "reject", "lost");
    await reject(flexpay, reference);
    expect((await accept(flexpay, reference)).status).toBe(200);
    await isPaid(flexpay, waiting);
    expect(transfers.moved).toEqual([reference]);
  });
});

describe("a transfer that the merchant took", () => {
  it.each<Fault>(["stale", "lost", "lost_after", "busy", "conflict"])(
    "is never turned down, although it is no order's: %s",
    async (fault) => {
      const flexpay = await startFlexpay();
      const { relay, transfers, webhook } = flexpay;
      const reference = transfers.send("for shoes", FULL);
      failOnce(flexpay, "accept", fault);
      await accept(flexpay, reference);
      await webhook(`X ${reference}`);
      for (const seconds of [5, 30, 61, 120, 600]) await pass(relay, seconds);
      expect(transfers.count("reject")).toBe(0);
      expect(transfers.statusOf(reference)).not.toBe("rejected");
    },
  );

  it("is never turned down by a task that had begun before", async () => {
    const flexpay = await startFlexpay();
    const { relay, transfers, webhook } = flexpay;
    const reference = transfers.send("for shoes", FULL);
    const gate = createGate();
    transfers.before = async (call) => {
      if (call === "find" && transfers.count("accept") === 0) await gate.opened;
    };
    await webhook(`X ${reference}`);
    await until("it is read", () => transfers.count("find") === 1);
    failOnce(flexpay, "accept", "conflict");
    await accept(flexpay, reference);
    gate.open();
    for (const seconds of [5, 61, 120]) await pass(relay, seconds);
    expect(transfers.count("reject")).toBe(0);
  });
});
