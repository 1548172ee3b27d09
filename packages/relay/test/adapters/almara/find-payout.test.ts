import { describe, expect, it } from "vitest";
import type { Payout, PayoutLine } from "../../../src/domain/payout.ts";
import { ROUTES, eachInItsOwnWorld, kes, sampleText } from "./harness.ts";
import type { Reply } from "./provider-server.ts";

const world = eachInItsOwnWorld();
const SAMPLE = sampleText("almara-payment-order-status.json");
const ID = "b778dd46-22ed-4246-89ba-884589f13440";

/** What the adapter makes of that answer; fails where it makes nothing of it. */
async function find(reply: Reply): Promise<Payout> {
  const { payouts } = world().answering(reply, ROUTES.payoutStatus);
  const answer = await payouts.find(ID);
  if (answer.kind !== "found") throw new Error(JSON.stringify(answer));
  return answer.value;
}

/** A payment order of lines with these outcomes. */
const orderOf = (...outcomes: readonly (object | null)[]): Reply => ({
  json: {
    originatorConversationId: ID,
    isProcessed: false,
    orderLines: outcomes.map((transactionOutcome) => ({
      remitter: { ccy: "404" },
      recipient: { ccy: 404, primaryAccountNumber: "+254700000001" },
      transaction: { amount: 100 },
      transactionOutcome,
    })),
  },
});
const findLine = async (outcome: object): Promise<PayoutLine | undefined> =>
  (await find(orderOf(outcome))).lines[0];
const statusOf = async (...outcomes: (object | null)[]): Promise<string> =>
  (await find(orderOf(...outcomes))).status;
const paid = (more: object): object => ({
  transactionStatus: 4,
  resultCode: "0",
  ...more,
});

describe("the documented payment order", () => {
  it("is asked for by our own id, and read as it stands: processed, and yet open", async () => {
    expect(await find({ text: SAMPLE })).toEqual({
      id: ID,
      providerId: "01000000-0017-0a00-5c11-08de8fed2835",
      processed: true,
      status: "timed_out",
      remarks: "Transactions",
      lines: [
        {
          status: "timed_out",
          amount: kes(10_000),
          fee: kes(0),
          result: {
            code: "-1",
            description: "Timed Out",
            advice: "query_again",
          },
          recipient: {
            name: "Test Recipient",
            phone: null,
            account: "+254700000001",
          },
          reference: "REF-QA-234",
          trackingNumber: "Y4IK8K3N",
          receipt: null,
          at: null,
        },
      ],
      balances: { working: kes(0), utility: kes(0), wallet: kes(0) },
    });
    expect(world().unknown).toEqual([]);
    const [request] = world().server.to(ROUTES.payoutStatus);
    expect(request?.query).toEqual({
      IdType: "OriginatorConversationId",
      Id: ID,
    });
  });

  it("is read the same with other keys and types, and more of them", async () => {
    const usual = await find({ text: SAMPLE });
    for (const text of [
      SAMPLE.replace(/"(\w+)":/g, (_, key: string) =>
        key === "originatorConversationId"
          ? `"OriginatorConversationID":`
          : `"${key.toUpperCase()}":`,
      ),
      SAMPLE.replace(/: (-?\d[\d.]*)/g, ': "$1"'),
      SAMPLE.replace("{", '{"new": [{"deep": null}],'),
      SAMPLE.replace(/\}\s*$/, ",}"),
    ])
      expect(await find({ text })).toEqual(usual);
  });
});

