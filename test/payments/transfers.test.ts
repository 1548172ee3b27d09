import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callAsMerchant, problemOf } from "../support/merchant-call.ts";
import { TAG } from "../support/relay-environment.ts";
import {
  letFail,
  readTransfer,
  sendTransfer,
  transferBecomes,
} from "../support/sandbox-control.ts";
import { openMerchantOrder } from "../support/shopper.ts";
import type { Shopper } from "../support/shopper.ts";
import { startStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";

/** Nothing is decided by the relay itself: neither told of a transfer nor, a moment after its start, looking for any. */
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ env: { FLEXPAY_UNMATCHED: "leave" } });
});
afterAll(() => stack.close());

const AMOUNT = "1500.00";
const NGN_1500 = { value: 150_000, currency: "NGN" };

const pending = () => callAsMerchant(stack, "GET", "/transfers/pending");
const show = (reference: string) =>
  callAsMerchant(stack, "GET", `/transfers/${reference}`);
const accept = (reference: string) =>
  callAsMerchant(stack, "POST", `/transfers/${reference}/accept`);
const reject = (reference: string, reason: unknown) =>
  callAsMerchant(stack, "POST", `/transfers/${reference}/reject`, {
    body: { reason },
  });

/** A transfer that the relay is not told of. */
const send = (more: object = {}) =>
  sendTransfer(stack, { amount: AMOUNT, webhook: "none", ...more });

async function chooseFlexpay(): Promise<{
  readonly shopper: Shopper;
  readonly narration: string;
}> {
  const shopper = await openMerchantOrder(stack, NGN_1500);
  const { action } = await shopper.pay("flexpay");
  if (action?.type !== "tag") throw new Error("no tag is shown");
  return { shopper, narration: action.narration };
}

describe("transfers that wait", () => {
  it("are listed, newest last, with the amount as the provider wrote it", async () => {
    const first = await send({ narration: "for the shirts" });
    const second = await send({ amount: "0.1234", narration: null });
    const { status, json } = await pending();
    expect(status).toBe(200);
    const { transfers } = json as { transfers: { reference: string }[] };
    const ours = transfers.filter(({ reference }) =>
      [first.reference, second.reference].includes(reference),
    );
    expect(ours).toMatchObject([
      {
        reference: first.reference,
        status: "awaiting_acceptance",
        senderTag: "ada@pesawallet",
        receiverTag: TAG,
        amount: NGN_1500,
        narration: "for the shirts",
        rejectionReason: null,
      },
      // No whole kobo: shown, and no amount that could be compared.
      { reference: second.reference, amount: null, currency: "NGN" },
    ]);
    for (const { reference } of ours) await reject(reference, "a test");
  });

  it("are shown one by one, with how the provider's webhooks fared", async () => {
    const { reference } = await sendTransfer(stack, {
      amount: AMOUNT,
      webhook: "forged",
    });
    await transferBecomes(stack, reference, "AWAITING_ACCEPTANCE");
    expect((await show(reference)).json).toMatchObject({
      transfer: { reference, amount: NGN_1500 },
      notices: [{ eventType: "TRANSACTION_INITIATED" }],
    });
  });
});

describe("a transfer taken by hand", () => {
  it("pays the order whose narration it has", async () => {
    const { shopper, narration } = await chooseFlexpay();
    const { reference } = await send({ narration });
    const answer = await accept(reference);
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      transfer: { reference, status: "completed", amount: NGN_1500 },
    });
    expect(
      await shopper.sees("paid", ({ status }) => status === "paid"),
    ).toMatchObject({
      flags: { late: false, overpaid: false, review: false },
      outcome: { method: "flexpay", receipt: reference },
    });
  });

  it("is of unknown outcome when the answer is lost, and moves once", async () => {
    const { reference } = await send();
    await letFail(stack, { call: "flexpay_accept", body: "none" });
    expect(problemOf(stack, await accept(reference))).toEqual([
      502,
      "provider_outcome_unknown",
    ]);
    expect((await readTransfer(stack, reference)).status).toBe("COMPLETED");
    expect(problemOf(stack, await accept(reference))).toEqual([
      409,
      "provider_conflict",
    ]);
  });
});

describe("a transfer sent back by hand", () => {
  it("tells the payer why", async () => {
    const { reference } = await send();
    const reason = "Please send it to till@dukaapp.";
    const answer = await reject(reference, reason);
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      transfer: { reference, status: "rejected", rejectionReason: reason },
    });
    expect(await readTransfer(stack, reference)).toMatchObject({
      status: "REJECTED",
      rejectionReason: reason,
    });
  });
});
