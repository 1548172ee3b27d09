import { describe, expect, it } from "vitest";
import type { SubmitResult } from "../../../src/ports/provider.ts";
import { ROUTES, aPayoutRequest, eachInItsOwnWorld } from "./harness.ts";
import type { Reply } from "./provider-server.ts";

const world = eachInItsOwnWorld();
const REQUEST = aPayoutRequest();
const ACCEPTED: Reply = {
  status: 202,
  json: {
    message: {
      remarks: "accepted",
      originatorConversationId: REQUEST.id.toUpperCase(),
    },
  },
};
const kes = (value: number) => ({ value, currency: "KES" });
const unknown = { kind: "unknown" };
const unavailable = { kind: "refused", code: "provider_unavailable" };
const refused = (code: string) => ({ kind: "refused", code });
const errors = (field: string, message: string, status = 400): Reply => ({
  status,
  json: { errors: [{ field, message }] },
});

async function send(reply: Reply): Promise<SubmitResult> {
  const { server, almara, impatientAlmara } = world();
  server.on(ROUTES.payoutOrder, reply);
  const asked = reply === "hang" ? impatientAlmara : almara;
  return asked.payouts.send(REQUEST);
}

async function sentText(changes: Parameters<typeof aPayoutRequest>[0]) {
  const { server, almara } = world();
  server.on(ROUTES.payoutOrder, ACCEPTED);
  await almara.payouts.send(aPayoutRequest(changes));
  return server.to(ROUTES.payoutOrder).at(-1)?.body ?? "";
}

describe("a payout", () => {
  it("has the members that its query shows, with their types", async () => {
    expect(JSON.parse(await sentText({}))).toEqual({
      originatorConversationId: REQUEST.id,
      paymentNotes: REQUEST.notes,
      paymentOrderLines: [
        {
          remitter: { name: "Duka la Nguo", ccy: "404" },
          recipient: {
            name: "Asha Mwangi",
            primaryAccountNumber: "+254712345678",
            mccmnc: "63902",
            ccy: 404,
          },
          transaction: {
            routeId: "f0aefe34-3fc5-f011-bbc1-0e7d952d79b7",
            channelType: 1,
            amount: 2500,
            reference: REQUEST.reference,
            systemTraceAuditNumber: REQUEST.id,
          },
        },
      ],
    });
  });

  it("writes its amount digit for digit", async () => {
    expect(await sentText({ amount: kes(12_300) })).toContain(
      '"amount":123.00,',
    );
    expect(await sentText({ amount: kes(25_000_000) })).toContain(
      '"amount":250000.00,',
    );
  });

  it("keeps to the documented lengths", async () => {
    const long = "x".repeat(300);
    const text = await sentText({
      notes: long,
      merchantName: long,
      recipientName: long,
    });
    expect(JSON.parse(text)).toMatchObject({
      paymentNotes: "x".repeat(255),
      paymentOrderLines: [
        {
          remitter: { name: "x".repeat(128) },
          recipient: { name: "x".repeat(64) },
        },
      ],
    });
  });

  it("halves no character, and sends a name without what nobody sees", async () => {
    const long = "😀".repeat(150);
    const text = await sentText({
      notes: `x${long}`,
      merchantName: `x${long}`,
      recipientName: `\u202ex${long}\u0000`,
    });
    expect(JSON.parse(text)).toMatchObject({
      paymentNotes: `x${"😀".repeat(127)}`,
      paymentOrderLines: [
        {
          remitter: { name: `x${"😀".repeat(63)}` },
          recipient: { name: `x${"😀".repeat(31)}` },
        },
      ],
    });
    expect(await sentText({ recipientName: "\u200b\n" })).toContain(
      '"name":"Customer"',
    );
  });

  it("calls a payer without a name a customer", async () => {
    expect(JSON.parse(await sentText({ recipientName: null }))).toMatchObject({
      paymentOrderLines: [{ recipient: { name: "Customer" } }],
    });
  });

  it("goes to the network of the settings", async () => {
    const { server, createAll } = world();
    server.on(ROUTES.payoutOrder, ACCEPTED);
    await createAll({ payoutNetwork: "63903" }).payouts.send(REQUEST);
    expect(server.to(ROUTES.payoutOrder)[0]?.body).toContain(
      '"mccmnc":"63903"',
    );
  });

  it("is accepted with nothing for anyone to do", async () => {
    expect(await send(ACCEPTED)).toEqual({ kind: "accepted", action: null });
  });

  it.each<[string, Partial<typeof REQUEST>, string]>([
    ["cents", { amount: kes(250_050) }, "unknown"],
    [
      "another currency",
      { amount: { value: 100, currency: "UGX" } },
      "unknown",
    ],
    ["no amount", { amount: kes(0) }, "limit_exceeded"],
    ["a negative amount", { amount: kes(-100) }, "limit_exceeded"],
    ["too much", { amount: kes(25_000_100) }, "limit_exceeded"],
    ["half a cent", { amount: kes(0.5) }, "unknown"],
    ["an inexact amount", { amount: kes(2 ** 60) }, "unknown"],
    ["no number", { amount: kes(Number.NaN) }, "unknown"],
    ["no Kenyan phone", { phone: "256712345678" }, "invalid_account"],
    ["a phone spelled for people", { phone: "0712345678" }, "invalid_account"],
  ])("is not sent with %s", async (_what, changes, code) => {
    const { server, almara } = world();
    expect(await almara.payouts.send(aPayoutRequest(changes))).toMatchObject(
      refused(code),
    );
    expect(server.received).toEqual([]);
  });

  it("can be sent where route and channel are configured", async () => {
    const { server, almara, createAll } = world();
    expect(almara.payouts).toMatchObject({
      canSend: true,
      min: kes(100),
      max: kes(25_000_000),
      step: 100,
    });
    for (const missing of [
      { payoutRouteId: null },
      { payoutChannelType: null },
    ]) {
      const { payouts } = createAll(missing);
      expect(payouts.canSend).toBe(false);
      expect(await payouts.send(REQUEST)).toMatchObject(unavailable);
    }
    expect(server.received).toEqual([]);
  });

  it("has limits that are settings", async () => {
    const { payouts } = world().createAll({
      payoutMin: kes(1000),
      payoutMax: kes(2000),
    });
    expect(payouts).toMatchObject({ min: kes(1000), max: kes(2000) });
    for (const value of [900, 2100])
      expect(
        await payouts.send(aPayoutRequest({ amount: kes(value) })),
      ).toMatchObject(refused("limit_exceeded"));
    expect(world().server.received).toEqual([]);
  });
});

