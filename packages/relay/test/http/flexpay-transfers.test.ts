import { describe, expect, it } from "vitest";
import { NO_FLAGS, onAttempt, pass, untilPaid } from "../support/attempts.ts";
import {
  FULL,
  startFlexpay,
  startWaiting,
  transferEnds,
} from "../support/flexpay.ts";
import { until } from "../support/until.ts";

describe("a transfer that no webhook told of", () => {
  it("is found within half a minute while somebody may be paying", async () => {
    const { relay, transfers, order, code } = await startWaiting();
    await pass(relay, 25);
    transfers.send(code, FULL);
    await pass(relay, 6);
    await untilPaid(relay, order);
  });

  it("is turned down within five minutes while nobody is", async () => {
    const { relay, transfers } = await startFlexpay();
    await until("the first look", () => transfers.count("pending") === 1);
    const reference = transfers.send("thank you", FULL);
    for (let minute = 0; minute < 5; minute += 1) await pass(relay, 60);
    await transferEnds(transfers, reference);
    expect(transfers.reasons).toEqual(["No open order has this code."]);
    expect(transfers.count("pending")).toBe(2);
  });

  it("is found by the shopper's check", async () => {
    const { relay, transfers, order, attemptId, code } = await startWaiting();
    transfers.send(`  ${code.toLowerCase()} `, FULL);
    const answer = await onAttempt(relay, order, attemptId, "check");
    expect(answer.status).toBe(200);
    await untilPaid(relay, order);
  });

  it("has its check turned down where it can't be taken", async () => {
    const { relay, transfers, order, attemptId, code } = await startWaiting();
    await pass(relay, 6);
    await pass(relay, 4);
    const reference = transfers.send(code, 100);
    const answer = await onAttempt(relay, order, attemptId, "check");
    expect(answer.status).toBe(200);
    await pass(relay, 5);
    await transferEnds(transfers, reference);
    expect(transfers.reasons).toEqual(["The amount must be KES 2,500.00."]);
  });

  it("is looked for again when the provider did not answer", async () => {
    const { relay, transfers, order, code } = await startWaiting();
    transfers.send(code, FULL);
    transfers.nextFault = (call) => (call === "pending" ? "lost" : undefined);
    await pass(relay, 31);
    expect((await relay.read(order)).status).toBe("pending");
    transfers.nextFault = () => undefined;
    await pass(relay, 31);
    await untilPaid(relay, order);
  });

  it("waits as long as the provider's Retry-After says", async () => {
    const { relay, transfers } = await startFlexpay();
    await until("the first look", () => transfers.count("pending") === 1);
    transfers.nextFault = () => "busy";
    await pass(relay, 300);
    const before = transfers.count("pending");
    await pass(relay, 59);
    expect(transfers.count("pending")).toBe(before);
  });
});

describe("a transfer that is no open order's payment", () => {
  it.each([
    ["no narration", null, "No open order has this code."],
    ["an unknown code", "AAAAAAAAAA", "No open order has this code."],
  ])("is turned down: %s", async (_what, narration, reason) => {
    const { relay, transfers, webhook, order } = await startWaiting();
    const reference = transfers.send(narration, FULL);
    await webhook(`TRANSACTION_INITIATED ${reference}`);
    await transferEnds(transfers, reference);
    expect(transfers.reasons).toEqual([reason]);
    expect(transfers.moved).toEqual([]);
    expect(await relay.read(order)).toMatchObject({
      status: "pending",
      flags: NO_FLAGS,
      attempt: { status: "awaiting_payer" },
    });
  });

  it("is turned down when it names two orders", async () => {
    const { transfers, webhook, open } = await startFlexpay();
    const [a, b] = [await open(), await open()];
    const reference = transfers.send(`${a.code} ${b.code}`, FULL);
    await webhook(`X ${reference}`);
    await transferEnds(transfers, reference);
    expect(transfers.reasons).toEqual([
      "The narration names more than one order.",
    ]);
  });

  it("is turned down when the order is paid, or given up", async () => {
    const { relay, transfers, webhook, open, order, code } =
      await startWaiting();
    const first = transfers.send(code, FULL);
    await webhook(`X ${first}`);
    await untilPaid(relay, order);
    const second = transfers.send(code, FULL);
    await webhook(`X ${second}`);
    await transferEnds(transfers, second);

    const gone = await open();
    await onAttempt(relay, gone.order, gone.attemptId, "cancel");
    expect((await relay.read(gone.order)).attempt?.status).toBe("cancelled");
    const third = transfers.send(gone.code, FULL);
    await webhook(`X ${third}`);
    await transferEnds(transfers, third);

    expect(transfers.reasons).toEqual([
      "This order is already paid.",
      "No open order has this code.",
    ]);
    expect(transfers.moved).toEqual([first]);
    expect((await relay.read(order)).flags).toEqual(NO_FLAGS);
  });

  it("is not ours to touch when it went to another tag", async () => {
    const { relay, transfers, webhook, code } = await startWaiting();
    const other = { receiverTag: "payroll@duka" };
    const reference = transfers.send(code, FULL, other);
    await webhook(`X ${reference}`);
    await until("the query", () => transfers.count("find", reference) === 1);
    for (let minute = 0; minute < 10; minute += 1) await pass(relay, 60);
    expect(transfers.statusOf(reference)).toBe("awaiting_acceptance");
    expect(transfers.count("find", reference)).toBe(1);
  });

  it("is left to a person where the merchant wishes so, and not looked at again and again", async () => {
    const { relay, transfers, webhook, code } = await startWaiting({}, "leave");
    const expiresAt = relay.clock.now() + 3_600_000;
    const reference = transfers.send(code, 1, { expiresAt });
    await webhook(`X ${reference}`);
    await until("the query", () => transfers.count("find", reference) === 1);
    for (let minute = 0; minute < 50; minute += 1) await pass(relay, 60);
    expect(transfers.statusOf(reference)).toBe("awaiting_acceptance");
    expect(transfers.count("find", reference)).toBe(1);
    expect(relay.logged().match(/doesn't match an open order/g)).toHaveLength(
      1,
    );
    transfers.become(reference, "expired");
    for (let minute = 0; minute < 15; minute += 1) await pass(relay, 60);
    expect(transfers.count("find", reference)).toBe(2);
    for (let minute = 0; minute < 60; minute += 1) await pass(relay, 60);
    expect(transfers.count("find", reference)).toBe(2);
  });
});