describe("the status of a line", () => {
  it.each<[string, ...[unknown, string | null][]]>([
    ["paid", [4, "Completed"], ["4", "whatever"]],
    ["failed", [6, "Failed"]],
    ["rejected", [7, "Rejected"]],
    ["timed_out", [8, "Timed Out"]],
    ["pending", [1, "Pending"], [2, "QUEUED"], [null, "Pending"]],
  ])("is %s with %j", async (expected, ...statuses) => {
    for (const [transactionStatus, transactionStatusDescription] of statuses)
      expect(
        await statusOf({ transactionStatus, transactionStatusDescription }),
      ).toBe(expected);
    expect(world().unknown).toEqual([]);
  });

  it.each([0, 3, 5, 9, 44, "04", "4.0", "Completed", true, { value: 4 }])(
    "is nobody's with %j, and counted",
    async (transactionStatus) => {
      const transactionStatusDescription = "Completed";
      expect(
        await statusOf({ transactionStatus, transactionStatusDescription }),
      ).toBe("unknown");
      expect(world().unknown).toEqual(["almara payout_status"]);
    },
  );

  it("is nobody's where nothing is said", async () => {
    expect(await statusOf({ transactionStatus: null })).toBe("unknown");
    expect(world().unknown).toEqual(["almara payout_status"]);
  });

  it.each([
    [4, "0", "paid"],
    [6, "15", "failed"],
    [6, "-1", "failed"],
    [7, "0", "rejected"],
    [8, "0", "timed_out"],
    // They contradict each other
    [4, "-1", "unknown"],
    [4, "14", "unknown"],
    [4, "1", "unknown"],
    [4, "000", "unknown"],
    [6, "0", "unknown"],
  ])(
    "%s with result %s is %s",
    async (transactionStatus, resultCode, status) => {
      expect(await statusOf({ transactionStatus, resultCode })).toBe(status);
      expect(world().unknown.includes("almara payout_status_and_code")).toBe(
        status === "unknown",
      );
    },
  );
});

describe("the status of the whole", () => {
  it.each<[string, readonly (number | null)[], string]>([
    ["all paid", [4, 4], "paid"],
    ["paid and failed", [4, 6], "failed"],
    ["paid and rejected", [7, 4], "rejected"],
    ["failed and timed out", [6, 8], "timed_out"],
    ["timed out and nobody's", [8, 99], "unknown"],
    ["no line at all", [], "unknown"],
    ["paid, and no outcome yet", [4, null], "pending"],
  ])("is the least final: %s", async (_what, numbers, expected) => {
    const outcomes = numbers.map((transactionStatus) =>
      transactionStatus === null ? null : { transactionStatus },
    );
    expect(await statusOf(...outcomes)).toBe(expected);
  });

  it.each<[unknown, boolean]>([
    [true, true],
    ["true", true],
    ["True", true],
    [false, false],
    [null, false],
    [1, false],
  ])(
    "has nothing to do with isProcessed %j",
    async (isProcessed, processed) => {
      const json = { originatorConversationId: ID, isProcessed };
      expect(await find({ json })).toMatchObject({
        processed,
        status: "unknown",
      });
    },
  );
});

describe("the result of a line", () => {
  it.each<[string, ...string[]]>([
    ["none", "0"],
    ["query_again", "-1", "9", "14", "16", "22"],
    ["retry_with_new_id", "1", "3", "4", "10", "15", "20", "999"],
    ["retry_with_same_id", "11"],
    ["do_not_retry", "2", "5", "6", "7", "8", "12", "13", "17", "18", "19"],
    ["ask_the_provider", "21"],
  ])("advises to %s: %s…", async (advice, ...codes) => {
    for (const code of codes) {
      const outcome = { transactionStatus: 8, resultCode: code };
      const expected = { code, description: null, advice };
      expect((await findLine(outcome))?.result).toEqual(expected);
    }
    expect(world().unknown).toEqual([]);
  });

  it.each(["000", "1032", "23", "00", "constructor", "1.0"])(
    "%s of another space or nobody's is counted",
    async (resultCode) => {
      const line = await findLine({ transactionStatus: 8, resultCode });
      expect(line?.result?.advice).toBe("ask_the_provider");
      expect(world().unknown).toEqual(["almara payout_result_code"]);
    },
  );

  it.each([null, "", " ", undefined])("is none for %j", async (resultCode) => {
    const line = await findLine({ transactionStatus: 8, resultCode });
    expect(line?.result).toBeNull();
  });
});

