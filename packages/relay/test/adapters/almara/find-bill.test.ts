import { describe, expect, it } from "vitest";
import type { Bill } from "../../../src/domain/bill.ts";
import { ROUTES, eachInItsOwnWorld, sample } from "./harness.ts";
import type { Reply } from "./provider-server.ts";

const world = eachInItsOwnWorld();
const ID = "68022bce-0453-45f9-a897-047db75fc39e";
const SAMPLE = Buffer.from(sample("almara-bill-payment.json")).toString();

async function find(reply: Reply): Promise<Bill> {
  const { server, almara } = world();
  server.on(ROUTES.bill, reply);
  const answer = await almara.bills.find(ID);
  if (answer.kind !== "found") throw new Error(JSON.stringify(answer));
  return answer.value;
}
const bill = (changes: object): Reply => ({
  json: { originatorConversationId: ID, currencyCode: "KES", ...changes },
});

describe("a bill payment", () => {
  it("is asked for by our own id", async () => {
    await find({ text: SAMPLE });
    expect(world().server.to(ROUTES.bill)[0]?.query).toEqual({
      OriginatorConversationId: ID,
    });
  });

  it("is read as documented: failed, whatever its status code", async () => {
    expect(await find({ text: SAMPLE })).toEqual({
      id: ID,
      providerId: "01000000-0012-0a00-aace-08de8fba4f88",
      status: "failed",
      statusDescription: "Failed",
      amount: { value: 1500, currency: "KES" },
      dueAmount: { value: 0, currency: "KES" },
      dueDate: null,
      serviceCode: null,
      accountNumber: "1111111",
      accountName: "TEST CUSTOMER",
      customerName: "TEST CUSTOMER",
      phone: "254710000000",
      narration: "Testing",
      receipt: null,
      paidAt: null,
      receivedAt: "2026-04-01T06:45:49.000Z",
    });
  });

  it("is read the same in other cases and types", async () => {
    const usual = await find({ text: SAMPLE });
    const shouting = SAMPLE.replace(/"(\w+)":/g, (_, key: string) =>
      key.startsWith("status") ? `"${key}":` : `"${key.toUpperCase()}":`,
    ).replace(/: (\d+)/g, ': "$1"');
    expect(await find({ text: shouting })).toEqual(usual);
  });

  it.each<[unknown, string | null, string]>([
    [4, "Completed", "paid"],
    ["7", "Rejected", "rejected"],
    [8, null, "timed_out"],
    [1, "Pending", "pending"],
    [2, "queued", "pending"],
  ])("with status %j, %s, is %s", async (status, words, expected) => {
    const found = await find(
      bill({ status, transactionStatusDescription: words, statusCode: 6 }),
    );
    expect(found.status).toBe(expected);
    expect(world().metrics.unknown).toEqual([]);
  });

  it.each([[0], [5], ["Completed"], [null]])(
    "with status %j is nobody's, and counted",
    async (status) => {
      const words = { transactionStatusDescription: "Completed" };
      const found = await find(bill({ status, statusCode: 4, ...words }));
      expect(found.status).toBe("unknown");
      expect(world().metrics.unknown).toEqual(["almara bill_status"]);
    },
  );

  it.each(["Failed", "Rejected", "Timed Out"])(
    "is not believed to be paid beside the word %s, and is counted",
    async (words) => {
      const found = await find(
        bill({ status: 4, transactionStatusDescription: words }),
      );
      expect(found.status).toBe("unknown");
      expect(world().metrics.unknown).toEqual(["almara bill_status"]);
    },
  );

  it.each<[string, unknown, object | null]>([
    ["15.50", "KES", { value: 1550, currency: "KES" }],
    ["15", "404", { value: 1500, currency: "KES" }],
    ["15", "USD", { value: 1500, currency: "USD" }],
    ["15", "KSH", null],
    ["15", null, null],
    ["15.0001", "KES", null],
    ["-15", "KES", null],
    ["1e-3", "KES", null],
    ['"1,000.00"', "KES", null],
    ["0", "KES", { value: 0, currency: "KES" }],
  ])("of %s %j has an exact amount or none", async (decimal, code, amount) => {
    const text = `{"originatorConversationId":"${ID}","status":4,"amount":${decimal},"dueAmount":${decimal},"currencyCode":${JSON.stringify(code)}}`;
    const found = await find({ text });
    expect([found.amount, found.dueAmount]).toEqual([amount, amount]);
  });

  it.each<[number, string, string | null, string | null]>([
    [4, "2026-04-01 06:45:49", "2026-04-01T06:45:49.000Z", null],
    [6, "2026-04-01 06:45:49", null, "2026-04-01T06:45:49.000Z"],
    [7, "2026-04-01T09:45:49+03:00", null, "2026-04-01T06:45:49.000Z"],
    [8, "soon", null, null],
    [9, "0001-01-01T00:00:00", null, null],
  ])(
    "with status %j at %j tells when it was paid only where it was",
    async (status, datePaymentReceived, paidAt, receivedAt) => {
      const found = await find(bill({ status, datePaymentReceived }));
      expect(found).toMatchObject({ paidAt, receivedAt });
    },
  );

  it.each([
    ["2026-05-01", "2026-05-01"],
    ["2026-05-01T21:00:00", "2026-05-01T21:00:00.000Z"],
    ["-1", null],
    ["next week", null],
  ])("is due %j: %j", async (dueDate, expected) => {
    expect((await find(bill({ dueDate, dueAmount: -1.0 }))).dueDate).toBe(
      expected,
    );
  });

  it("is none without an id", async () => {
    const { server, almara } = world();
    server.on(ROUTES.bill, { json: { status: 4, amount: 15 } });
    expect(await almara.bills.find(ID)).toEqual({
      kind: "unavailable",
      mayHaveHappened: false,
      detail: "no bill payment in the response",
    });
  });
});
