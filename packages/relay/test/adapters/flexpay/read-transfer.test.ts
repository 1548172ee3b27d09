import { describe, expect, it } from "vitest";
import { readTransfer } from "../../../src/adapters/flexpay/transfer.ts";
import { readJson } from "../../../src/adapters/provider-http/tolerant-json.ts";
import {
  REFERENCE,
  ROUTES,
  aTransaction,
  eachInItsOwnWorld,
  enveloped,
  sampleText,
} from "./harness.ts";

const world = eachInItsOwnWorld();
const find = () => world().transfers.find(REFERENCE);

/** Reads the transaction with one field written as this JSON text. */
function reading(field: string, json: string) {
  const text = JSON.stringify(aTransaction({ [field]: "HERE" })).replace(
    '"HERE"',
    () => json,
  );
  const seen: string[] = [];
  const transfer = readTransfer(readJson(text)?.value, {
    seen: (kind, value) => seen.push(`${kind} ${value}`),
  });
  return { transfer, seen };
}

describe("the documented transaction", () => {
  it("is read as it stands", async () => {
    world().server.on(ROUTES.find, { text: sampleText() });
    expect(await find()).toEqual({
      kind: "found",
      value: {
        reference: "TXN-16820000-AB1C2D3E",
        status: "awaiting_acceptance",
        senderTag: "@alice",
        senderApp: "WalletApp",
        receiverTag: "@bob",
        amount: { value: 150_000, currency: "NGN" },
        currency: "NGN",
        amountText: "1500",
        narration: "School fees payment",
        rejectionReason: "<string>",
        expiresAt: Date.parse("2023-11-07T05:31:56Z"),
        createdAt: Date.parse("2023-11-07T05:31:56Z"),
      },
    });
    expect(world().log.lines).toEqual([]);
  });

  const ours = aTransaction();
  const other = aTransaction({ reference: "TXN-OTHER" });
  const shouting = Object.fromEntries(
    Object.entries(ours).map(([key, value]) => [key.toUpperCase(), value]),
  );
  const lower = REFERENCE.toLowerCase();

  it.each<[string, unknown]>([
    ["without an envelope", ours],
    ["in a list", enveloped([ours])],
    ["among others", [other, ours]],
    ["on a page", enveloped({ content: [ours] })],
    ["under a name", enveloped({ transaction: ours })],
    ["with keys in another case", { Success: true, DATA: shouting }],
    ["with its reference in another case", aTransaction({ reference: lower })],
    ["with space around it", aTransaction({ reference: ` ${REFERENCE} ` })],
  ])("is found %s", async (_how, json) => {
    world().server.on(ROUTES.find, { json });
    expect(await find()).toMatchObject({
      kind: "found",
      value: { amount: { value: 150_000 }, receiverTag: "duka@dukaapp" },
    });
  });
});

describe("a rejection's reason", () => {
  it.each<[string, string, string]>([
    ["500 characters", "x".repeat(500), "x".repeat(500)],
    ["500 of two units each", "🛍".repeat(500), "🛍".repeat(500)],
    ["more", `${"🛍".repeat(500)}x`, "🛍".repeat(500)],
  ])("comes back whole, up to 500 characters: %s", (_what, said, read) => {
    const { transfer } = reading("rejectionReason", JSON.stringify(said));
    expect(transfer?.rejectionReason).toBe(read);
  });
});

describe("a reference", () => {
  it.each([
    ...["null", '"null"', '""', '"."', '".."', '"a/b"', '"TXN 1"', '"TXN%2F1"'],
    ...['"TXN-é"', `"${"x".repeat(129)}"`, '{"a":1}'],
  ])("that no call could carry names no transfer: %s", (json) => {
    expect(reading("reference", json).transfer).toBeNull();
  });
});

describe("an amount", () => {
  it.each<[string, number | null]>([
    ["1500.0000", 150_000],
    ['"1500.0100"', 150_001],
    ['"1.5E+3"', 150_000],
    ["1500.005", null],
    ["0", null],
    ["-1500", null],
    ['"1,500.00"', null],
    ["null", null],
    ['{"value":1500}', null],
  ])("%s", (json, value) => {
    const expected = value === null ? null : { value, currency: "NGN" };
    expect(reading("amount", json).transfer?.amount).toEqual(expected);
  });

  it.each([
    ["1500.005", "1500.005"],
    ["null", ""],
    [`"${"9".repeat(300)}"`, "9".repeat(40)],
  ])("is shown as it was written, cut to what can be read", (json, text) => {
    expect(reading("amount", json).transfer?.amountText).toBe(text);
  });

  it.each<[string, string, number | null]>([
    ['"NGN"', "NGN", 150_000],
    ['" KES "', "KES", 150_000],
    ['"UGX"', "UGX", 1500],
    ['"JPY"', "JPY", null],
    ['"NAIRA"', "XXX", null],
    ['"constructor"', "XXX", null],
    ["null", "XXX", null],
  ])("in the currency %s", (json, currency, value) => {
    const { transfer } = reading("currency", json);
    expect(transfer?.currency).toBe(currency);
    expect(transfer?.amount?.value ?? null).toBe(value);
  });
});

describe("a status", () => {
  it.each<[string, string, ...string[]]>([
    ['"AWAITING_ACCEPTANCE"', "awaiting_acceptance"],
    ['"awaiting-acceptance"', "awaiting_acceptance"],
    ['"Completed"', "completed"],
    ['" rejected "', "rejected"],
    ['"EXPIRED"', "expired"],
    // Never paid, and counted
    ['"ACCEPTED"', "unknown", "transfer_status ACCEPTED"],
    ['"constructor"', "unknown", "transfer_status CONSTRUCTOR"],
    ["4", "unknown", "transfer_status 4"],
    ["null", "unknown", "transfer_status NONE"],
    ["{}", "unknown", "transfer_status NONE"],
    ['""', "unknown", "transfer_status NONE"],
  ])("%s is %s", (json, status, ...counted) => {
    const { transfer, seen } = reading("status", json);
    expect(transfer?.status).toBe(status);
    expect(seen).toEqual(counted);
  });
});

describe("other fields", () => {
  it("may be missing or odd without costing the rest", () => {
    const found = readTransfer(
      {
        reference: "TXN-1",
        senderTag: {},
        narration: ["x"],
        expiresAt: "soon",
        createdAt: "1700000000",
        senderAppName: "x".repeat(300),
      },
      { seen: () => undefined },
    );
    expect(found).toEqual({
      reference: "TXN-1",
      status: "unknown",
      senderTag: "",
      senderApp: "x".repeat(256),
      receiverTag: "",
      amount: null,
      currency: "XXX",
      amountText: "",
      narration: null,
      rejectionReason: null,
      expiresAt: null,
      createdAt: 1_700_000_000_000,
    });
  });
});
