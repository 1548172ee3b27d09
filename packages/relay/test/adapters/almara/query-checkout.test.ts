import { describe, expect, it } from "vitest";
import type { QueryResult } from "../../../src/ports/provider.ts";
import { checkout, outcome, paid } from "./checkout-body.ts";
import {
  CARD_PLAN,
  REFERENCE,
  ROUTES,
  eachInItsOwnWorld,
  sample,
} from "./harness.ts";
import type { Reply } from "./provider-server.ts";

const world = eachInItsOwnWorld();

function query(reply: Reply): Promise<QueryResult> {
  const { server, ...adapters } = world();
  const provider = reply === "hang" ? adapters.impatient : adapters.provider;
  server.on(ROUTES.checkoutStatus, reply);
  return provider.query(CARD_PLAN, REFERENCE);
}

const pending = { kind: "pending" };
const unavailable = { kind: "unavailable" };
const refused = (code: string | null, status = "failed"): object => ({
  kind: "refused",
  status,
  code,
});

describe("the checkout query", () => {
  it("asks by our own id", async () => {
    await query({ json: checkout() });
    expect(world().server.to(ROUTES.checkoutStatus)[0]?.query).toEqual({
      IdType: "1",
      Id: CARD_PLAN.id,
    });
  });

  it("reads the documented body as paid, once the id and reference are ours", async () => {
    const text = Buffer.from(
      sample("almara-checkout-callback.as-documented.txt"),
    )
      .toString()
      .replace("00a9f0d4-6e2b-4a8f-b9d3-5f7c2e1a4b66", CARD_PLAN.id)
      .replace("ORD-20260126-7848", REFERENCE);
    expect(await query({ text })).toEqual(paid(700_000));
  });

  it.each<[string, object, object]>([
    ["4 and 000", outcome(4, "000"), paid(250_000)],
    [
      "the same as text, in other keys",
      {
        status: "4",
        RESULTCODE: "000",
        thirdPartyPayload: { reference: "TXN565FDR43211" },
      },
      paid(250_000),
    ],
    [
      "4 and 000, no receipt",
      { Status: 4, ResultCode: "000" },
      { ...paid(250_000), receipt: null },
    ],
    ["4 and 0", outcome(4, "0"), pending],
    ["4 and 00", outcome(4, "00"), pending],
    ["4 and 0000", outcome(4, "0000"), pending],
    ["4 and no code", outcome(4), pending],
    ["4 and null", outcome(4, null), pending],
    ["4.0 and 000", outcome("4.0", "000"), pending],
    ["no status and 000", outcome(undefined, "000"), pending],
    ["no status at all", {}, pending],
    ["0 and 000", outcome(0, "000"), pending],
    ["1", outcome(1, "000"), pending],
    ["2", outcome(2, "000"), pending],
    ["3", outcome(3, "000"), pending],
    ["5", outcome(5, "000"), pending],
    ["9", outcome(9, "000"), pending],
    ["-4", outcome(-4, "000"), pending],
    ["44", outcome(44, "000"), pending],
    ["constructor", outcome("constructor", "000"), pending],
    ["6", outcome(6, "005"), refused("declined")],
    [
      "6 and no code",
      outcome(6, null, { ThirdPartyPayload: null }),
      refused("declined"),
    ],
    ["6 and 000", outcome(6, "000"), refused("declined")],
    ["7", outcome(7, "005"), refused("declined")],
    [
      "7 and the customer's cancel",
      outcome(7, "017"),
      refused(null, "cancelled"),
    ],
    ["6 and 014", outcome(6, "014"), refused("invalid_account")],
    ["6 and 051", outcome(6, "051"), refused("insufficient_funds")],
    ["6 and 055", outcome(6, "055"), refused("wrong_pin")],
    ["6 and 061", outcome(6, "061"), refused("limit_exceeded")],
    ["6 and 091", outcome(6, "091"), refused("provider_unavailable")],
    ["6 and 096", outcome(6, "096"), refused("provider_unavailable")],
    [
      "6 and the third party's 051",
      { Status: 6, ThirdPartyPayload: { ResponseCode: "051" } },
      refused("insufficient_funds"),
    ],
    ["6 and a deposit's code", outcome(6, "1"), refused("declined")],
    ["6 and constructor", outcome(6, "constructor"), refused("declined")],
    ["8", outcome(8, "000"), { kind: "timed_out" }],
  ])("maps the outcome: %s", async (_what, checkoutOutcome, expected) => {
    const json = checkout({ checkoutOutcome });
    expect(await query({ json })).toEqual(expected);
  });

  it.each<[string, object, object]>([
    ["no outcome", { checkoutOutcome: undefined }, pending],
    ["an outcome of null", { checkoutOutcome: null }, pending],
    ["an outcome of text", { checkoutOutcome: "paid" }, unavailable],
    [
      "an outcome with an odd status",
      { checkoutOutcome: outcome({}) },
      unavailable,
    ],
    ["lines of text", { checkoutRequestLines: "none" }, unavailable],
    [
      "a price of another type",
      { checkoutRequestLines: [{ price: [2500] }] },
      unavailable,
    ],
  ])("maps the answer with %s", async (_what, changes, expected) => {
    expect(await query({ json: checkout(changes) })).toMatchObject(expected);
  });

  it.each<[string, Reply, object]>([
    ["an empty object", { json: {} }, unavailable],
    ["another object", { json: { healthy: true } }, unavailable],
    ["a list", { json: [checkout()] }, unavailable],
    ["nothing", { text: "" }, unavailable],
    ["a page", { text: "<html>" }, unavailable],
    [
      "a cut body",
      { text: JSON.stringify(checkout()).slice(0, -2) },
      unavailable,
    ],
    ["half an answer", { half: JSON.stringify(checkout()) }, unavailable],
    ["no answer", "hang", unavailable],
    ["a cut connection", "reset", unavailable],
    [
      "too much",
      { text: JSON.stringify(checkout()).padEnd(300_000) },
      unavailable,
    ],
    ["too deep", { text: "[".repeat(200_000) }, unavailable],
    ["401, twice", { status: 401 }, unavailable],
    ["403", { status: 403 }, unavailable],
    ["429", { status: 429 }, unavailable],
    ["500", { status: 500, json: checkout() }, unavailable],
    ["a redirect", { status: 302, headers: { location: "/" } }, unavailable],
    [
      "400",
      {
        status: 400,
        text: Buffer.from(sample("almara-error.json")).toString(),
      },
      unavailable,
    ],
    [
      "404 with a page of somebody else",
      { status: 404, text: "<html>" },
      unavailable,
    ],
    ["404", { status: 404, text: "" }, { kind: "not_found" }],
    [
      "404 with ASP.NET's words",
      { status: 404, json: { title: "Not Found", status: 404 } },
      { kind: "not_found" },
    ],
    [
      "404 as the client saw it",
      { status: 404, json: { id: "x", idType: "1", message: "none" } },
      { kind: "not_found" },
    ],
    [
      "the same with 400",
      { status: 400, json: { Id: "x", IdType: 1, Message: "none" } },
      { kind: "not_found" },
    ],
    [
      "the same with 200",
      { json: { id: "x", idType: 1, message: "none" } },
      { kind: "not_found" },
    ],
    [
      "202 and open",
      { status: 202, json: checkout({ checkoutOutcome: null }) },
      pending,
    ],
  ])("learns the right thing from %s", async (_what, reply, expected) => {
    expect(await query(reply)).toMatchObject(expected);
  });

  it.each<[string, object]>([
    ["id", { originatorConversationId: "another" }],
    ["reference", { checkoutReference: "ORD-20260126-7848" }],
  ])(
    "believes nothing of an answer with another %s",
    async (_what, changes) => {
      expect(await query({ json: checkout(changes) })).toMatchObject(
        unavailable,
      );
      expect(world().log.codes()).toEqual(["upstream_mismatch"]);
    },
  );

  it.each<[string, object]>([
    ["neither id nor reference", { checkoutReference: "" }],
    ["the reference alone, which an earlier attempt has too", {}],
    ["an empty id", { originatorConversationId: " " }],
  ])("believes nothing of an answer with %s", async (_what, changes) => {
    const json = checkout({ originatorConversationId: null, ...changes });
    expect(await query({ json })).toMatchObject(unavailable);
  });

  it.each<[string, object, object]>([
    ["no lines, amount or reference", {}, pending],
    ["an empty amount", { amount: "" }, pending],
    ["a placeholder of an amount", { checkoutAmount: -1.0 }, pending],
    ["an amount", { amount: "2.5E+3" }, paid(250_000)],
    ["another amount", { checkoutAmount: 1 }, paid(100)],
  ])(
    "without lines, counts 4 and 000 with %s",
    async (_what, changes, expected) => {
      const json = checkout({ checkoutRequestLines: undefined, ...changes });
      expect(await query({ json })).toEqual(expected);
      expect(world().metrics.unknown).toEqual(
        expected === pending ? ["almara checkout_amount"] : [],
      );
    },
  );

  it.each(["N/A", "null", "0", "-", "None", "", "n/a", "undefined", "000"])(
    "takes %j for no receipt",
    async (Reference) => {
      const checkoutOutcome = outcome(4, "000", {
        ThirdPartyPayload: { Reference },
      });
      expect(await query({ json: checkout({ checkoutOutcome }) })).toEqual({
        ...paid(250_000),
        receipt: null,
      });
    },
  );

  it("logs an undocumented status the first and the tenth time", async () => {
    for (let i = 0; i < 12; i += 1)
      await query({ json: checkout({ checkoutOutcome: outcome(5) }) });
    await query({ json: checkout({ checkoutOutcome: outcome(4, "001") }) });
    await query({
      json: checkout({ checkoutOutcome: outcome("+254712345678 token-1") }),
    });
    const seen = world().log.lines.map(({ fields }) => fields);
    expect(seen).toMatchObject([
      {
        code: "upstream_value_unknown",
        kind: "checkout_status",
        value: "5",
        count: 1,
      },
      {
        code: "upstream_value_unknown",
        kind: "checkout_status",
        value: "5",
        count: 10,
      },
      { kind: "checkout_result_code", value: "001", count: 1 },
      { kind: "checkout_status", value: "other", count: 1 },
    ]);
  });
});
