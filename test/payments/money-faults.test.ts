/** The same network as in provider-faults.long.test.ts, while FlexPay's transfers are settled and payouts are followed. */
import { describe, expect, it } from "vitest";
import {
  FAULTS,
  STORMS,
} from "../../packages/relay/test/support/fault-proxy.ts";
import type { Fault } from "../../packages/relay/test/support/fault-proxy.ts";
import { startBehindProxy } from "../support/behind-proxy.ts";
import type { Site } from "../support/behind-proxy.ts";
import {
  PAYOUT_AGREES,
  TRANSFER_PAID,
  lookUp,
  payoutTo,
  reject,
  rejectedTransfer,
  transferTo,
} from "../support/money-under-way.ts";

/** Longer than the time-outs of calls, so that they meet the fault. */
const FAULT_MS = 1_500;
/** A payout can be rejected for as long as the fault lasts. */
const SLOW_PAYOUTS = { payoutMs: 3_000 };

async function endure(
  { proxy, stack }: Site,
  fault: Fault,
  nth: number,
): Promise<readonly unknown[]> {
  const courses = await Promise.all([
    transferTo(stack, FAULT_MS),
    rejectedTransfer(stack),
    payoutTo(stack, `2547${nth}1000001`, lookUp),
    payoutTo(stack, `2547${nth}2000001`, reject),
  ]);
  proxy.fault = fault;
  await Promise.all(courses.map((course) => course.during()));
  proxy.fault = null;
  return Promise.all(courses.map((course) => course.after()));
}

describe("a network to the provider that fails while a transfer or a payout is under way", () => {
  it("loses and doubles nothing, and what became of it is found by a query", async () => {
    const faults = [...FAULTS, ...STORMS];
    const sites = await Promise.all(
      faults.map(() => startBehindProxy({ sandbox: SLOW_PAYOUTS })),
    );
    // Side by side: most of the time is spent waiting.
    const ends = await Promise.all(
      sites.map(async (site, nth) => {
        const fault = faults[nth] ?? "reset";
        return [fault, ...(await endure(site, fault, nth))];
      }),
    );
    expect(ends).toEqual(
      faults.map((fault) => [
        ...[fault, TRANSFER_PAID, "REJECTED", PAYOUT_AGREES, PAYOUT_AGREES],
      ]),
    );
  }, 240_000);
});
