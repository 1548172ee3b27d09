import { describe, expect, it } from "vitest";
import {
  NO_FLAGS,
  onAttempt,
  paid,
  pass,
  untilPaid,
} from "../support/attempts.ts";
import {
  FULL,
  passAll,
  startFlexpay,
  startSent,
  startWaiting,
  transferEnds,
} from "../support/flexpay.ts";
import { FAULTS } from "../support/scripted-transfers.ts";
import { until } from "../support/until.ts";

describe("a provider that does not do as it is asked", () => {
  it.each(FAULTS)("takes it once all the same: accept %s", async (fault) => {
    const { relay, transfers, webhook, order, reference } = await startSent();
    transfers.nextFault = (call) =>
      call === "accept" && transfers.count("accept") === 1 ? fault : undefined;
    await webhook(`X ${reference}`);
    await until("the accept", () => transfers.count("accept") === 1);
    await passAll(relay, 6, 15, 30, 60);
    await untilPaid(relay, order);
    expect(transfers.moved).toEqual([reference]);
    expect((await relay.read(order)).flags).toEqual(NO_FLAGS);
  });

  it("reads before it accepts again, and goes by what it reads", async () => {
    const { relay, transfers, webhook, order, reference } = await startSent();
    transfers.nextFault = (call) => {
      if (call === "accept") return "lost_after";
      return call === "find" && transfers.count("find") < 5
        ? "stale"
        : undefined;
    };
    await webhook(`X ${reference}`);
    await passAll(relay, 6, 15, 30, 60);
    await untilPaid(relay, order);
    const calls = transfers.calls.filter(([, about]) => about === reference);
    calls.forEach(([call], place) => {
      if (call === "accept") expect(calls[place - 1]?.[0]).toBe("find");
    });
    expect(transfers.moved).toEqual([reference]);
  });

  it.each(["lost", "lost_after", "stale", "busy", "conflict"] as const)(
    "turns it down all the same: reject %s",
    async (fault) => {
      const { relay, transfers, webhook, order } = await startWaiting();
      const reference = transfers.send("rent", FULL);
      transfers.nextFault = (call) =>
        call === "reject" && transfers.count("reject") === 1
          ? fault
          : undefined;
      await webhook(`X ${reference}`);
      await until("the reject", () => transfers.count("reject") === 1);
      await passAll(relay, 6, 15, 30, 60);
      await transferEnds(transfers, reference);
      expect(transfers.statusOf(reference)).toBe("rejected");
      expect((await relay.read(order)).status).toBe("pending");
    },
  );

  it.each([
    {
      what: "expired between",
      end: "expired",
      seen: { status: "expired", failure: null },
    },
    {
      what: "rejected by hand",
      end: "rejected",
      seen: { status: "failed", failure: { code: "declined" } },
    },
  ] as const)("tells the shopper when it was $what", async ({ end, seen }) => {
    const { relay, transfers, webhook, order, reference } = await startSent();
    transfers.before = (call) => {
      if (call === "accept") transfers.become(reference, end);
    };
    await webhook(`X ${reference}`);
    await until(
      "the attempt's end",
      async () => (await relay.read(order)).attempt?.status === seen.status,
    );
    expect(await relay.read(order)).toMatchObject({
      status: "open",
      attempt: seen,
    });
    expect(transfers.moved).toEqual([]);
  });

  it("does not take one that is past its time", async () => {
    const { relay, transfers, webhook, code } = await startWaiting();
    const expiresAt = relay.clock.now();
    const reference = transfers.send(code, FULL, { expiresAt });
    await webhook(`X ${reference}`);
    await until("the query", () => transfers.count("find") === 1);
    await pass(relay, 6);
    expect(transfers.count("accept") + transfers.count("reject")).toBe(0);
  });

  it("gives it back when the order was paid another way meanwhile", async () => {
    const { relay, transfers, webhook } = await startFlexpay();
    const order = await relay.order();
    await relay.attempt(order, "mpesa");
    await pass(relay, 91);
    await until(
      "another attempt may begin",
      async () => (await relay.read(order)).methods[0]?.available,
    );
    await relay.attempt(order, "flexpay");
    const { attempt } = await relay.read(order);
    if (attempt?.action?.type !== "tag") throw new Error("no tag is shown");
    const reference = transfers.send(attempt.action.narration, FULL);
    transfers.nextFault = (call) => (call === "accept" ? "lost" : undefined);
    await webhook(`X ${reference}`);
    await until("the accept", () => transfers.count("accept") === 1);
    relay.provider.onQuery = () => paid;
    transfers.before = (call) => {
      if (call === "accept") throw new Error("taken for a paid order");
    };
    relay.clock.advance(3);
    const [mpesa] = (await relay.store.getOrder(order.id))?.attempts ?? [];
    await onAttempt(relay, order, mpesa?.plan.id ?? "", "check");
    expect((await relay.read(order)).status).toBe("paid");
    await passAll(relay, 6, 15);
    await transferEnds(transfers, reference);
    expect(transfers.reasons).toEqual(["This order is already paid."]);
    expect(await relay.read(order)).toMatchObject({
      status: "paid",
      flags: { overpaid: false },
    });
  });
});
