import { describe, expect, it } from "vitest";
import type { QueryResult } from "../../../src/ports/provider.ts";
import { PLAN, REFERENCE, ROUTES, eachInItsOwnWorld } from "./harness.ts";
import type { Reply } from "./provider-server.ts";

const world = eachInItsOwnWorld();
const RECEIPT = "SKL7X2Q9WD";

function query(reply: Reply): Promise<QueryResult> {
  const { server, ...adapters } = world();
  const provider = reply === "hang" ? adapters.impatient : adapters.provider;
  server.on(ROUTES.depositStatus, reply);
  return provider.query(PLAN, REFERENCE);
}

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

const pending = { kind: "pending" };
const unavailable = { kind: "unavailable" };
const refused = (code: string | null, status = "failed"): object => ({
  kind: "refused",
  status,
  code,
});
const noId = { kind: "unavailable", detail: "the response has no id" };
const paid = (amount: object | null = null): object => ({
  kind: "succeeded",
  amount,
  receipt: RECEIPT,
});

describe("the deposit query", () => {
  it("asks by our own id", async () => {
    await query({ json: deposit("") });
    expect(world().server.to(ROUTES.depositStatus)[0]?.query).toEqual({
      OriginatorConversationId: PLAN.id,
    });
  });

  it.each<[unknown, object]>([
    // Daraja
    ["1", refused("insufficient_funds")],
    ["17", refused("provider_unavailable")],
    ["26", refused("provider_unavailable")],
    ["1001", refused("session_busy")],
    ["1019", refused(null, "expired")],
    ["1025", refused("phone_unreachable")],
    ["1032", refused(null, "cancelled")],
    [1032, refused(null, "cancelled")],
    ["1037", refused("phone_unreachable", "expired")],
    ["2001", refused("wrong_pin")],
    ["9999", refused("phone_unreachable")],
    // The platform's own
    ["-1", { kind: "timed_out" }],
    ["2", refused("limit_exceeded")],
    ["5", refused("invalid_account")],
    ["6", refused("provider_unavailable")],
    ["7", refused("limit_exceeded")],
    ["8", refused("unknown")],
    ["10", refused("provider_unavailable")],
    ["11", { kind: "not_found" }],
    ["15", refused("insufficient_funds")],
    ["18", refused("declined")],
    ["19", refused("unknown")],
    ["3", pending],
    ["4", pending],
    ["9", pending],
    ["12", pending],
    ["13", pending],
    ["14", pending],
    ["16", pending],
    ["20", pending],
    ["21", pending],
    ["22", pending],
    ["999", pending],
    // Nobody's
    ["23", pending],
    ["01", pending],
    ["1.0", pending],
    ["000", pending],
    ["constructor", pending],
    ["", pending],
    [" ", pending],
    [null, pending],
    [undefined, pending],
    // Without a receipt nothing is paid
    ["0", pending],
    [0, pending],
  ])("maps result code %j", async (resultCode, expected) => {
    expect(await query({ json: deposit(resultCode) })).toEqual(expected);
  });

  it.each<[string, object, object]>([
    ["0 and a receipt", deposit("0"), paid()],
    ["0 as a number", deposit(0), paid()],
    [
      "other keys",
      { OriginatorConversationID: PLAN.id.toUpperCase(), RESULTCODE: "0" },
      paid(),
    ],
    ["no id", deposit("0", { originatorConversationId: null }), noId],
    ["an empty id", deposit("0", { originatorConversationId: "" }), noId],
    [
      "no id beside a refusal",
      deposit("1032", { originatorConversationId: undefined }),
      noId,
    ],
    ["an amount that is empty", deposit("0", { amount: " " }), pending],
    ["an amount of N/A", deposit("0", { amount: "N/A" }), pending],
    ["an amount of -1", deposit("0", { amount: -1 }), pending],
    ["an amount of null", deposit("0", { amount: null }), paid()],
    [
      "an amount with an exponent",
      deposit("0", { amount: "2.5E+3" }),
      paid({ value: 250_000, currency: "KES" }),
    ],
    ["a receipt and no code", deposit(null), pending],
    ["a receipt and a refusal", deposit("1032"), refused(null, "cancelled")],
    [
      "our amount",
      deposit("0", { Amount: 2500 }),
      paid({ value: 250_000, currency: "KES" }),
    ],
    [
      "another amount",
      deposit("0", { amount: "1.00" }),
      paid({ value: 100, currency: "KES" }),
    ],
    [
      "an amount in dollars",
      deposit("0", { amount: 2500, currency: "USD" }),
      paid({ value: 250_000, currency: "USD" }),
    ],
    [
      "an unreadable amount",
      deposit("0", { amount: "2,500" }),
      paid({ value: 0, currency: "XXX" }),
    ],
    [
      "another currency alone",
      deposit("0", { currency: "USD" }),
      paid({ value: 0, currency: "XXX" }),
    ],
    ["our currency alone", deposit("0", { currency: "404" }), paid()],
  ])("beside a receipt, reads %s", async (_what, body, expected) => {
    const json = { ...body, mpesaReceiptNumber: RECEIPT };
    expect(await query({ json })).toEqual(expected);
  });

  it("takes a blank receipt for none", async () => {
    const json = deposit("0", { mpesaReceiptNumber: "  " });
    expect(await query({ json })).toEqual(pending);
    expect(world().metrics.unknown).toEqual([]);
  });

  it.each(["N/A", "null", "0", 0, "-", "None", "nil", "undefined", "000", -1])(
    "takes the receipt %j for none, and counts it",
    async (mpesaReceiptNumber) => {
      const json = deposit("0", { mpesaReceiptNumber });
      expect(await query({ json })).toEqual(pending);
      expect(world().metrics.unknown).toEqual(["almara deposit_receipt"]);
    },
  );

  it("prefers the documented spelling of a key that comes twice", async () => {
    const text = `{"originatorConversationId":"${PLAN.id}","RESULTCODE":"0","resultCode":"1032","ResultCode":"0","mpesaReceiptNumber":"${RECEIPT}"}`;
    expect(await query({ text })).toEqual(refused(null, "cancelled"));
  });

  it.each<[string, Reply, object]>([
    ["an empty object", { json: {} }, unavailable],
    [
      "an object without a known field",
      { json: { status: "ok" } },
      unavailable,
    ],
    ["a code of another type", { json: deposit({ code: "0" }) }, unavailable],
    [
      "a receipt of another type",
      { json: deposit("0", { mpesaReceiptNumber: true }) },
      unavailable,
    ],
    ["a list", { json: [] }, unavailable],
    [
      "a cut body",
      { text: `{"resultCode":"0","mpesaReceiptNumber":"${RECEIPT}"` },
      unavailable,
    ],
    ["half an answer", { half: JSON.stringify(deposit("0")) }, unavailable],
    ["no answer", "hang", unavailable],
    ["a cut connection", "reset", unavailable],
    [
      "400",
      { status: 400, json: { errors: [{ field: "Id", message: "required" }] } },
      unavailable,
    ],
    ["401, twice", { status: 401 }, unavailable],
    ["503", { status: 503 }, unavailable],
    ["404", { status: 404, text: "" }, { kind: "not_found" }],
    [
      "404 as the client saw it",
      {
        status: 404,
        json: {
          id: PLAN.id,
          idType: "OriginatorConversationId",
          message: "none",
        },
      },
      { kind: "not_found" },
    ],
    [
      "a trailing comma",
      {
        text: `{"originatorConversationId":"${PLAN.id}","resultCode":"2001",}`,
      },
      refused("wrong_pin"),
    ],
  ])("learns the right thing from %s", async (_what, reply, expected) => {
    expect(await query(reply)).toMatchObject(expected);
  });

  it("believes nothing of an answer with another id", async () => {
    const json = deposit("0", {
      originatorConversationId: "another",
      mpesaReceiptNumber: RECEIPT,
    });
    expect(await query({ json })).toMatchObject(unavailable);
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
