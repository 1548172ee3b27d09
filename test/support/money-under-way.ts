/** Money that moves while the network to the provider fails: what is asked for then, and what came of it afterwards. */
import { callAsMerchant } from "./merchant-call.ts";
import { paidOrder } from "./paid-order.ts";
import { askForRefund, refundIn } from "./refunds.ts";
import { attemptsOf, readTransfer, sendTransfer } from "./sandbox-control.ts";
import { payoutsTo } from "./sandbox-payouts.ts";
import { openMerchantOrder, openOrder } from "./shopper.ts";
import type { Shopper } from "./shopper.ts";
import type { Stack } from "./stack.ts";
import { until } from "./until.ts";

/** Longer than prompts, retries and leases take once the network is well again. */
const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 250;
const ENDED = ["paid", "failed", "rejected"];

export interface Course {
  /** While the network fails; begins what it asks about, if that is not under way. */
  during(): Promise<unknown>;
  /** Once it is well: waits for the end. */
  after(): Promise<unknown>;
}

export const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));

const becomes = <T>(what: string, look: () => Promise<T | false>): Promise<T> =>
  until(
    what,
    async () => {
      await wait(LOOK_EVERY_MS);
      return look();
    },
    PATIENCE_MS,
  );

/** Checks, and tries again where an attempt failed, until the order is paid. */
export const payUntilPaid = (shopper: Shopper, phone: string): Promise<true> =>
  becomes(`${phone} has paid`, async () => {
    const { status, attempt } = await shopper.read();
    if (status === "paid") return true;
    if (status === "open") await shopper.pay("mpesa", phone);
    else if (attempt !== null) await shopper.check(attempt.id);
    return false;
  });

/** How often this phone has paid, as the provider has it. */
export const paidBy = async (stack: Stack, phone: string): Promise<number> =>
  (await attemptsOf(stack, phone)).filter(({ state }) => state === "paid")
    .length;

export const PROMPT_PAID = { status: "paid", times: 1 };

/** A prompt to a phone that pays. */
export async function promptTo(stack: Stack, phone: string): Promise<Course> {
  const shopper = await openOrder(stack);
  return {
    during: () => shopper.pay("mpesa", phone),
    async after() {
      await payUntilPaid(shopper, phone);
      const { status } = await shopper.read();
      return { status, times: await paidBy(stack, phone) };
    },
  };
}

export const PROMPT_REFUSED = { status: "open", times: 0 };

/** A prompt to a phone that does not pay. */
export async function refusedPromptTo(
  stack: Stack,
  phone: string,
): Promise<Course> {
  const shopper = await openOrder(stack);
  return {
    during: () => shopper.pay("mpesa", phone),
    async after() {
      const status = await becomes("the attempt has ended", async () => {
        const order = await shopper.read();
        if (order.attempt) await shopper.check(order.attempt.id);
        return order.status !== "pending" && order.status;
      });
      return { status, times: await paidBy(stack, phone) };
    },
  };
}

const NAIRA_1500 = { amount: "1500.00" };

export const TRANSFER_PAID = {
  ...{ neverFailed: true, isIts: true, there: "COMPLETED" },
  flags: { late: false, overpaid: false, review: false },
};

/** A transfer that pays an order arrives, and is read and accepted, or is not. Lasts `lastsMs`, so that calls meet the fault. */
export async function transferTo(
  stack: Stack,
  lastsMs: number,
): Promise<Course> {
  const price = { value: 150_000, currency: "NGN" };
  const shopper = await openMerchantOrder(stack, price);
  const { id, action } = await shopper.pay("flexpay");
  if (action?.type !== "tag") throw new Error("no tag is shown");
  const { narration } = action;
  let reference = "";
  let seen = "";
  return {
    async during() {
      ({ reference } = await sendTransfer(stack, { ...NAIRA_1500, narration }));
      await Promise.all([shopper.check(id), wait(lastsMs)]);
      seen = (await shopper.read()).status;
    },
    async after() {
      const { flags, outcome } = await becomes(
        "the transfer has paid",
        async () => {
          await shopper.check(id);
          const order = await shopper.read();
          return order.status === "paid" && order;
        },
      );
      return {
        neverFailed: ["pending", "paid"].includes(seen),
        isIts: outcome?.receipt === reference,
        there: (await readTransfer(stack, reference)).status,
        flags,
      };
    },
  };
}

/** A transfer that belongs to no order is rejected by the merchant, who asks again until it is. */
export async function rejectedTransfer(stack: Stack): Promise<Course> {
  const narration = "Sent by mistake";
  const { reference } = await sendTransfer(stack, { ...NAIRA_1500, narration });
  const rejectIt = () =>
    callAsMerchant(stack, "POST", `/transfers/${reference}/reject`, {
      body: { reason: "Belongs to no order" },
    });
  return {
    during: rejectIt,
    async after() {
      return becomes("the transfer is decided", async () => {
        // Without it, the relay itself asks again after a minute.
        await rejectIt();
        const { status } = await readTransfer(stack, reference);
        return status !== "AWAITING_ACCEPTANCE" && status;
      });
    },
  };
}

export const PAYOUT_AGREES = { neverFailed: true, times: 1, agrees: true };

/** What the merchant does with a refund while it is being paid out. */
export type PayoutCall = (stack: Stack, to: string) => Promise<unknown>;

export const lookUp: PayoutCall = (stack, to) =>
  callAsMerchant(stack, "GET", to);

export const reject: PayoutCall = (stack, to) =>
  callAsMerchant(stack, "POST", `${to}/reject`, { body: {} });

/** A refund to `phone` is under way, and is asked about or called back. */
export async function payoutTo(
  stack: Stack,
  phone: string,
  call: PayoutCall,
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
      await call(stack, `/payouts/${id}`);
      seen = await read();
    },
    async after() {
      const status = await becomes("the refund has ended", async () => {
        // A merchant would try again; it makes the relay look at once.
        await call(stack, `/payouts/${id}`);
        const now = await read();
        return ENDED.includes(now) && now;
      });
      const sent = await payoutsTo(stack, phone);
      return {
        neverFailed: seen !== "failed" && status !== "failed",
        times: sent.length,
        agrees: sent[0]?.lines[0]?.state === status,
      };
    },
  };
}
