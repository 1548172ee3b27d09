import { describe, expect, it } from "vitest";
import {
  BODY,
  OK,
  SECRET,
  SENT_AT,
  UNREADABLE,
  bytes,
  headersFor,
  refused,
  sha256,
  sign,
  webhooks,
} from "./signed.ts";
import { aTransaction } from "./harness.ts";

const VECTOR =
  "v0=bdf9943e7ab478679efb714ac4e841cfb1843bfb0480c2e655f3731a061003f8";
const open = (
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  body: string = BODY,
) => webhooks().open(bytes(body), headers);

describe("the signature", () => {
  it("is that of the vector, made by the documented formula", async () => {
    expect(sign(BODY)).toBe(VECTOR);
    expect(
      await open({
        "x-idaas-timestamp": SENT_AT,
        "x-idaas-signature": VECTOR,
      }),
    ).toEqual(OK);
  });

  it("may be in either case, and so may the names of its headers", async () => {
    expect(
      await open({
        "X-IDaaS-Timestamp": SENT_AT,
        "X-IDAAS-SIGNATURE": `v0=${VECTOR.slice(3).toUpperCase()}`,
      }),
    ).toEqual(OK);
  });

  it.each<[string, Record<string, string | string[] | undefined>]>([
    ["timestamp_missing", { "x-idaas-timestamp": undefined }],
    ["timestamp_missing", { "x-idaas-timestamp": [SENT_AT, SENT_AT] }],
    ["signature_missing", { "x-idaas-signature": undefined }],
    ["signature_missing", { "X-IDaaS-Signature": VECTOR }],
    ["timestamp_unreadable", { "x-idaas-timestamp": "" }],
    ["timestamp_unreadable", { "x-idaas-timestamp": "soon" }],
    ["timestamp_unreadable", { "x-idaas-timestamp": "9".repeat(300) }],
    ["timestamp_unreadable", { "x-idaas-timestamp": ` ${SENT_AT}` }],
    ["timestamp_outside", { "x-idaas-timestamp": "9999999999" }],
    ["signature_unreadable", { "x-idaas-signature": "" }],
    ["signature_unreadable", { "x-idaas-signature": VECTOR.slice(3) }],
    ["signature_unreadable", { "x-idaas-signature": `${VECTOR}0` }],
    ["signature_unreadable", { "x-idaas-signature": VECTOR.slice(0, -1) }],
    ["signature_unreadable", { "x-idaas-signature": `v1=${VECTOR.slice(3)}` }],
    ["signature_unreadable", { "x-idaas-signature": "v".repeat(300) }],
    ["signature_wrong", { "x-idaas-signature": `v0=${"0".repeat(64)}` }],
    ["signature_wrong", { "x-idaas-timestamp": "1700000001" }],
    ["signature_wrong", { "x-idaas-timestamp": "1700000000000" }],
  ])("is refused as %s with %j", async (reason, changes) => {
    expect(await open({ ...headersFor(BODY), ...changes })).toEqual(
      refused(reason),
    );
  });

  it.each<[string, string]>([
    ["another body", BODY.replace("INITIATED", "COMPLETED")],
    ["one more byte", `${BODY} `],
    ["nothing", ""],
    ["the same meaning", BODY.replace(":", ": ")],
  ])("of the body is not that of %s", async (_what, body) => {
    expect(await open(headersFor(BODY), body)).toEqual(
      refused("signature_wrong"),
    );
  });

  it("is over the bytes, readable or not", async () => {
    const body = Uint8Array.of(0xff, 0xfe, 0, 0x7b);
    expect(await webhooks().open(body, headersFor(body))).toEqual(UNREADABLE);
  });

  it("of another secret is refused", async () => {
    expect(await open(headersFor(BODY, SENT_AT, "whsec_other"))).toEqual(
      refused("signature_wrong"),
    );
  });

  it("may be that of either secret while they are changed", async () => {
    const both = webhooks({ secrets: ["whsec_new", SECRET] });
    for (const key of ["whsec_new", SECRET])
      expect(
        await both.open(bytes(BODY), headersFor(BODY, SENT_AT, key)),
      ).toEqual(OK);
    expect(
      await both.open(bytes(BODY), headersFor(BODY, SENT_AT, "whsec_older")),
    ).toEqual(refused("signature_wrong"));
  });

  it("may be keyed with the secret's hash, where the settings say so", async () => {
    const hashed = headersFor(BODY, SENT_AT, sha256(SECRET));
    const derived = webhooks({ keyDerivation: "sha256-hex" });
    expect(await derived.open(bytes(BODY), hashed)).toEqual(OK);
    expect(await derived.open(bytes(BODY), headersFor(BODY))).toEqual(
      refused("signature_wrong"),
    );
    expect(await open(hashed)).toEqual(refused("signature_wrong"));
  });
});