describe("a payout that was not accepted", () => {
  it.each<[string, Reply, object]>([
    ["401, twice", { status: 401 }, unavailable],
    ["403", { status: 403 }, unavailable],
    ["404", { status: 404, json: { title: "Not Found" } }, unavailable],
    ["429", { status: 429 }, unavailable],
    ["408", { status: 408 }, unknown],
    ["409", { status: 409 }, unknown],
    ["500", { status: 500, json: {} }, unknown],
    ["503", { status: 503 }, unknown],
    ["a redirect", { status: 307, headers: { location: "/v2" } }, unknown],
    ["no response in time", "hang", unknown],
    ["a cut connection", "reset", unknown],
    ["half a body", { half: '{"message":{"remarks":"acc' }, unknown],
    ["an empty body", { text: "" }, unknown],
    ["no JSON", { text: "<html>ok</html>" }, unknown],
    ["a list", { json: [] }, unknown],
    ["errors with 200", errors("Amount", "too much", 200), unknown],
    [
      "a duplicate id",
      errors(
        "OriginatorConversationId",
        "duplicate originator conversation id",
      ),
      unknown,
    ],
    ["a duplicate, accepted", { json: { resultCode: "9" } }, unknown],
    ["a 400 with a page", { status: 400, text: "<html>" }, unknown],
    [
      "the account",
      errors("PaymentOrderLines[0].Recipient.PrimaryAccountNumber", "bad"),
      refused("invalid_account"),
    ],
    [
      "the amount",
      errors("paymentOrderLines[0].transaction.amount", "bad"),
      refused("limit_exceeded"),
    ],
    ["the route", errors("transaction.routeId", "bad"), refused("unknown")],
  ])("is read right: %s", async (_what, reply, expected) => {
    expect(await send(reply)).toMatchObject(expected);
  });

  it("may have gone out where the answer is about another id", async () => {
    const json = { message: { originatorConversationId: "9".repeat(300) } };
    expect(await send({ json })).toMatchObject(unknown);
    expect(world().log.codes()).toEqual(["upstream_mismatch"]);
  });

  it("is not sent a second time", async () => {
    await send({ status: 503 });
    expect(world().server.to(ROUTES.payoutOrder)).toHaveLength(1);
  });
});
