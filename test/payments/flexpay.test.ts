import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { TAG } from "../support/relay-environment.ts";
import { readTransfer, sendTransfer } from "../support/sandbox-control.ts";
import { openMerchantOrder } from "../support/shopper.ts";
import type { Shopper } from "../support/shopper.ts";
import { startOwnStack, useStack } from "../support/stack.ts";
import type { Stack, StackOptions } from "../support/stack.ts";
import { until } from "../support/until.ts";

const AMOUNT = "1500.00";
const MINOR_UNITS = 150_000;
const NO_FLAGS = { late: false, overpaid: false, review: false };

interface Waiting {
  readonly shopper: Shopper;
  readonly attemptId: string;
  /** What the payer writes into the narration. */
  readonly narration: string;
}

async function chooseFlexpay(stack: Stack): Promise<Waiting> {
  const price = { value: MINOR_UNITS, currency: "NGN" };
  const shopper = await openMerchantOrder(stack, price);
  const { id, action } = await shopper.pay("flexpay");
  if (action?.type !== "tag") throw new Error("no tag is shown");
  expect(action.tag).toBe(TAG);
  return { shopper, attemptId: id, narration: action.narration };
}

/** Whether the relay could read a webhook about it; else it would be found by the poll, only later. */
const wasToldOf = (stack: Stack, reference: string): boolean =>
  stack
    .logged()
    .split("\n")
    .some(
      (line) =>
        line.includes("a webhook about a transfer") && line.includes(reference),
    );

describe("FlexPay, relay and sandbox", () => {
  const stack = useStack();

  it("is taken and paid when the webhook comes, with the transfer's reference", async () => {
    const { shopper, narration } = await chooseFlexpay(stack);
    const { reference } = await sendTransfer(stack, {
      amount: AMOUNT,
      narration,
    });
    expect(await shopper.seesPaid()).toMatchObject({
      flags: NO_FLAGS,
      outcome: { method: "flexpay", receipt: reference, late: false },
    });
    expect((await readTransfer(stack, reference)).status).toBe("COMPLETED");
    await until("the webhook was read", () => wasToldOf(stack, reference));
  });

  it("is found by a look at what waits when the webhook is forged", async () => {
    const { shopper, attemptId, narration } = await chooseFlexpay(stack);
    const sent = { amount: AMOUNT, narration, webhook: "forged" };
    const { reference } = await sendTransfer(stack, sent);
    await until("the webhook was tried", async () =>
      (await readTransfer(stack, reference)).webhooks.every(
        ({ status }) => status === "FAILED",
      ),
    );
    expect(wasToldOf(stack, reference)).toBe(false);
    await until("a check", () => shopper.check(attemptId));
    await shopper.seesPaid();
  });
});

describe("FlexPay with other settings", () => {
  it("opens encrypted webhooks", async () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const { kty, crv, x, y, d } = privateKey.export({ format: "jwk" });
    const options = {
      sandbox: { flexpayEncryptTo: { kty, crv, x, y } },
      env: { FLEXPAY_PRIVATE_KEY: JSON.stringify({ kty, crv, x, y, d }) },
    } as StackOptions;
    const stack = await startOwnStack(options);
    const { shopper, narration } = await chooseFlexpay(stack);
    const sent = { amount: AMOUNT, narration };
    const { reference } = await sendTransfer(stack, sent);
    await shopper.seesPaid();
    await until("the webhook was read", () => wasToldOf(stack, reference));
  });

  it("is found paid by a relay that was down when the webhook came", async () => {
    const stack = await startOwnStack();
    const { shopper, narration } = await chooseFlexpay(stack);
    await sendTransfer(stack, { amount: AMOUNT, narration, webhook: "none" });
    await stack.restart();
    await shopper.seesPaid();
  });
});
