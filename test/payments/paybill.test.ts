import {
  afterAll,
  beforeAll,
  describe,
  expect,
  it,
  onTestFinished,
  vi,
} from "vitest";
import { PAYBILL } from "../support/relay-environment.ts";
import { payByHand } from "../support/sandbox-control.ts";
import { openMerchantOrder, openOrder } from "../support/shopper.ts";
import type { Shopper } from "../support/shopper.ts";
import { startStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";

/** Three shirts, in shillings. */
const PRICE = 7_000;
const NO_FLAGS = { late: false, overpaid: false, review: false };

const isPaid = ({ status }: { readonly status: string }): boolean =>
  status === "paid";

describe("pay bill by hand, relay and sandbox", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack.close());

  /** A new order with its account number. */
  const begin = async (): Promise<{ shopper: Shopper; account: string }> => {
    const shopper = await openOrder(stack);
    return { shopper, account: await chooseToPayBill(shopper) };
  };

  it("is paid when the exact amount comes, with the phone's receipt", async () => {
    const { shopper, account } = await begin();
    const { receipt } = await payByHand(stack, { account, amount: PRICE });
    expect(await shopper.sees("paid", isPaid)).toMatchObject({
      flags: NO_FLAGS,
      outcome: { method: "paybill", receipt, late: false },
    });
  });

  it("is paid late by a payment after the order's end", async () => {
    const shopper = await openMerchantOrder(
      stack,
      { value: 100_000, currency: "KES" },
      { expiresInSeconds: 60 },
    );
    const account = await chooseToPayBill(shopper);
    // The relay was down while the order came to its end.
    const now = Date.now.bind(Date);
    const clock = vi
      .spyOn(Date, "now")
      .mockImplementation(() => now() + 180_000);
    onTestFinished(() => {
      clock.mockRestore();
    });
    await stack.restart();
    await shopper.sees("expired", ({ status }) => status === "expired");
    await payByHand(stack, { account, amount: 1_000 });
    expect(await shopper.sees("paid", isPaid)).toMatchObject({
      flags: { ...NO_FLAGS, late: true },
      outcome: { status: "paid", late: true },
    });
  });
});

async function chooseToPayBill(shopper: Shopper): Promise<string> {
  const { action } = await shopper.pay("paybill");
  if (action?.type !== "paybill") throw new Error("no account is shown");
  expect(action.shortCode).toBe(PAYBILL);
  return action.account;
}
