import { describe, expect, it } from "vitest";
import type { SubmitResult } from "../../../src/ports/provider.ts";
import { expecting } from "../../support/expecting.ts";
import {
  NOT_ACCEPTED,
  PLAN,
  ROUTES,
  UNKNOWN,
  aCardRequest,
  aPayoutRequest,
  aRequest,
  eachInItsOwnWorld,
  refused,
  sampleText,
} from "./harness.ts";
import { http } from "./provider-server.ts";
import type { Reply } from "./provider-server.ts";

const world = eachInItsOwnWorld();

const errors = (field: string, message: string, status = 400): Reply =>
  http(status, { appDomainName: "LIVE", status, errors: [{ field, message }] });
const DUPLICATE = "Duplicate Originator Conversation ID W933";

/** Both methods, and payouts, read a submit that was not accepted the same way. */
async function submitAll(reply: Reply): Promise<SubmitResult[]> {
  const { checkout, deposit, payoutOrder } = ROUTES;
  const { provider, payouts } = world().answering(
    reply,
    ...[checkout, deposit, payoutOrder],
  );
  return [
    await provider.submit(aCardRequest()),
    await provider.submit(aRequest()),
    await payouts.send(aPayoutRequest()),
  ];
}

describe("a submit that was not accepted", () => {
  it.each<[string, Reply, object]>([
    ...expecting<Reply>(NOT_ACCEPTED, {
      "401, twice": http(401),
      "403": http(403),
      "404": http(404, { title: "Not Found" }),
      "405": http(405),
      "429": http(429, "slow down"),
    }),
    ...expecting<Reply>(UNKNOWN, {
      "a redirect": { status: 307, headers: { location: "/v2" } },
      "408": http(408),
      "409": http(409),
      "500": http(500, { title: "error" }),
      "502 with a page": http(502, "<html>"),
      "503": http(503),
      "no response in time": "hang",
      "a cut connection": "reset",
      "half an answer": { half: '{"message":{"remarks":"acc' },
      "an empty 200": http(200, ""),
      "a page with 200": http(200, "<html>ok</html>"),
      "a list with 200": http(200, []),
      "null with 200": http(200, "null"),
      "a cut body with 200": http(200, '{"message":{"remarks":"ac'),
      "errors with 200": errors("Amount", "too much", 200),
      "a duplicate with 202": http(202, { resultCode: 9 }),
      "a duplicate further in": http(200, { message: { resultCode: "9" } }),
      "a duplicate id": errors("OriginatorConversationId", DUPLICATE),
      "a duplicate, no field": errors("", DUPLICATE.toLowerCase()),
      "a duplicate, by field": errors("originatorconversationid", "DUPLICATE"),
      "a duplicate, as reason": http(400, { Reason: DUPLICATE }),
      "a duplicate, as code": http(400, { ResultCode: "9" }),
      "an ASP.NET duplicate": http(400, { errors: { Id: [DUPLICATE] } }),
      "a duplicate as bare words": http(400, { errors: [DUPLICATE] }),
      "400 with a page": http(400, "<html>"),
      "400, cut": http(400, '{"errors":[{"field":"Amo'),
      "a timed out 400": http(400, { resultCode: "-1" }),
      "a 400 with nobody's code": http(400, { resultCode: "S1" }),
      "a 400 that was done": http(400, { data: { resultCode: 0 } }),
      "the short error body with 200": http(200, {
        timestamp: "-",
        reason: "-",
      }),
      "ASP.NET's problem with 200": http(200, { title: "-", status: 400 }),
    }),
    ...expecting(refused("invalid_account"), {
      "the phone": errors("PhoneNumber", "is not valid"),
      "the phone, deeper": errors("$.phonenumber", "is not valid"),
      "ASP.NET's phone": http(400, { errors: { PhoneNumber: ["bad"] } }),
      "the account": errors("Lines[0].Recipient.PrimaryAccountNumber", "bad"),
    }),
    ...expecting(refused("limit_exceeded"), {
      "the amount": errors("Amount", "is too much"),
      "the amount, deeper": errors("lines[0].transaction.amount", "bad"),
    }),
    ...expecting(refused("unknown"), {
      "another field": errors("CallBackUrl", "is required"),
      "a used id, unsaid": errors("OriginatorConversationId", "is too long"),
      "a declined 400": http(400, { resultCode: "18" }),
      "400 with nothing said": http(400, {}),
      "odd errors": http(400, {
        errors: [null, 7, { field: {}, message: [] }],
      }),
    }),
  ])("is read right: %s", async (_what, reply, expected) => {
    for (const answer of await submitAll(reply))
      expect(answer).toMatchObject(expected);
  });

  it("is told with the documented fields, and never repeats what the provider says", async () => {
    const told = `${aRequest().callbackUrl} +${PLAN.phone ?? ""} token-1`;
    for (const [reply, detail] of [
      [http(400, sampleText("almara-error.json")), "HTTP 400, fields: id"],
      [errors(told, told), "HTTP 400, fields: ?"],
    ] as const)
      for (const answer of await submitAll(reply))
        expect(answer).toEqual({ ...refused("unknown"), detail });
  });

  it("may have gone out where the answer is about another id", async () => {
    const message = { originatorConversationId: "9".repeat(300) };
    for (const answer of await submitAll({ json: { message } }))
      expect(answer).toMatchObject(UNKNOWN);
    expect(world().log.codes()).toEqual(Array(3).fill("upstream_mismatch"));
  });

  it("is not sent a second time", async () => {
    await submitAll(http(503));
    const { checkout, deposit, payoutOrder } = ROUTES;
    for (const route of [checkout, deposit, payoutOrder])
      expect(world().server.to(route)).toHaveLength(1);
  });
});
