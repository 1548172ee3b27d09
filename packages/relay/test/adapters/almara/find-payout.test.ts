import { describe, expect, it } from "vitest";
import { ROUTES, eachInItsOwnWorld, sample } from "./harness.ts";
import { PAYOUT_ID, aLine, anOrderOf, findPayout } from "./payout-body.ts";
import type { Reply } from "./provider-server.ts";

const world = eachInItsOwnWorld();
const SAMPLE = Buffer.from(
  sample("almara-payment-order-status.json"),
).toString();
const kes = (value: number) => ({ value, currency: "KES" });

const find = (reply: Reply) => findPayout(world(), reply);
const statusOf = async (outcome: object | null): Promise<unknown> =>
  (await find(anOrderOf(aLine(outcome)))).status;

describe("the documented payment order", () => {
  it("is asked for by our own id", async () => {
    await find({ text: SAMPLE });
    expect(world().server.to(ROUTES.payoutStatus)[0]?.query).toEqual({
      IdType: "OriginatorConversationId",
      Id: PAYOUT_ID,
    });
  });

  it("is read as it stands: processed, and yet open", async () => {
    expect(await find({ text: SAMPLE })).toEqual({
      id: PAYOUT_ID,
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
    expect(world().metrics.unknown).toEqual([]);
  });

  it("is read the same with other keys and types, and more of them", async () => {
    const usual = await find({ text: SAMPLE });
    const shouting = SAMPLE.replace(/"(\w+)":/g, (_, key: string) =>
      key === "originatorConversationId"
        ? `"OriginatorConversationID":`
        : `"${key.toUpperCase()}":`,
    );
    expect(await find({ text: shouting })).toEqual(usual);
    const quoted = SAMPLE.replace(/: (-?\d[\d.]*)/g, ': "$1"');
    expect(await find({ text: quoted })).toEqual(usual);
    const more = SAMPLE.replace("{", '{"new": [{"deep": null}],');
    expect(await find({ text: more })).toEqual(usual);
    const comma = SAMPLE.replace(/\}\s*$/, ",}");
    expect(await find({ text: comma })).toEqual(usual);
  });
});

describe("the status of a line", () => {
  it.each<[unknown, string, string]>([
    [4, "Completed", "paid"],
    ["4", "whatever", "paid"],
    [6, "Failed", "failed"],
    [7, "Rejected", "rejected"],
    [8, "Timed Out", "timed_out"],
    [1, "Pending", "pending"],
    [2, "QUEUED", "pending"],
    [null, "Pending", "pending"],
  ])("%j, %s, is %s", async (transactionStatus, words, expected) => {
    const transactionStatusDescription = words;
    expect(
      await statusOf({ transactionStatus, transactionStatusDescription }),
    ).toBe(expected);
    expect(world().metrics.unknown).toEqual([]);
  });

  it.each<[unknown, unknown]>([
    [0, "Completed"],
    [3, "Paid"],
    [5, "Success"],
    [9, "Completed"],
    ["04", "Completed"],
    ["4.0", "Completed"],
    ["Completed", "Completed"],
    [44, null],
    [true, "Completed"],
    [{ value: 4 }, "Completed"],
    [null, null],
  ])("%j, %s, is nobody's, and counted", async (transactionStatus, words) => {
    const transactionStatusDescription = words;
    expect(
      await statusOf({ transactionStatus, transactionStatusDescription }),
    ).toBe("unknown");
    expect(world().metrics.unknown).toEqual(["almara payout_status"]);
  });

  it("is open where no outcome is there yet", async () => {
    expect(await statusOf(null)).toBe("pending");
  });

  it.each([
    [4, "-1"],
    [4, "14"],
    [4, "1"],
    [4, "000"],
    [6, "0"],
  ])("is open where %s and result %s contradict", async (number, code) => {
    const outcome = { transactionStatus: number, resultCode: code };
    expect(await statusOf(outcome)).toBe("unknown");
    expect(world().metrics.unknown).toContain("almara payout_status_and_code");
  });

  it.each([
    [4, "0", "paid"],
    [6, "15", "failed"],
    [6, "-1", "failed"],
    [7, "0", "rejected"],
    [8, "0", "timed_out"],
  ])("%s with result %s is %s", async (number, code, expected) => {
    const outcome = { transactionStatus: number, resultCode: code };
    expect(await statusOf(outcome)).toBe(expected);
  });
});

describe("the status of the whole", () => {
  const at = (transactionStatus: number) => aLine({ transactionStatus });

  it.each<[string, readonly number[], string]>([
    ["all paid", [4, 4], "paid"],
    ["paid and failed", [4, 6], "failed"],
    ["paid and rejected", [7, 4], "rejected"],
    ["failed and timed out", [6, 8], "timed_out"],
    ["timed out and nobody's", [8, 99], "unknown"],
    ["no line at all", [], "unknown"],
  ])("is the least final: %s", async (_what, numbers, expected) => {
    expect((await find(anOrderOf(...numbers.map(at)))).status).toBe(expected);
  });

  it("is open while one line is", async () => {
    expect((await find(anOrderOf(at(4), aLine(null)))).status).toBe("pending");
  });

  it.each<[unknown, boolean]>([
    [true, true],
    ["true", true],
    ["True", true],
    [false, false],
    [null, false],
    [1, false],
  ])("has nothing to do with isProcessed %j", async (isProcessed, expected) => {
    const json = { originatorConversationId: PAYOUT_ID, isProcessed };
    expect(await find({ json })).toMatchObject({
      processed: expected,
      status: "unknown",
    });
  });
});

describe("the result of a line", () => {
  it.each([
    ["0", "none"],
    ["-1", "query_again"],
    ["1", "retry_with_new_id"],
    ["2", "do_not_retry"],
    ["3", "retry_with_new_id"],
    ["4", "retry_with_new_id"],
    ["5", "do_not_retry"],
    ["6", "do_not_retry"],
    ["7", "do_not_retry"],
    ["8", "do_not_retry"],
    ["9", "query_again"],
    ["10", "retry_with_new_id"],
    ["11", "retry_with_same_id"],
    ["12", "do_not_retry"],
    ["13", "do_not_retry"],
    ["14", "query_again"],
    ["15", "retry_with_new_id"],
    ["16", "query_again"],
    ["17", "do_not_retry"],
    ["18", "do_not_retry"],
    ["19", "do_not_retry"],
    ["20", "retry_with_new_id"],
    ["21", "ask_the_provider"],
    ["22", "query_again"],
    ["999", "retry_with_new_id"],
  ])("%s advises %s", async (code, advice) => {
    const outcome = { transactionStatus: 8, resultCode: code };
    const { lines } = await find(anOrderOf(aLine(outcome)));
    expect(lines[0]?.result).toEqual({ code, description: null, advice });
    expect(world().metrics.unknown).toEqual([]);
  });

  it.each(["000", "1032", "23", "00", "constructor", "1.0"])(
    "%s of another space or nobody's is counted",
    async (resultCode) => {
      const outcome = { transactionStatus: 8, resultCode };
      const { lines } = await find(anOrderOf(aLine(outcome)));
      expect(lines[0]?.result?.advice).toBe("ask_the_provider");
      expect(world().metrics.unknown).toEqual(["almara payout_result_code"]);
    },
  );

  it.each([null, "", " ", undefined])("is none for %j", async (resultCode) => {
    const outcome = { transactionStatus: 8, resultCode };
    const { lines } = await find(anOrderOf(aLine(outcome)));
    expect(lines[0]?.result).toBeNull();
  });
});

describe("a payout", () => {
  it("tells receipt and time of what was paid, and the balances after it", async () => {
    const outcome = {
      transactionStatus: 4,
      resultCode: "0",
      paymentAmount: 100,
      transactionDate: "2026-11-21T10:13:11.2483928Z",
      workingAccountAvailableFunds: 845_210.5,
      utilityAccountAvailableFunds: "1,0",
      thirdPartyPayload: { ThirdPartyReceiptNumber: "SKL7X2Q9WD" },
    };
    const payout = await find(anOrderOf(aLine(outcome), aLine(null)));
    expect(payout.lines[0]).toMatchObject({
      receipt: "SKL7X2Q9WD",
      at: "2026-11-21T10:13:11.248Z",
    });
    expect(payout.balances).toEqual({
      working: kes(84_521_050),
      utility: null,
      wallet: null,
    });
  });

  it("shows the balances after the line that was paid, not the zeros beside another", async () => {
    const paid = {
      transactionStatus: 4,
      resultCode: "0",
      walletBalance: 845_210.5,
    };
    const failed = {
      transactionStatus: 6,
      resultCode: "13",
      walletBalance: 0,
    };
    const { balances } = await find(anOrderOf(aLine(paid), aLine(failed)));
    expect(balances).toMatchObject({ wallet: kes(84_521_050) });
  });

  it.each(["N/A", "null", "0", "-", "None", ""])(
    "has no receipt where it is %j",
    async (thirdPartyReceiptNumber) => {
      const { lines } = await find(
        anOrderOf(
          aLine({
            transactionStatus: 4,
            thirdPartyPayload: { thirdPartyReceiptNumber },
          }),
        ),
      );
      expect(lines[0]?.receipt).toBeNull();
    },
  );

  it.each([
    ["2026-04-11T10:13:11.2483928", "2026-04-11T10:13:11.248Z"],
    ["2026-04-11T13:13:11+03:00", "2026-04-11T10:13:11.000Z"],
    ["2026-04-01 06:45:49", "2026-04-01T06:45:49.000Z"],
  ])("tells its time in UTC: %s", async (transactionDate, at) => {
    const { lines } = await find(
      anOrderOf(aLine({ transactionStatus: 4, transactionDate })),
    );
    expect(lines[0]?.at).toBe(at);
  });

  it.each(["21/11/2026", "soon", "2026-11-21", 1_795_000_000])(
    "has no time where it names none: %s",
    async (transactionDate) => {
      const { lines, balances } = await find(
        anOrderOf(aLine({ transactionStatus: 4, transactionDate })),
      );
      expect([lines[0]?.at, balances]).toEqual([null, null]);
    },
  );

  it.each<[string, object]>([
    ["lines that are no list", { orderLines: {} }],
    ["a line that is no object", { orderLines: ["paid"] }],
    ["an outcome that is no object", { orderLines: [aLine([])] }],
    ["no id", { originatorConversationId: null }],
    ["an id of another type", { originatorConversationId: { id: PAYOUT_ID } }],
  ])("is not made of %s", async (_what, changes) => {
    const { server, almara } = world();
    server.on(ROUTES.payoutStatus, {
      json: { originatorConversationId: PAYOUT_ID, orderLines: [], ...changes },
    });
    expect(await almara.payouts.find(PAYOUT_ID)).toEqual({
      kind: "unavailable",
      mayHaveHappened: false,
      detail: "no payout in the response",
    });
  });
});
