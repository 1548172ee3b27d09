/** The same network as in provider-faults.test.ts, while FlexPay's transfers are settled and payouts are followed. */
import { describe, expect, it, onTestFinished } from "vitest";
import {
  FAULTS,
  STORMS,
  startFaultProxy,
} from "../../packages/relay/test/support/fault-proxy.ts";
import type { Fault } from "../../packages/relay/test/support/fault-proxy.ts";
import { callAsMerchant } from "../support/merchant-call.ts";
import { paidOrder } from "../support/paid-order.ts";
import { askForRefund, refundIn } from "../support/refunds.ts";
import { readTransfer, sendTransfer } from "../support/sandbox-control.ts";
import { payoutsTo } from "../support/sandbox-payouts.ts";
import { openMerchantOrder } from "../support/shopper.ts";
import { startStack } from "../support/stack.ts";
import { until } from "../support/until.ts";

const PATIENCE_MS = 90_000;
/** Longer than the time-outs below, so that the calls meet the fault. */
const FAULT_MS = 1_500;
const ENDED = ["paid", "failed", "rejected"];

async function startBehindProxy() {
  const proxy = await startFaultProxy();
  onTestFinished(() => proxy.close());
  const url = `http://127.0.0.1:${proxy.port}`;
  const stack = await startStack({
    // A payout can be rejected for as long as the fault lasts.
    sandbox: { payoutMs: 3_000 },
    env: {
      ALMARA_API_URL: url,
      ALMARA_TOKEN_URL: `${url}/connect/token`,
      ALMARA_TIMEOUT_SECONDS: "1",
      FLEXPAY_API_URL: `${url}/flexpay`,
      FLEXPAY_TIMEOUT_SECONDS: "1",
    },
  });
  onTestFinished(() => stack.close());
  proxy.target = Number(new URL(stack.sandboxUrl).port);
  return { proxy, stack };
}

type Site = Awaited<ReturnType<typeof startBehindProxy>>;

const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));

/** What goes on while the network fails, and what came of it once it is well again. */
interface Course {
  readonly during: () => Promise<unknown>;
  readonly after: () => Promise<unknown>;
}

/** A transfer arrives, and is read and accepted, or is not. */
async function transferTo({ stack }: Site): Promise<Course> {
  const price = { value: 150_000, currency: "NGN" };
  const shopper = await openMerchantOrder(stack, price);
  const { id, action } = await shopper.pay("flexpay");
  if (action?.type !== "tag") throw new Error("no tag is shown");
  const { narration } = action;
  let reference = "";
  let seen = "";
  return {
    async during() {
      const transfer = { amount: "1500.00", narration };
      ({ reference } = await sendTransfer(stack, transfer));
      await Promise.all([shopper.check(id), wait(FAULT_MS)]);
      seen = (await shopper.read()).status;
    },
    async after() {
      const { flags, outcome } = await until(
        "the transfer has paid",
        async () => {
          await shopper.check(id);
          await wait(250);
          const order = await shopper.read();
          return order.status === "paid" && order;
        },
        PATIENCE_MS,
      );
      return {
        neverFailed: ["pending", "paid"].includes(seen),
        isIts: outcome?.receipt === reference,
        flags,
        there: (await readTransfer(stack, reference)).status,
      };
    },
  };
}

/** A payout is asked about, or called back. */
async function payoutTo(
  { stack }: Site,
  phone: string,
  call: (to: string) => Promise<unknown>,
): Promise<Course> {
  const order = await paidOrder(stack, phone);
  const { id } = refundIn(await askForRefund(stack, order));
  const read = async () => {
    const to = `/orders/${order.id}/refunds/${id}`;
    return refundIn(await callAsMerchant(stack, "GET", to)).status;
  };
  let seen = "";
  return {
    async during() {
      await call(`/payouts/${id}`);
      seen = await read();
    },
    async after() {
      const status = await until(
        "the refund has ended",
        async () => {
          // A merchant would try again; it makes the relay look at once.
          await call(`/payouts/${id}`);
          await wait(250);
          const now = await read();
          return ENDED.includes(now) && now;
        },
        PATIENCE_MS,
      );
      const sent = await payoutsTo(stack, phone);
      return {
        neverFailed: seen !== "failed" && status !== "failed",
        times: sent.length,
        agrees: sent[0]?.lines[0]?.state === status,
      };
    },
  };
}

async function endure(
  site: Site,
  fault: Fault,
  nth: number,
): Promise<readonly unknown[]> {
  const { proxy, stack } = site;
  const courses = await Promise.all([
    transferTo(site),
    payoutTo(site, `2547${nth}1000001`, (to) =>
      callAsMerchant(stack, "GET", to),
    ),
    payoutTo(site, `2547${nth}2000001`, (to) =>
      callAsMerchant(stack, "POST", `${to}/reject`, { body: {} }),
    ),
  ]);
  proxy.fault = fault;
  await Promise.all(courses.map(({ during }) => during()));
  proxy.fault = null;
  return Promise.all(courses.map(({ after }) => after()));
}

describe("a network to the provider that fails while a transfer or a payout is under way", () => {
  it("loses and doubles nothing, and what became of it is found by a query", async () => {
    const faults = [...FAULTS, ...STORMS];
    const sites = await Promise.all(faults.map(() => startBehindProxy()));
    // Side by side: most of the time is spent waiting.
    const ends = await Promise.all(
      sites.map(async (site, nth) => {
        const fault = faults[nth] ?? "reset";
        return [fault, ...(await endure(site, fault, nth))];
      }),
    );
    const transfer = {
      ...{ neverFailed: true, isIts: true, there: "COMPLETED" },
      flags: { late: false, overpaid: false, review: false },
    };
    const payout = { neverFailed: true, times: 1, agrees: true };
    expect(ends).toEqual(
      faults.map((fault) => [fault, transfer, payout, payout]),
    );
  }, 240_000);
});
