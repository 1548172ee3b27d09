import { describe, expect, it } from "vitest";
import { onAttempt, pass, untilPaid } from "../support/attempts.ts";
import { createGate } from "../support/gate.ts";
import { FULL, passAll, startFlexpay, startSent } from "../support/flexpay.ts";
import { postAsMerchant } from "../support/merchant.ts";
import { restart } from "../support/restart.ts";
import { FAULTS } from "../support/scripted-transfers.ts";
import type {
  Call,
  Fault,
  ScriptedTransfers,
} from "../support/scripted-transfers.ts";
import type { Answer, TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

const REASON = { reason: "We are closed" };

const reject = (relay: TestRelay, reference: string): Promise<Answer> =>
  postAsMerchant(relay, `transfers/${reference}/reject`, REASON);
const accept = (relay: TestRelay, reference: string): Promise<Answer> =>
  postAsMerchant(relay, `transfers/${reference}/accept`);

/** The first call of this kind goes wrong; the others go well. */
function failOnce(
  transfers: ScriptedTransfers,
  call: Call,
  fault: Fault,
): void {
  let isFirst = true;
  transfers.nextFault = (name) => {
    if (name !== call || !isFirst) return undefined;
    isFirst = false;
    return fault;
  };
}

describe("a transfer that the merchant turned down", () => {
  it.each(FAULTS)(
    "is never taken, whatever was answered: %s",
    async (fault) => {
      const { relay, transfers, webhook, order, attemptId, reference } =
        await startSent();
      failOnce(transfers, "reject", fault);
      await reject(relay, reference);

      // A webhook, the shopper's check, the poll and the schedule; the reference in either case.
      await webhook(`X ${reference}`);
      await webhook(`X ${reference.toLowerCase()}`);
      await onAttempt(relay, order, attemptId, "check");
      await passAll(relay, 5, 30, 61, 120, 600);
      expect(transfers.count("accept")).toBe(0);
      expect(transfers.statusOf(reference)).toBe("rejected");
      expect(new Set(transfers.reasons)).toEqual(new Set([REASON.reason]));
      expect((await relay.read(order)).status).not.toBe("paid");
    },
  );

  it("is never taken by a task that had begun before", async () => {
    const { relay, transfers, webhook, reference } = await startSent();
    const gate = createGate();
    transfers.before = async (call) => {
      if (call === "find" && transfers.count("reject") === 0) await gate.opened;
    };
    await webhook(`X ${reference}`);
    await until("it is read", () => transfers.count("find") === 1);
    failOnce(transfers, "reject", "stale");
    await reject(relay, reference);
    gate.open();
    await passAll(relay, 5, 61, 120);
    expect(transfers.count("accept")).toBe(0);
    expect(transfers.statusOf(reference)).toBe("rejected");
  });

  it("is never taken by the next process", async () => {
    const { relay, transfers, reference } = await startSent();
    transfers.before = async (call) => {
      if (call === "reject") await relay.relay.stop();
    };
    failOnce(transfers, "reject", "lost");
    await reject(relay, reference);
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
    const { relay, transfers, webhook, order, reference } = await startSent();
    transfers.nextFault = (call) => (call === "accept" ? "lost" : undefined);
    await webhook(`X ${reference}`);
    await until("the accept", () => transfers.count("accept") === 1);
    transfers.nextFault = () => undefined;
    failOnce(transfers, "reject", "stale");
    await reject(relay, reference);
    await passAll(relay, 61, 120);
    expect(transfers.count("accept")).toBe(1);
    expect(transfers.statusOf(reference)).toBe("rejected");
    expect((await relay.read(order)).attempt).toMatchObject({
      status: "failed",
      failure: { code: "declined" },
    });
  });

  it("pays where the provider completed it all the same", async () => {
    const { relay, transfers, order, reference } = await startSent();
    failOnce(transfers, "reject", "lost");
    await reject(relay, reference);
    transfers.become(reference, "completed");
    await pass(relay, 61);
    await untilPaid(relay, order);
    expect(transfers.count("reject")).toBe(1);
  });

  it("is taken where the merchant changes its mind", async () => {
    const { relay, transfers, order, reference } = await startSent();
    failOnce(transfers, "reject", "lost");
    await reject(relay, reference);
    expect((await accept(relay, reference)).status).toBe(200);
    await untilPaid(relay, order);
    expect(transfers.moved).toEqual([reference]);
  });
});

describe("a transfer that the merchant took", () => {
  it.each<Fault>(["stale", "lost", "lost_after", "busy", "conflict"])(
    "is never turned down, although it is no order's: %s",
    async (fault) => {
      const { relay, transfers, webhook } = await startFlexpay();
      const reference = transfers.send("for shoes", FULL);
      failOnce(transfers, "accept", fault);
      await accept(relay, reference);
      await webhook(`X ${reference}`);
      await passAll(relay, 5, 30, 61, 120, 600);
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
    failOnce(transfers, "accept", "conflict");
    await accept(relay, reference);
    gate.open();
    await passAll(relay, 5, 61, 120);
    expect(transfers.count("reject")).toBe(0);
  });
});
