import { describe, expect, it } from "vitest";
import { eachInItsOwnWorld } from "./harness.ts";
import { PAYOUT_ID, aLine, anOrderOf, findPayout } from "./payout-body.ts";
import type { Reply } from "./provider-server.ts";

const world = eachInItsOwnWorld();
const kes = (value: number) => ({ value, currency: "KES" });
const find = (reply: Reply) => findPayout(world(), reply);

describe("the amounts of a line", () => {
  const amounts = async (decimal: string, ccy: unknown = 404) => {
    const text = `{"originatorConversationId":"${PAYOUT_ID}","orderLines":[{
      "remitter":{"ccy":"404"},"recipient":{"ccy":${JSON.stringify(ccy)}},
      "transaction":{"amount":7},
      "transactionOutcome":{"transactionStatus":4,"resultCode":"0","paymentAmount":${decimal},"feeAmount":${decimal}}}]}`;
    const { lines } = await find({ text });
    return lines[0];
  };

  it.each([
    ["100", 10_000],
    ["100.00", 10_000],
    ['"100.5"', 10_050],
    ["100.1000", 10_010],
    ["0", 0],
    ["0.00", 0],
  ])("are exact: %s", async (decimal, value) => {
    const read = await amounts(decimal);
    expect([read?.amount, read?.fee]).toEqual([kes(value), kes(value)]);
  });

  it.each([
    "100.0001",
    "0.005",
    "-100",
    "-0.01",
    "1e-3",
    "1E+99",
    '"1,000.00"',
    '"KES 100"',
    '""',
    "null",
    "true",
    "{}",
    "99999999999999.99",
    `"${"9".repeat(300)}"`,
  ])("are left out where they can't be read exactly: %s", async (decimal) => {
    const read = await amounts(decimal);
    expect([read?.amount, read?.fee]).toEqual([null, null]);
  });

  it.each([
    [840, { value: 10_000, currency: "USD" }],
    ["840", { value: 10_000, currency: "USD" }],
    ["UGX", { value: 100, currency: "UGX" }],
    [800, { value: 100, currency: "UGX" }],
    [999, null],
    ["", null],
    [null, null],
    ["4040", null],
  ])("are in the recipient's own currency: %j", async (ccy, expected) => {
    expect((await amounts("100", ccy))?.amount).toEqual(expected);
  });

  it("are those asked for until something was paid", async () => {
    const outcome = { transactionStatus: 1, paymentAmount: 0 };
    const { lines } = await find(anOrderOf(aLine(outcome), aLine(null)));
    expect(lines.map(({ amount }) => amount)).toEqual([
      kes(10_000),
      kes(10_000),
    ]);
  });
});