describe("the timestamp", () => {
  it.each([
    ["seconds", "1700000000"],
    ["milliseconds", "1700000000000"],
    ["ISO 8601", "2023-11-14T22:13:20Z"],
    ["ISO 8601 with nanoseconds", "2023-11-14T22:13:20.123456789Z"],
    ["ISO 8601 without a zone", "2023-11-14T22:13:20"],
    ["ISO 8601 elsewhere", "2023-11-14T23:13:20+01:00"],
    ["five minutes ago", "1699999700"],
    ["five minutes ahead", "1700000300"],
  ])("may be in %s, and is signed as it stands", async (_unit, timestamp) => {
    expect(await open(headersFor(BODY, timestamp))).toEqual(OK);
  });

  it.each([
    "1699999699",
    "1700000301",
    "1699999699999",
    "1700000300001",
    "2023-11-14T22:08:19Z",
    "0",
  ])("%s is outside, however well signed", async (timestamp) => {
    expect(await open(headersFor(BODY, timestamp))).toEqual(
      refused("timestamp_outside"),
    );
  });
});

describe("the body", () => {
  const read = (body: unknown) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return open(headersFor(text), text);
  };
  const expected = { ...OK, reference: "TXN-16820000-AB1C2D3E" };

  it.each<[string, unknown]>([
    [
      "the transaction",
      { eventType: "TRANSACTION_INITIATED", ...aTransaction() },
    ],
    [
      "the transaction under data",
      { eventType: "TRANSACTION_INITIATED", data: aTransaction() },
    ],
    [
      "the transaction under its name",
      { event: "transaction_initiated", transaction: aTransaction() },
    ],
    [
      "the transaction deeper",
      { type: "TRANSACTION_INITIATED", data: { transaction: aTransaction() } },
    ],
    [
      "all under data",
      {
        data: {
          eventType: "TRANSACTION_INITIATED",
          transactionReference: "TXN-16820000-AB1C2D3E",
        },
      },
    ],
    [
      "keys in another case",
      {
        EVENTTYPE: "TRANSACTION_INITIATED",
        TransactionReference: "TXN-16820000-AB1C2D3E",
      },
    ],
    [
      "snake case",
      {
        event_type: "TRANSACTION_INITIATED",
        transaction_reference: "TXN-16820000-AB1C2D3E",
      },
    ],
    [
      "a byte order mark",
      `\ufeff{"eventType":"TRANSACTION_INITIATED","reference":"TXN-16820000-AB1C2D3E"}`,
    ],
    [
      "a trailing comma",
      '{"eventType":"TRANSACTION_INITIATED","reference":"TXN-16820000-AB1C2D3E",}',
    ],
    [
      "its end cut off",
      '{"eventType":"TRANSACTION_INITIATED","reference":"TXN-16820000-AB1C2D3E","amo',
    ],
    [
      "a reference that fits beside one that does not",
      {
        eventType: "TRANSACTION_INITIATED",
        reference: "../x",
        transactionReference: "TXN-16820000-AB1C2D3E",
      },
    ],
  ])("is read with %s", async (_how, body) => {
    expect(await read(body)).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ["a path", "../../admin"],
    ["300 characters", "x".repeat(300)],
    ["an object", { a: 1 }],
    ["nothing", ""],
  ])("names no reference with %s", async (_what, reference) => {
    expect(
      await read({ eventType: "TRANSACTION_INITIATED", reference }),
    ).toEqual(OK);
  });

  it("names no event type that is no word", async () => {
    expect(await read({ eventType: "a b\n".repeat(100) })).toEqual({
      ...OK,
      eventType: null,
    });
  });

  it.each([
    "",
    "null",
    "[]",
    "true",
    "<html>",
    '"TXN-1"',
    "[".repeat(9000),
    '{"reference":"TXN-',
  ])("that can't be read is the provider's nevertheless: %#", async (body) => {
    expect(await read(body)).toEqual(UNREADABLE);
  });
});

describe("secrets", () => {
  it.each([[[]], [[""]], [["  "]], [[SECRET, ""]]])(
    "are refused where anybody could sign: %j",
    (secrets) => {
      expect(() => webhooks({ secrets })).toThrow(TypeError);
    },
  );
});
