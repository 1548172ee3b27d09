import { describe, expect, it } from "vitest";
import { pass, untilPaid } from "../support/attempts.ts";
import {
  FULL,
  startFlexpay,
  startSent,
  startWaiting,
} from "../support/flexpay.ts";
import { restart } from "../support/restart.ts";
import { startTestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

describe("a relay that starts again", () => {
  it("looks at once for what came meanwhile", async () => {
    const { relay, transfers, order, code } = await startWaiting();
    await relay.relay.stop();
    transfers.send(code, FULL);
    await restart(relay);
    await untilPaid(relay, order);
    expect(transfers.moved).toHaveLength(1);
  });

  it.each(["lost", "lost_after"] as const)(
    "ends what it had begun, and takes nothing twice: accept %s",
    async (fault) => {
      const { relay, transfers, webhook, order, reference } = await startSent();
      transfers.nextFault = (call) =>
        call === "pending" || call === "find" ? undefined : fault;
      transfers.before = (call) => {
        if (call === "find" && transfers.count("accept") > 0)
          throw new Error("the process dies here");
      };
      await webhook(`X ${reference}`);
      await until("the accept", () => transfers.count("accept") === 1);
      transfers.before = () => undefined;
      transfers.nextFault = () => undefined;
      const next = await restart(relay);
      // Its task comes back when the dead process's lease is over.
      relay.clock.advance(121);
      next.scheduler.poll();
      await untilPaid(relay, order);
      expect(transfers.moved).toEqual([reference]);
      expect((await relay.read(order)).flags.overpaid).toBe(false);
    },
  );

  it("keeps one task that looks for transfers", async () => {
    const { relay, transfers } = await startFlexpay();
    await until("the first look", () => transfers.count("pending") === 1);
    await restart(relay);
    await until("the second look", () => transfers.count("pending") === 2);
    const due = await until(
      "the next look",
      async () =>
        (await relay.store.nextTaskAt("poll_transfers", relay.clock.now())) ??
        undefined,
    );
    const taken = await relay.store.leaseTasks("poll_transfers", due, 1, 10);
    expect(taken).toHaveLength(1);
  });
});

describe("a relay that takes FlexPay no more", () => {
  it("looks for nothing, and forgets no transfer", async () => {
    const relay = await startTestRelay();
    const now = relay.clock.now();
    await relay.store.transaction(async (tx) => {
      await tx.putTask({
        kind: "poll_transfers",
        subject: "flexpay",
        dueAt: now,
      });
      await tx.putTask({
        kind: "settle_transfer",
        subject: "TXN-1",
        dueAt: now,
      });
    });
    await pass(relay, 1);
    await until("it is said", () => relay.logged().includes("TXN-1"));
    const later = now + 3_600_000;
    expect(
      await relay.store.leaseTasks("poll_transfers", later, 1, 10),
    ).toEqual([]);
    expect(
      await relay.store.leaseTasks("settle_transfer", later, 1, 10),
    ).toMatchObject([{ subject: "TXN-1" }]);
  });
});
