import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import type { PayoutLine } from "../../../src/almara/payouts/payout.ts";
import { Payouts } from "../../../src/almara/payouts/payouts.ts";

const ID = "order";

function createLine(phone: string, index: number): PayoutLine {
  return {
    id: `line-${index}`,
    remitter: {},
    recipient: {},
    transaction: {},
    remitterName: "Duka",
    recipientName: "Jane",
    phone,
    operator: "mpesa",
    amountCents: 10_000,
    trackingNumber: "Y4IK8K3N",
    state: "queued",
    receipt: null,
    decidedAt: null,
  };
}

/** One order, a line for each phone; it ends after a second. */
function accept(...phones: string[]): Payouts {
  const payouts = new Payouts({ payoutMs: 1_000, log: () => undefined });
  payouts.accept({
    id: "id",
    originatorConversationId: ID,
    conversationId: "conversation",
    remarks: "",
    createdAt: new Date(),
    lines: phones.map(createLine),
  });
  return payouts;
}

const statesOf = ({ records }: Payouts) =>
  records.get(ID)?.lines.map(({ state }) => state);

describe("Payouts", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
  });

  it("queues a line, lets it be pending, and ends it as its phone says", () => {
    const endings = ["00", "01", "02", "03", "05", "78"];
    const payouts = accept(...endings.map((ending) => `2547123456${ending}`));
    expect(new Set(statesOf(payouts))).toEqual(new Set(["queued"]));
    vi.advanceTimersByTime(499);
    expect(new Set(statesOf(payouts))).toEqual(new Set(["queued"]));
    vi.advanceTimersByTime(1);
    expect(new Set(statesOf(payouts))).toEqual(new Set(["pending"]));
    vi.advanceTimersByTime(500);
    expect(statesOf(payouts)).toEqual([
      "pending",
      "paid",
      "insufficient_funds",
      "declined",
      "timed_out",
      "paid",
    ]);
    for (const { state, receipt } of payouts.records.get(ID)?.lines ?? [])
      expect(receipt !== null).toBe(state === "paid");
    vi.advanceTimersByTime(3_600_000);
    expect(statesOf(payouts)?.[0]).toBe("pending");
  });

  it.each([0, 500])("never pays what was rejected after %i ms", (afterMs) => {
    const payouts = accept("254712345601");
    vi.advanceTimersByTime(afterMs);
    expect(payouts.reject(ID)).toEqual([true]);
    vi.advanceTimersByTime(10_000);
    expect(statesOf(payouts)).toEqual(["rejected"]);
    expect(payouts.reject(ID)).toEqual([false]);
  });

  it.each([0, 500])("keeps what is held after %i ms pending", (afterMs) => {
    const payouts = accept("254712345601", "254712345601");
    vi.advanceTimersByTime(afterMs);
    expect(payouts.decide(ID, "pending")).toBe("decided");
    vi.advanceTimersByTime(10_000);
    expect(statesOf(payouts)).toEqual(["pending", "pending"]);
  });

  it("lets nothing happen after a reset or a close", () => {
    const payouts = accept("254712345601");
    payouts.reset();
    expect(statesOf(payouts)).toBeUndefined();
    vi.advanceTimersByTime(10_000);
    expect(statesOf(payouts)).toBeUndefined();
    const closed = accept("254712345601");
    closed.close();
    vi.advanceTimersByTime(10_000);
    expect(statesOf(closed)).toEqual(["queued"]);
  });
});
