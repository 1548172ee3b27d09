import { describe, expect, it } from "vitest";
import type { QueryResult } from "../../../src/ports/provider.ts";
import { expecting } from "../../support/expecting.ts";
import {
  NOT_FOUND,
  PENDING,
  PLAN,
  REFERENCE,
  ROUTES,
  UNAVAILABLE,
  eachInItsOwnWorld,
  ended,
  kes,
} from "./harness.ts";
import { http } from "./provider-server.ts";
import type { Reply } from "./provider-server.ts";

const world = eachInItsOwnWorld();
const RECEIPT = "SKL7X2Q9WD";

const query = (reply: Reply): Promise<QueryResult> =>
  world()
    .answering(reply, ROUTES.depositStatus)
    .provider.query(PLAN, REFERENCE);

const deposit = (resultCode: unknown, changes: object = {}): object => ({
  originatorConversationId: PLAN.id,
  merchantRequestID: "29115-34620561-1",
  phoneNumber: `+${PLAN.phone ?? ""}`,
  mpesaReceiptNumber: null,
  resultCode,
  resultDesc: "words",
  status: "words",
  ...changes,
});

const NO_ID = { ...UNAVAILABLE, detail: "the response has no id" };
const paid = (amount: object | null = null): object => ({
  kind: "succeeded",
  amount,
  receipt: RECEIPT,
});
const NOT_OURS = paid({ value: 0, currency: "XXX" });

describe("the deposit query", () => {
  it("asks by our own id", async () => {
    await query({ json: deposit("") });
    const [request] = world().server.to(ROUTES.depositStatus);
    expect(request?.query).toEqual({ OriginatorConversationId: PLAN.id });
  });

  it.each<[object, ...unknown[]]>([
    [ended("insufficient_funds"), "1", "15"],
    [ended("provider_unavailable"), "17", "26", "6", "10"],
    [ended("session_busy"), "1001"],
    [ended(null, "expired"), "1019"],
    [ended(null, "cancelled"), "1032", 1032],
    [ended("phone_unreachable"), "1025", "9999"],
    [ended("phone_unreachable", "expired"), "1037"],
    [ended("wrong_pin"), "2001"],
    [ended("limit_exceeded"), "2", "7"],
    [ended("invalid_account"), "5"],
    [ended("unknown"), "8", "19"],
    [ended("declined"), "18"],
    [{ kind: "timed_out" }, "-1"],
    [NOT_FOUND, "11"],
    // Documented, and nothing is decided
    [PENDING, "3", "4", "9", "12", "13", "14", "16", "20", "21", "22", "999"],
    // Nobody's
    [
      PENDING,
      "23",
      "01",
      "1.0",
      "000",
      "constructor",
      "",
      " ",
      null,
      undefined,
    ],
    // Without a receipt nothing is paid
    [PENDING, "0", 0],
  ])("maps to %j the result codes %j %j…", async (expected, ...codes) => {
    for (const code of codes)
      expect(await query({ json: deposit(code) }), String(code)).toEqual(
        expected,
      );
  });

  it.each<[string, object, object]>([
    ...expecting(paid(), {
      "0 and a receipt": deposit("0"),
      "0 as a number": deposit(0),
      "other keys": {
        OriginatorConversationID: PLAN.id.toUpperCase(),
        RESULTCODE: "0",
      },
      "an amount of null": deposit("0", { amount: null }),
      "our currency alone": deposit("0", { currency: "404" }),
    }),
    ...expecting(NO_ID, {
      "no id": deposit("0", { originatorConversationId: null }),
      "an empty id": deposit("0", { originatorConversationId: "" }),
      "no id, refused": deposit("1032", {
        originatorConversationId: undefined,
      }),
    }),
    ...expecting(PENDING, {
      "an amount that is empty": deposit("0", { amount: " " }),
      "an amount of N/A": deposit("0", { amount: "N/A" }),
      "an amount of -1": deposit("0", { amount: -1 }),
      "a receipt and no code": deposit(null),
    }),
    ["a receipt and a refusal", deposit("1032"), ended(null, "cancelled")],
    ["an exponent", deposit("0", { amount: "2.5E+3" }), paid(kes(250_000))],
    ["our amount", deposit("0", { Amount: 2500 }), paid(kes(250_000))],
    ["another amount", deposit("0", { amount: "1.00" }), paid(kes(100))],
    [
      "an amount in dollars",
      deposit("0", { amount: 2500, currency: "USD" }),
      paid({ value: 250_000, currency: "USD" }),
    ],
    ["an unreadable amount", deposit("0", { amount: "2,500" }), NOT_OURS],
    ["another currency alone", deposit("0", { currency: "USD" }), NOT_OURS],
  ])("beside a receipt, reads %s", async (_what, body, expected) => {
    const json = { ...body, mpesaReceiptNumber: RECEIPT };
    expect(await query({ json })).toEqual(expected);
  });

  it.each([
    ["  ", []],
    ["N/A", ["almara deposit_receipt"]],
    [0, ["almara deposit_receipt"]],
  ])("takes the receipt %j for none", async (mpesaReceiptNumber, counted) => {
    const json = deposit("0", { mpesaReceiptNumber });
    expect(await query({ json })).toEqual(PENDING);
    expect(world().unknown).toEqual(counted);
  });

  it("prefers the documented spelling of a key that comes twice", async () => {
    const text = `{"originatorConversationId":"${PLAN.id}","RESULTCODE":"0","resultCode":"1032","ResultCode":"0","mpesaReceiptNumber":"${RECEIPT}"}`;
    expect(await query({ text })).toEqual(ended(null, "cancelled"));
  });

  const OPEN = `{"originatorConversationId":"${PLAN.id}","resultCode":"2001"`;

  it.each<[string, Reply, object]>([
    ...expecting<Reply>(UNAVAILABLE, {
      "an empty object": http(200, {}),
      "no known field": http(200, { status: "ok" }),
      "a code of another type": http(200, deposit({ code: "0" })),
      "an odd receipt": http(200, deposit("0", { mpesaReceiptNumber: true })),
      "a cut body": http(200, OPEN),
      "no answer": "hang",
    }),
    ["404", http(404, ""), NOT_FOUND],
    ["a trailing comma", http(200, `${OPEN},}`), ended("wrong_pin")],
  ])("learns the right thing from %s", async (_what, reply, expected) => {
    expect(await query(reply)).toMatchObject(expected);
  });

  it("believes nothing of an answer with another id", async () => {
    const more = { originatorConversationId: "x", mpesaReceiptNumber: RECEIPT };
    const json = deposit("0", more);
    expect(await query({ json })).toMatchObject(UNAVAILABLE);
    expect(world().log.codes()).toEqual(["upstream_mismatch"]);
  });

  it("logs a code that nobody documents, and no other", async () => {
    await query({ json: deposit("14") });
    await query({ json: deposit("4999") });
    expect(world().log.lines.map(({ fields }) => fields)).toMatchObject([
      { kind: "deposit_result_code", value: "4999", id: PLAN.id },
    ]);
  });

  it("stops writing out values when there are too many of them", async () => {
    for (let code = 3000; code < 3205; code += 1)
      await query({ json: deposit(String(code)) });
    expect(world().log.lines).toHaveLength(201);
  });
});