describe("the amounts of a line", () => {
  const amounts = async (decimal: string, ccy: unknown = 404) => {
    const text = `{"originatorConversationId":"${ID}","orderLines":[{
      "remitter":{"ccy":"404"},"recipient":{"ccy":${JSON.stringify(ccy)}},
      "transaction":{"amount":7},
      "transactionOutcome":{"transactionStatus":4,"resultCode":"0","paymentAmount":${decimal},"feeAmount":${decimal}}}]}`;
    const [line] = (await find({ text })).lines;
    return [line?.amount, line?.fee];
  };

  it.each<[string, object | null]>([
    ["100.00", kes(10_000)],
    ['"100.5"', kes(10_050)],
    ["0", kes(0)],
    ["-100", null],
    ["true", null],
  ])("are exact or left out: %s", async (decimal, amount) => {
    expect(await amounts(decimal)).toEqual([amount, amount]);
  });

  it.each([
    [840, { value: 10_000, currency: "USD" }],
    ["840", { value: 10_000, currency: "USD" }],
    ["UGX", { value: 100, currency: "UGX" }],
    [800, { value: 100, currency: "UGX" }],
    [999, null],
    [null, null],
    ["4040", null],
  ])("are in the recipient's own currency: %j", async (ccy, expected) => {
    // The fee is the remitter's.
    expect(await amounts("100", ccy)).toEqual([expected, kes(10_000)]);
  });

  it("are those asked for until something was paid", async () => {
    const outcome = { transactionStatus: 1, paymentAmount: 0 };
    const { lines } = await find(orderOf(outcome, null));
    expect(lines.map(({ amount }) => amount)).toEqual(
      Array(2).fill(kes(10_000)),
    );
  });
});

describe("a payout", () => {
  it("tells receipt and time of what was paid, and the balances after it", async () => {
    const outcome = paid({
      paymentAmount: 100,
      transactionDate: "2026-11-21T10:13:11.2483928Z",
      workingAccountAvailableFunds: 845_210.5,
      utilityAccountAvailableFunds: "1,0",
      thirdPartyPayload: { ThirdPartyReceiptNumber: "SKL7X2Q9WD" },
    });
    expect(await find(orderOf(outcome, null))).toMatchObject({
      lines: [{ receipt: "SKL7X2Q9WD", at: "2026-11-21T10:13:11.248Z" }, {}],
      balances: { working: kes(84_521_050), utility: null, wallet: null },
    });
  });

  it("shows the balances after the line that was paid, not the zeros beside another", async () => {
    const failed = { transactionStatus: 6, resultCode: "13", walletBalance: 0 };
    const { balances } = await find(
      orderOf(paid({ walletBalance: 845_210.5 }), failed),
    );
    expect(balances).toMatchObject({ wallet: kes(84_521_050) });
  });

  it("has neither receipt, time nor balances where it names none", async () => {
    const thirdPartyPayload = { thirdPartyReceiptNumber: "N/A" };
    for (const transactionDate of ["21/11/2026", "2026-11-21", 1_795_000_000]) {
      const outcome = paid({ thirdPartyPayload, transactionDate });
      expect(await find(orderOf(outcome))).toMatchObject({
        lines: [{ receipt: null, at: null }],
        balances: null,
      });
    }
  });

  it.each<[string, object]>([
    ["lines that are no list", { orderLines: {} }],
    ["a line that is no object", { orderLines: ["paid"] }],
    ["an odd outcome", { orderLines: [{ transactionOutcome: [] }] }],
    ["no id", { originatorConversationId: null }],
    ["an id of another type", { originatorConversationId: { id: ID } }],
  ])("is not made of %s", async (_what, changes) => {
    const json = { originatorConversationId: ID, orderLines: [], ...changes };
    const { payouts } = world().answering({ json }, ROUTES.payoutStatus);
    expect(await payouts.find(ID)).toEqual({
      kind: "unavailable",
      mayHaveHappened: false,
      detail: "no payout in the response",
    });
  });
});
