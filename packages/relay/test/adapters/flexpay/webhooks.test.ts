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
import { REFERENCE, aTransaction } from "./harness.ts";

const VECTOR =
  "v0=bdf9943e7ab478679efb714ac4e841cfb1843bfb0480c2e655f3731a061003f8";
const open = (
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  body: string = BODY,
) => webhooks().open(bytes(body), headers);

const WRONG = refused("signature_wrong");

describe("the signature", () => {
  it("is that of the vector, made by the documented formula", async () => {
    expect(sign(BODY)).toBe(VECTOR);
    for (const [timestamp, signature, value] of [
      ["x-idaas-timestamp", "x-idaas-signature", VECTOR],
      // In either case, and so may the names of its headers
      ["X-IDaaS-Timestamp", "X-IDAAS-SIGNATURE", VECTOR.slice(3).toUpperCase()],
    ] as const) {
      const mac = `v0=${value.replace("v0=", "")}`;
      expect(await open({ [timestamp]: SENT_AT, [signature]: mac })).toEqual(
        OK,
      );
    }
  });

  const SIGNATURE = "x-idaas-signature";
  const TIMESTAMP = "x-idaas-timestamp";

  it.each<[string, string, string | string[] | undefined]>([
    ["timestamp_missing", TIMESTAMP, undefined],
    ["timestamp_missing", TIMESTAMP, [SENT_AT, SENT_AT]],
    ["signature_missing", SIGNATURE, undefined],
    ["signature_missing", "X-IDaaS-Signature", VECTOR],
    ["timestamp_unreadable", TIMESTAMP, ""],
    ["timestamp_unreadable", TIMESTAMP, "soon"],
    ["timestamp_unreadable", TIMESTAMP, "9".repeat(300)],
    ["timestamp_unreadable", TIMESTAMP, ` ${SENT_AT}`],
    ["timestamp_outside", TIMESTAMP, "9999999999"],
    ["signature_unreadable", SIGNATURE, ""],
    ["signature_unreadable", SIGNATURE, VECTOR.slice(3)],
    ["signature_unreadable", SIGNATURE, `${VECTOR}0`],
    ["signature_unreadable", SIGNATURE, VECTOR.slice(0, -1)],
    ["signature_unreadable", SIGNATURE, `v1=${VECTOR.slice(3)}`],
    ["signature_unreadable", SIGNATURE, "v".repeat(300)],
    ["signature_wrong", SIGNATURE, `v0=${"0".repeat(64)}`],
    ["signature_wrong", SIGNATURE, sign(BODY, SENT_AT, "whsec_other")],
    ["signature_wrong", TIMESTAMP, "1700000001"],
    ["signature_wrong", TIMESTAMP, "1700000000000"],
  ])("is refused as %s with %s %j", async (reason, name, value) => {
    const headers = { ...headersFor(BODY), [name]: value };
    expect(await open(headers)).toEqual(refused(reason));
  });

  it.each<[string, string]>([
    ["another body", BODY.replace("INITIATED", "COMPLETED")],
    ["one more byte", `${BODY} `],
    ["nothing", ""],
    ["the same meaning", BODY.replace(":", ": ")],
  ])("of the body is not that of %s", async (_what, body) => {
    expect(await open(headersFor(BODY), body)).toEqual(WRONG);
  });

  it("is over the bytes, readable or not", async () => {
    const body = Uint8Array.of(0xff, 0xfe, 0, 0x7b);
    expect(await webhooks().open(body, headersFor(body))).toEqual(UNREADABLE);
  });

  it("may be that of either secret while they are changed", async () => {
    const both = webhooks({ secrets: ["whsec_new", SECRET] });
    const openWith = (key: string) =>
      both.open(bytes(BODY), headersFor(BODY, SENT_AT, key));
    expect(await openWith("whsec_new")).toEqual(OK);
    expect(await openWith(SECRET)).toEqual(OK);
    expect(await openWith("whsec_older")).toEqual(WRONG);
  });

  it("may be keyed with the secret's hash, where the settings say so", async () => {
    const hashed = headersFor(BODY, SENT_AT, sha256(SECRET));
    const derived = webhooks({ keyDerivation: "sha256-hex" });
    expect(await derived.open(bytes(BODY), hashed)).toEqual(OK);
    expect(await derived.open(bytes(BODY), headersFor(BODY))).toEqual(WRONG);
    expect(await open(hashed)).toEqual(WRONG);
  });
});

describe("the timestamp", () => {
  const outside = refused("timestamp_outside");

  it.each([
    // Seconds, milliseconds, and ISO 8601
    ...["1700000000", "1700000000000", "2023-11-14T23:13:20+01:00"],
    // Five minutes ago, and ahead
    ...["1699999700", "1700000300"],
  ])("may be %s, and is signed as it stands", async (timestamp) => {
    expect(await open(headersFor(BODY, timestamp))).toEqual(OK);
  });

  it.each([
    ...["1699999699", "1700000301", "1699999699999", "1700000300001"],
    ...["2023-11-14T22:08:19Z", "0"],
  ])("%s is outside, however well signed", async (timestamp) => {
    expect(await open(headersFor(BODY, timestamp))).toEqual(outside);
  });
});

describe("the body", () => {
  const read = (body: unknown) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return open(headersFor(text), text);
  };
  const eventType = "TRANSACTION_INITIATED";
  const data = aTransaction();
  const start = `{"eventType":"${eventType}","reference":"${REFERENCE}"`;

  it.each<[string, unknown]>([
    ["the transaction", { eventType, ...data }],
    ["the transaction under data", { eventType, data }],
    [
      "the transaction under its name",
      { event: "transaction_initiated", transaction: data },
    ],
    [
      "the transaction deeper",
      { type: eventType, data: { transaction: data } },
    ],
    [
      "all under data",
      { data: { eventType, transactionReference: REFERENCE } },
    ],
    [
      "keys in another case",
      { EVENTTYPE: eventType, TransactionReference: REFERENCE },
    ],
    ["snake case", { event_type: eventType, transaction_reference: REFERENCE }],
    ["a byte order mark", `\ufeff${start}}`],
    ["a trailing comma", `${start},}`],
    ["its end cut off", `${start},"amo`],
    [
      "a reference that fits beside one that does not",
      { eventType, reference: "../x", transactionReference: REFERENCE },
    ],
  ])("is read with %s", async (_how, body) => {
    expect(await read(body)).toEqual({ ...OK, reference: REFERENCE });
  });

  it.each(["../../admin", "x".repeat(300), { a: 1 }, ""])(
    "names no reference with %j",
    async (reference) => {
      expect(await read({ eventType, reference })).toEqual(OK);
    },
  );

  it("names no event type that is no word", async () => {
    const answer = await read({ eventType: "a b\n".repeat(100) });
    expect(answer).toEqual({ ...OK, eventType: null });
  });

  it.each([
    ...["", "null", "[]", "true", "<html>", '"TXN-1"', '{"reference":"TXN-'],
    "[".repeat(9000),
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
