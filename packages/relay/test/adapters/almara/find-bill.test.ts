import { describe, expect, it } from "vitest";
import type { Bill } from "../../../src/domain/bill.ts";
import { ROUTES, eachInItsOwnWorld, kes, sampleText } from "./harness.ts";
import type { Reply } from "./provider-server.ts";

const world = eachInItsOwnWorld();
const ID = "68022bce-0453-45f9-a897-047db75fc39e";
const SAMPLE = sampleText("almara-bill-payment.json");

const ask = (reply: Reply) =>
  world().answering(reply, ROUTES.bill).bills.find(ID);
async function find(reply: Reply): Promise<Bill> {
  const answer = await ask(reply);
  if (answer.kind !== "found") throw new Error(JSON.stringify(answer));
  return answer.value;
}
const findWith = (changes: object): Promise<Bill> => {
  const ours = { originatorConversationId: ID, currencyCode: "KES" };
  return find({ json: { ...ours, ...changes } });
};

describe("a bill payment", () => {
  it("is asked for by our own id, and read as documented: failed, whatever its status code", async () => {
    expect(await find({ text: SAMPLE })).toEqual({
      id: ID,
      providerId: "01000000-0012-0a00-aace-08de8fba4f88",
      status: "failed",
      statusDescription: "Failed",
      amount: kes(1500),
      dueAmount: kes(0),
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
    const [request] = world().server.to(ROUTES.bill);
    expect(request?.query).toEqual({ OriginatorConversationId: ID });
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
    // Nobody's, or not to be believed
    [0, "Completed", "unknown"],
    [5, "Completed", "unknown"],
    ["Completed", "Completed", "unknown"],
    [null, "Completed", "unknown"],
    [4, "Failed", "unknown"],
    [4, "Rejected", "unknown"],
    [4, "Timed Out", "unknown"],
  ])("with status %j, %s, is %s", async (status, words, expected) => {
    const more = { transactionStatusDescription: words, statusCode: 6 };
    expect((await findWith({ status, ...more })).status).toBe(expected);
    expect(world().unknown).toEqual(
      expected === "unknown" ? ["almara bill_status"] : [],
    );
  });

  it.each<[string, unknown, object | null]>([
    ["15.50", "KES", kes(1550)],
    ["15", "404", kes(1500)],
    ["15", "USD", { value: 1500, currency: "USD" }],
    ["15", "KSH", null],
    ["-15", "KES", null],
    ["0", "KES", kes(0)],
  ])("of %s %j has an exact amount or none", async (decimal, code, amount) => {
    const text = `{"originatorConversationId":"${ID}","status":4,"amount":${decimal},"dueAmount":${decimal},"currencyCode":${JSON.stringify(code)}}`;
    expect(await find({ text })).toMatchObject({ amount, dueAmount: amount });
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
      const found = await findWith({ status, datePaymentReceived });
      expect(found).toMatchObject({ paidAt, receivedAt });
    },
  );

  it.each([
    ["2026-05-01", "2026-05-01"],
    ["2026-05-01T21:00:00", "2026-05-01T21:00:00.000Z"],
    ["-1", null],
  ])("is due %j: %j", async (dueDate, expected) => {
    const found = await findWith({ dueDate, dueAmount: -1.0 });
    expect(found.dueDate).toBe(expected);
  });

  it("is none without an id", async () => {
    expect(await ask({ json: { status: 4, amount: 15 } })).toEqual({
      kind: "unavailable",
      mayHaveHappened: false,
      detail: "no bill payment in the response",
    });
  });
});
