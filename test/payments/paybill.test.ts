import {
  afterAll,
  beforeAll,
  describe,
  expect,
  it,
  onTestFinished,
  vi,
} from "vitest";
import { askAsMerchant } from "../support/merchant.ts";
import { PAYBILL } from "../support/relay-environment.ts";
import { payByHand } from "../support/sandbox-control.ts";
import { openMerchantOrder, openOrder } from "../support/shopper.ts";
import type { Shopper } from "../support/shopper.ts";
import { startStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";

/** Three shirts, in shillings. */
const PRICE = 7_000;
const NO_FLAGS = { late: false, overpaid: false, review: false };

interface Unmatched {
  readonly id: string;
  readonly account: string | null;
  readonly amount: object | null;
}

const isPaid = ({ status }: { readonly status: string }): boolean =>
  status === "paid";

describe("pay bill by hand, relay and sandbox", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack.close());

  const unmatched = async (): Promise<readonly Unmatched[]> => {
    const list = await askAsMerchant<{ unmatchedPayments: Unmatched[] }>(
      stack,
      "/unmatched-payments",
    );
    return list.unmatchedPayments;
  };

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

  it("is paid however the account was typed", async () => {
    const { shopper, account } = await begin();
    const typed = `${account.slice(0, 4)} ${account.slice(4)}.`.toLowerCase();
    await payByHand(stack, { account: typed, amount: PRICE });
    await shopper.sees("paid", isPaid);
  });

  it("asks for the merchant when a part comes, and is paid with the rest", async () => {
    const { shopper, account } = await begin();
    await payByHand(stack, { account, amount: PRICE - 100 });
    expect(await shopper.read()).toMatchObject({
      status: "pending",
      flags: { ...NO_FLAGS, review: true },
    });
    const { receipt } = await payByHand(stack, { account, amount: 100 });
    expect(await shopper.sees("paid", isPaid)).toMatchObject({
      flags: NO_FLAGS,
      outcome: { receipt },
    });
  });

  it("is paid and flagged when too much comes, also in two payments", async () => {
    for (const amounts of [[PRICE + 1], [PRICE, PRICE]]) {
      const { shopper, account } = await begin();
      for (const amount of amounts) await payByHand(stack, { account, amount });
      const order = await shopper.sees("paid", isPaid);
      expect(order.flags).toEqual({ ...NO_FLAGS, overpaid: true });
    }
  });

  it("counts a payment once, however often it is told of", async () => {
    const { shopper, account } = await begin();
    await payByHand(stack, { account, amount: PRICE, repeat: 4 });
    const order = await shopper.sees("paid", isPaid);
    expect(order.flags).toEqual(NO_FLAGS);
    const half = await begin();
    const part = { account: half.account, amount: PRICE / 2, repeat: 3 };
    await payByHand(stack, part);
    expect((await half.shopper.read()).status).toBe("pending");
  });

  it("keeps money with a wrong account for a person", async () => {
    const { shopper } = await begin();
    const account = "HELLO";
    const { receipt } = await payByHand(stack, { account, amount: 12.5 });
    expect(await unmatched()).toContainEqual(
      expect.objectContaining({
        id: receipt,
        account,
        amount: { value: 1_250, currency: "KES" },
      }),
    );
    expect(await shopper.read()).toMatchObject({
      status: "pending",
      flags: NO_FLAGS,
    });
  });

  it("keeps money to another paybill number for a person", async () => {
    const { shopper, account } = await begin();
    const other = { account, amount: PRICE, shortCode: "174379" };
    const { receipt } = await payByHand(stack, other);
    expect((await unmatched()).map(({ id }) => id)).toContain(receipt);
    expect((await shopper.read()).status).toBe("pending");
  });

  it("is paid by no notice at an address without the right MAC", async () => {
    const { shopper, account } = await begin();
    const notice = JSON.stringify({
      Thirdpartyreceiptnumber: "SKL7X2Q9WD",
      PaymentAmount: PRICE,
      Currency: "KES",
      ShortCode: PAYBILL,
      AccountNumber: account,
    });
    const right = new URL(stack.c2bUrl);
    for (const mac of ["", "A".repeat(43)]) {
      const url = new URL(right);
      url.searchParams.set("s", mac);
      const answer = await fetch(url, { method: "POST", body: notice });
      expect(answer.status).toBe(404);
    }
    const bare = `${stack.relayUrl}/callbacks/almara/c2b`;
    expect((await fetch(bare, { method: "POST", body: notice })).status).toBe(
      404,
    );
    expect((await shopper.read()).status).toBe("pending");
    const answer = await fetch(right, { method: "POST", body: notice });
    expect(answer.status).toBe(200);
    await shopper.sees("paid", isPaid);
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
