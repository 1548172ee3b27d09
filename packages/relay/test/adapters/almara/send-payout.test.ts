import { describe, expect, it } from "vitest";
import type { PayoutRequest } from "../../../src/domain/payout.ts";
import {
  NOT_ACCEPTED,
  ROUTES,
  aPayoutRequest,
  eachInItsOwnWorld,
  kes,
  refused,
} from "./harness.ts";
import { http } from "./provider-server.ts";

const world = eachInItsOwnWorld();
const REQUEST = aPayoutRequest();

/** What is sent for the request, which must be accepted with nothing for anyone to do. */
async function sentText(
  changes: Partial<PayoutRequest> = {},
  settings: object = {},
): Promise<string> {
  const { server, create } = world();
  const originatorConversationId = REQUEST.id.toUpperCase();
  server.on(
    ROUTES.payoutOrder,
    http(202, { message: { remarks: "accepted", originatorConversationId } }),
  );
  const { payouts } = create(settings);
  const answer = await payouts.send(aPayoutRequest(changes));
  expect(answer).toEqual({ kind: "accepted", action: null });
  return server.sent(ROUTES.payoutOrder);
}

describe("a payout", () => {
  it("has the members that its query shows, with their types", async () => {
    expect(JSON.parse(await sentText())).toEqual({
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

  it.each<[Partial<PayoutRequest>, string, object?]>([
    [{ amount: kes(12_300) }, '"amount":123.00,'],
    [{ amount: kes(25_000_000) }, '"amount":250000.00,'],
    [{ recipientName: "\u200b\n" }, '"name":"Customer"'],
    [{ recipientName: null }, '"name":"Customer"'],
    [{}, '"mccmnc":"63903"', { payoutNetwork: "63903" }],
  ])("of %j is written as %s", async (changes, text, settings) => {
    expect(await sentText(changes, settings)).toContain(text);
  });

  it.each([
    ["x".repeat(300), "x".repeat(255), "x".repeat(128), "x".repeat(64)],
    [
      `\u202ex${"😀".repeat(150)}\u0000`,
      ...[127, 63, 31].map((count) => `x${"😀".repeat(count)}`),
    ],
  ])(
    "keeps to the documented lengths, halves no character, and sends nothing that nobody sees",
    async (long, paymentNotes, remitter, recipient) => {
      const notes = long.replace("\u202e", "");
      const names = { merchantName: notes, recipientName: long };
      expect(JSON.parse(await sentText({ notes, ...names }))).toMatchObject({
        paymentNotes,
        paymentOrderLines: [
          { remitter: { name: remitter }, recipient: { name: recipient } },
        ],
      });
    },
  );

  it.each<[string, Partial<PayoutRequest>, string]>([
    ["cents", { amount: kes(250_050) }, "unknown"],
    ["UGX", { amount: { value: 100, currency: "UGX" } }, "unknown"],
    ["no amount", { amount: kes(0) }, "limit_exceeded"],
    ["a negative amount", { amount: kes(-100) }, "limit_exceeded"],
    ["too much", { amount: kes(25_000_100) }, "limit_exceeded"],
    ["half a cent", { amount: kes(0.5) }, "unknown"],
    ["an inexact amount", { amount: kes(2 ** 60) }, "unknown"],
    ["no number", { amount: kes(Number.NaN) }, "unknown"],
    ["no Kenyan phone", { phone: "256712345678" }, "invalid_account"],
    ["a phone spelled for people", { phone: "0712345678" }, "invalid_account"],
  ])("is not sent with %s", async (_what, changes, code) => {
    const { server, payouts } = world();
    const answer = await payouts.send(aPayoutRequest(changes));
    expect(answer).toMatchObject(refused(code));
    expect(server.received).toEqual([]);
  });

  it("can be sent where route and channel are configured", async () => {
    const { server, payouts, create } = world();
    const limits = { min: kes(100), max: kes(25_000_000), step: 100 };
    expect(payouts).toMatchObject({ canSend: true, ...limits });
    for (const no of [{ payoutRouteId: null }, { payoutChannelType: null }]) {
      const without = create(no).payouts;
      expect(without.canSend).toBe(false);
      expect(await without.send(REQUEST)).toMatchObject(NOT_ACCEPTED);
    }
    expect(server.received).toEqual([]);
  });

  it("has limits that are settings", async () => {
    const [min, max] = [kes(1000), kes(2000)];
    const { payouts } = world().create({ payoutMin: min, payoutMax: max });
    expect(payouts).toMatchObject({ min, max });
    for (const amount of [kes(900), kes(2100)])
      expect(await payouts.send(aPayoutRequest({ amount }))).toMatchObject(
        refused("limit_exceeded"),
      );
    expect(world().server.received).toEqual([]);
  });
});
