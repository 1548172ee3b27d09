import { describe, expect, it } from "vitest";
import { PAYBILL } from "../support/relay-environment.ts";
import { payByHand } from "../support/sandbox-control.ts";
import { openOrder } from "../support/shopper.ts";
import type { Shopper } from "../support/shopper.ts";
import { useStack } from "../support/stack.ts";

/** Three shirts, in shillings. */
const PRICE = 7_000;
const NO_FLAGS = { late: false, overpaid: false, review: false };

describe("pay bill by hand, relay and sandbox", () => {
  const stack = useStack();

  /** A new order with its account number. */
  const begin = async (): Promise<{ shopper: Shopper; account: string }> => {
    const shopper = await openOrder(stack);
    return { shopper, account: await chooseToPayBill(shopper) };
  };

  it("is paid when the exact amount comes, with the phone's receipt", async () => {
    const { shopper, account } = await begin();
    const { receipt } = await payByHand(stack, { account, amount: PRICE });
    expect(await shopper.seesPaid()).toMatchObject({
      flags: NO_FLAGS,
      outcome: { method: "paybill", receipt, late: false },
    });
  });
});

async function chooseToPayBill(shopper: Shopper): Promise<string> {
  const { action } = await shopper.pay("paybill");
  if (action?.type !== "paybill") throw new Error("no account is shown");
  expect(action.shortCode).toBe(PAYBILL);
  return action.account;
}
