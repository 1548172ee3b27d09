import { describe, expect, it } from "vitest";
import {
  NO_FLAGS,
  bodiesOf,
  onAttempt,
  pass,
  refusal,
} from "../support/attempts.ts";
import { expecting } from "../support/expecting.ts";
import { FULL, notify, payBill, tell, unmatched } from "../support/paybill.ts";
import type { Notice } from "../support/paybill.ts";
import { SHORT_CODE } from "../support/scripted-provider.ts";

const REVIEW = { ...NO_FLAGS, review: true };
const full = { receipt: "R1", amount: FULL };

describe("POST /callbacks/almara/c2b", () => {
  const half = (receipt: string): Notice => ({ receipt, amount: "1250" });

  it.each([
    ...expecting<Notice[]>(
      { status: "paid", flags: NO_FLAGS },
      {
        "the exact amount": [full],
      },
    ),
    ...expecting<Notice[]>(
      { status: "paid", flags: REVIEW },
      {
        "all of it, then one whose amount can't be read": [
          full,
          { receipt: "R2", amount: "2,500.00" },
        ],
        "all of it, then one without a receipt": [full, { amount: "10" }],
      },
    ),
    ...expecting<Notice[]>(
      { status: "pending", flags: REVIEW },
      {
        "a part": [{ ...full, amount: "1000" }],
        "four decimals": [{ ...full, amount: "2500.0001" }],
        "no receipt": [{ amount: FULL }],
        "half of it twice, the receipt spelled in other ways": [
          half("SKL7X2Q9WD"),
          half(" skl7x2q9wd"),
          half("SKL7X 2Q9WD"),
        ],
      },
    ),
    ...expecting<Notice[]>(
      { status: "pending", flags: NO_FLAGS },
      {
        "nothing that tells of money": [{}],
        "one that failed": [{ ...full, failed: true }],
      },
    ),
  ])("%s", async (_what, notices, expected) => {
    const { relay, order, account } = await payBill();
    for (const notice of notices) {
      const answer = await notify(relay, { ...notice, account });
      expect([answer.status, answer.text]).toEqual([200, '{"received":true}']);
    }
    expect(await relay.read(order)).toMatchObject(expected);
    expect(await unmatched(relay)).toEqual([]);
  });

  it("names the receipt that completed it", async () => {
    const { relay, order, account } = await payBill();
    await notify(relay, { account, receipt: "SKL7X2Q9WD", amount: FULL });
    expect((await relay.read(order)).outcome).toMatchObject({
      status: "paid",
      method: "paybill",
      receipt: "SKL7X2Q9WD",
    });
  });

  const wide = (text: string): string =>
    text.replaceAll(/[!-~]/g, (char) =>
      String.fromCodePoint((char.codePointAt(0) ?? 0) + 0xfee0),
    );
  const arabic = (text: string): string =>
    text.replaceAll(/\d/g, (digit) =>
      String.fromCodePoint(0x660 + Number(digit)),
    );

  it.each<[string, (text: string) => string]>([
    [
      "in small letters with signs",
      (text) => ` ${text.slice(0, 5).toLowerCase()}-${text.slice(5)}. `,
    ],
    ["between bidi marks", (text) => `\u202a${text}\u202c`],
    ["with characters nobody sees", (text) => text.split("").join("\u200b")],
    ["in wide letters", wide],
    ["with other digits", arabic],
  ])("finds the account however it was typed: %s", async (_how, type) => {
    const { relay, order, account } = await payBill();
    await notify(relay, {
      ...full,
      account: type(account),
      shortCode: type(SHORT_CODE),
    });
    expect((await relay.read(order)).status).toBe("paid");
  });

  it("keeps the bytes of every notice with the order", async () => {
    const { relay, order, account } = await payBill();
    const bodies = [
      JSON.stringify({ ...full, account }),
      JSON.stringify({ account, failed: true }),
    ];
    for (const body of bodies) await tell(relay, body);
    expect(await bodiesOf(relay, order)).toEqual(bodies);
  });

  it("pays after the shopper gave up", async () => {
    const { relay, order, account, attemptId } = await payBill();
    await onAttempt(relay, order, attemptId, "cancel");
    expect((await relay.read(order)).attempt?.status).toBe("cancelled");
    await notify(relay, { ...full, account });
    expect(await relay.read(order)).toMatchObject({
      status: "paid",
      flags: NO_FLAGS,
    });
  });
});

describe("who may tell of a paybill payment", () => {
  it("are refused without the MAC: the same 404 for all, and nothing is stored", async () => {
    const { relay, order, account, attemptId } = await payBill();
    const body = JSON.stringify({ ...full, account, id: attemptId });
    const mac = relay.secrets.callbackMac("c2b");
    const send = (address: string) =>
      relay.request(address, { method: "POST", body });
    for (const address of [
      "almara/c2b",
      "almara/c2b?s=",
      `almara/c2b?s=${mac.slice(1)}`,
      `almara/c2b?s=${relay.secrets.callbackMac(attemptId)}`,
      `almara/${attemptId}?s=${mac}`,
      `flexpay/c2b?s=${mac}`,
    ])
      expect(refusal(await send(`/callbacks/${address}`)), address).toBe(
        "404 not_found",
      );
    expect((await relay.read(order)).status).toBe("pending");
    expect(await unmatched(relay)).toEqual([]);
  });

  it("pays nothing at the address without a MAC, nor at the attempt's own", async () => {
    const { relay, order, account, attemptId } = await payBill();
    const body = JSON.stringify({ ...full, account, id: attemptId });
    const own = `/callbacks/almara/${attemptId}?s=${relay.secrets.callbackMac(attemptId)}`;
    for (const address of ["/checkout/cart", own])
      expect(
        (await relay.request(address, { method: "POST", body })).status,
      ).toBe(200);
    await pass(relay, 30);
    expect(await relay.read(order)).toMatchObject({
      status: "pending",
      attempt: { status: "awaiting_payer" },
    });
  });
});
