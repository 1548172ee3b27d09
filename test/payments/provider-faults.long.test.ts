/** A network to the provider that fails while money moves: nothing is paid twice, and all agree when it is well again. */
import { describe, expect, it } from "vitest";
import {
  FAULTS,
  STORMS,
} from "../../packages/relay/test/support/fault-proxy.ts";
import type { Fault } from "../../packages/relay/test/support/fault-proxy.ts";
import { startBehindProxy } from "../support/behind-proxy.ts";
import type { Site } from "../support/behind-proxy.ts";
import { paidBy, payUntilPaid } from "../support/money-under-way.ts";
import { askForRefund, refundIn } from "../support/refunds.ts";
import { attemptsOf } from "../support/sandbox-control.ts";
import { payoutsTo } from "../support/sandbox-payouts.ts";
import { openOrder } from "../support/shopper.ts";
import { until } from "../support/until.ts";

async function endure({ proxy, stack }: Site, fault: Fault, nth: number) {
  const phoneOf = (call: number, end: string): string =>
    `2547${nth}${call}0000${end}`;
  const during = async <T>(work: () => Promise<T>): Promise<T> => {
    proxy.fault = fault;
    const done = await work();
    proxy.fault = null;
    return done;
  };
  // The first call gets a token, the second one has it.
  const created: number[] = [];
  for (const call of [1, 2]) {
    const phone = phoneOf(call, "01");
    const shopper = await openOrder(stack);
    const attempt = await during(() => shopper.pay("mpesa", phone));
    const known = await attemptsOf(stack, phone);
    if (attempt.status === "failed")
      expect([fault, known]).toEqual([fault, []]);
    await payUntilPaid(shopper, phone);
    created.push(await paidBy(stack, phone));
  }

  const silent = phoneOf(3, "06");
  const shopper = await openOrder(stack);
  const { id } = await shopper.pay("mpesa", silent);
  await until("it is paid", async () => (await paidBy(stack, silent)) === 1);
  await during(() => shopper.check(id));
  const doubted = await shopper.read();
  await payUntilPaid(shopper, silent);

  const order = { id: shopper.orderId };
  const asked = refundIn(await during(() => askForRefund(stack, order)));
  const sent = await payoutsTo(stack, silent);
  return {
    created,
    queried: await paidBy(stack, silent),
    neverFailed: doubted.status === "pending" || doubted.status === "paid",
    refunds: sent.length <= 1,
    refundIsHonest: asked.status !== "failed" || sent.length === 0,
  };
}

describe("a network to the provider that fails", () => {
  it("doubles no money, and all agree when it is well", async () => {
    const faults = [...FAULTS, ...STORMS];
    const sites: Site[] = [];
    for (let i = 0; i < faults.length; i += 1)
      sites.push(await startBehindProxy());
    // Side by side: most of the time is spent waiting.
    const ends = await Promise.all(
      faults.map(async (fault, i) => {
        const site = sites[i];
        return site && ([fault, await endure(site, fault, i)] as const);
      }),
    );
    const expected = {
      ...{ created: [1, 1], queried: 1, neverFailed: true },
      ...{ refunds: true, refundIsHonest: true },
    };
    expect(ends).toEqual(faults.map((fault) => [fault, expected]));
  }, 300_000);
});
