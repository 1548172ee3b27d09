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

  it.each<[string, unknown]>([
    ["without an envelope", aTransaction()],
    ["in a list", enveloped([aTransaction()])],
    [
      "among others",
      [aTransaction({ reference: "TXN-OTHER" }), aTransaction()],
    ],
    ["on a page", enveloped({ content: [aTransaction()] })],
    ["under a name", enveloped({ transaction: aTransaction() })],
    [
      "with keys in another case",
      {
        Success: true,
        DATA: Object.fromEntries(
          Object.entries(aTransaction()).map(([key, value]) => [
            key.toUpperCase(),
            value,
          ]),
        ),
      },
    ],
    [
      "with its reference in another case",
      aTransaction({ reference: REFERENCE.toLowerCase() }),
    ],
    [
      "with a reference around which there is space",
      aTransaction({ reference: ` ${REFERENCE} ` }),
    ],
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
  it.each(["null", "0", "-", "None", "undefined", "000", "NA", ""])(
    "that is %j names no transfer",
    (reference) => {
      expect(
        reading("reference", JSON.stringify(reference)).transfer,
      ).toBeNull();
    },
  );
});

describe("an amount", () => {
  it.each<[string, number | null]>([
    ["1500", 150_000],
    ['"1500"', 150_000],
    ["1500.0", 150_000],
    ["1500.0000", 150_000],
    ["1500.0100", 150_001],
    ["0.01", 1],
    ["90071992547409.91", 9_007_199_254_740_991],
    ["1500.005", null],
    ["0.0001", null],
    ["0", null],
    ["0.00", null],
    ["-1500", null],
    ['"+1500"', null],
    ["1e3", 100_000],
    ["1.5E+3", 150_000],
    ["1.0E7", 1_000_000_000],
    ['"1e3"', 100_000],
    ["1.5E-3", null],
    ['"1,500.00"', null],
    ['"1 500"', null],
    ['"NGN 1500"', null],
    ['"0x5DC"', null],
    ['"١٥٠٠"', null],
    ["90071992547409.93", null],
    ["9999999999999999", null],
    ['""', null],
    ["null", null],
    ["true", null],
    ["[1500]", null],
    ['{"value":1500}', null],
  ])("%s", (json, value) => {
    const { transfer } = reading("amount", json);
    expect(transfer?.amount).toEqual(
      value === null ? null : { value, currency: "NGN" },
    );
  });

  it("is shown to people as it was written, cut to what can be read", () => {
    expect(reading("amount", "1500.005").transfer?.amountText).toBe("1500.005");
    expect(reading("amount", "null").transfer?.amountText).toBe("");
    expect(reading("amount", `"${"9".repeat(300)}"`).transfer?.amountText).toBe(
      "9".repeat(40),
    );
  });

  it.each<[string, string, number | null]>([
    ['"NGN"', "NGN", 150_000],
    ['"ngn"', "NGN", 150_000],
    ['" KES "', "KES", 150_000],
    ['"UGX"', "UGX", 1500],
    ['"JPY"', "JPY", null],
    ['"NAIRA"', "XXX", null],
    ["566", "XXX", null],
    ['"constructor"', "XXX", null],
    ["null", "XXX", null],
    ['"ＮＧＮ"', "XXX", null],
  ])("in the currency %s", (json, currency, value) => {
    const { transfer } = reading("currency", json);
    expect(transfer?.currency).toBe(currency);
    expect(transfer?.amount?.value ?? null).toBe(value);
  });
});

describe("a status", () => {
  it.each<[string, string]>([
    ['"AWAITING_ACCEPTANCE"', "awaiting_acceptance"],
    ['"awaiting-acceptance"', "awaiting_acceptance"],
    ['"Completed"', "completed"],
    ['" rejected "', "rejected"],
    ['"EXPIRED"', "expired"],
  ])("%s", (json, status) => {
    const { transfer, seen } = reading("status", json);
    expect(transfer?.status).toBe(status);
    expect(seen).toEqual([]);
  });

  it.each<[string, string]>([
    ['"ACCEPTED"', "ACCEPTED"],
    ['"PAID"', "PAID"],
    ['"constructor"', "CONSTRUCTOR"],
    ["4", "4"],
    ["null", "NONE"],
    ["{}", "NONE"],
    ['""', "NONE"],
  ])("%s is unknown, never paid, and counted", (json, value) => {
    const { transfer, seen } = reading("status", json);
    expect(transfer?.status).toBe("unknown");
    expect(seen).toEqual([`transfer_status ${value}`]);
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

  it.each([
    "null",
    '""',
    '"."',
    '".."',
    '"a/b"',
    '"TXN 1"',
    '"TXN%2F1"',
    '"TXN-é"',
    `"${"x".repeat(129)}"`,
    '{"a":1}',
  ])("are nothing without a reference that a call could carry: %s", (json) => {
    expect(reading("reference", json).transfer).toBeNull();
  });
});
