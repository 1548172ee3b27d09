import { afterEach, describe, expect, it, vi } from "vitest";
import type { SubmitResult } from "../../../src/ports/provider.ts";
import {
  PLAN,
  ROUTES,
  aCardRequest,
  aRequest,
  eachInItsOwnWorld,
  sample,
} from "./harness.ts";
import { ProviderServer } from "./provider-server.ts";
import type { Reply } from "./provider-server.ts";

const world = eachInItsOwnWorld();

const unavailable = { kind: "refused", code: "provider_unavailable" };
const unknown = { kind: "unknown" };
const refused = (code: string) => ({ kind: "refused", code });
const errors = (field: string, message: string, status = 400): Reply => ({
  status,
  json: { appDomainName: "LIVE", status, errors: [{ field, message }] },
});
const DUPLICATE = "Duplicate Originator Conversation ID W933";

/** Both methods read a submit that was not accepted the same way. */
async function submitBoth(reply: Reply): Promise<SubmitResult[]> {
  const { server, ...adapters } = world();
  const provider = reply === "hang" ? adapters.impatient : adapters.provider;
  server.on(ROUTES.checkout, reply);
  server.on(ROUTES.deposit, reply);
  return [
    await provider.submit(aCardRequest()),
    await provider.submit(aRequest()),
  ];
}

describe("a submit that was not accepted", () => {
  it.each<[string, Reply, object]>([
    ["403", { status: 403 }, unavailable],
    ["404", { status: 404, json: { title: "Not Found" } }, unavailable],
    ["405", { status: 405 }, unavailable],
    ["429", { status: 429, text: "slow down" }, unavailable],
    ["a redirect", { status: 307, headers: { location: "/v2" } }, unknown],
    ["408", { status: 408 }, unknown],
    ["409", { status: 409 }, unknown],
    ["500", { status: 500, json: { title: "error" } }, unknown],
    ["502 with a page", { status: 502, text: "<html>" }, unknown],
    ["503", { status: 503 }, unknown],
    ["no response in time", "hang", unknown],
    ["a cut connection", "reset", unknown],
    ["half an answer", { half: '{"message":{"remarks":"acc' }, unknown],
    ["an empty 200", { text: "" }, unknown],
    ["a page with 200", { text: "<html>ok</html>" }, unknown],
    ["a list with 200", { json: [] }, unknown],
    ["null with 200", { text: "null" }, unknown],
    ["a cut body with 200", { text: '{"message":{"remarks":"ac' }, unknown],
    [
      "an answer without end",
      { text: `{"url":"${" ".repeat(300_000)}"}` },
      unknown,
    ],
    ["errors with 200", errors("Amount", "too much", 200), unknown],
    ["a duplicate with 202", { status: 202, json: { resultCode: 9 } }, unknown],
    ["a duplicate id", errors("OriginatorConversationId", DUPLICATE), unknown],
    ["a duplicate, no field", errors("", DUPLICATE.toLowerCase()), unknown],
    [
      "a duplicate, by field",
      errors("originatorconversationid", "is a DUPLICATE"),
      unknown,
    ],
    [
      "a duplicate, as reason",
      { status: 400, json: { Reason: DUPLICATE } },
      unknown,
    ],
    [
      "a duplicate, as code",
      { status: 400, json: { ResultCode: "9" } },
      unknown,
    ],
    [
      "a duplicate among ASP.NET's",
      { status: 400, json: { errors: { Id: [DUPLICATE] } } },
      unknown,
    ],
    [
      "a duplicate as bare words",
      { status: 400, json: { errors: [DUPLICATE] } },
      unknown,
    ],
    ["400 with a page", { status: 400, text: "<html>" }, unknown],
    ["400, cut", { status: 400, text: '{"errors":[{"field":"Amo' }, unknown],
    [
      "the phone",
      errors("PhoneNumber", "is not valid"),
      refused("invalid_account"),
    ],
    [
      "the phone, deeper",
      errors("$.phonenumber", "is not valid"),
      refused("invalid_account"),
    ],
    [
      "ASP.NET's phone",
      {
        status: 400,
        json: { title: "One or more", errors: { PhoneNumber: ["bad"] } },
      },
      refused("invalid_account"),
    ],
    ["the amount", errors("Amount", "is too much"), refused("limit_exceeded")],
    ["another field", errors("CallBackUrl", "is required"), refused("unknown")],
    [
      "a used id without a word of it",
      errors("OriginatorConversationId", "is too long"),
      refused("unknown"),
    ],
    ["a timed out 400", { status: 400, json: { resultCode: "-1" } }, unknown],
    [
      "a 400 with nobody's code",
      { status: 400, json: { resultCode: "S1" } },
      unknown,
    ],
    [
      "a 400 that was done",
      { status: 400, json: { data: { resultCode: 0 } } },
      unknown,
    ],
    [
      "a declined 400",
      { status: 400, json: { resultCode: "18" } },
      refused("unknown"),
    ],
    [
      "a duplicate, as code further in",
      { json: { message: { resultCode: "9" } } },
      unknown,
    ],
    [
      "the short error body with 200",
      { json: { appDomainName: "LIVE", timestamp: "-", reason: "-" } },
      unknown,
    ],
    [
      "ASP.NET's problem with 200",
      { json: { type: "-", title: "-", status: 400, traceId: "-" } },
      unknown,
    ],
    ["400 with nothing said", { status: 400, json: {} }, refused("unknown")],
    [
      "odd errors",
      { status: 400, json: { errors: [null, 7, { field: {}, message: [] }] } },
      refused("unknown"),
    ],
  ])("is read right: %s", async (_what, reply, expected) => {
    for (const answer of await submitBoth(reply))
      expect(answer).toMatchObject(expected);
  });

  it("reads the documented error body", async () => {
    const text = Buffer.from(sample("almara-error.json")).toString();
    for (const answer of await submitBoth({ status: 400, text }))
      expect(answer).toEqual({
        kind: "refused",
        code: "unknown",
        detail: "HTTP 400, fields: id",
      });
  });

  it("never repeats what the provider says", async () => {
    const told = `${aRequest().callbackUrl} +${PLAN.phone ?? ""} token-1`;
    for (const answer of await submitBoth(errors(told, told)))
      expect(answer).toMatchObject({ detail: "HTTP 400, fields: ?" });
  });

  it("waits no longer than the settings say", async () => {
    const { server, impatient } = world();
    server.on(ROUTES.deposit, "hang");
    expect(await impatient.submit(aRequest())).toEqual({
      kind: "unknown",
      detail: "no response in time",
    });
  });
});

describe("a submit without a connection", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("was not sent when nobody listens", async () => {
    const gone = await ProviderServer.start();
    const { url } = gone;
    await gone[Symbol.asyncDispose]();
    expect(await world().create({ apiUrl: url }).submit(aRequest())).toEqual({
      kind: "refused",
      code: "provider_unavailable",
      detail: "nothing is listening there (ECONNREFUSED)",
    });
  });

  it.each<[string | undefined, object]>([
    ["ECONNREFUSED", unavailable],
    ["ENOTFOUND", unavailable],
    ["EAI_AGAIN", unavailable],
    ["UND_ERR_CONNECT_TIMEOUT", unavailable],
    ["ECONNRESET", unknown],
    ["EPIPE", unknown],
    ["ETIMEDOUT", unknown],
    ["UND_ERR_SOCKET", unknown],
    ["UND_ERR_HEADERS_TIMEOUT", unknown],
    [undefined, unknown],
  ])("is read right: %s", async (code, expected) => {
    const realFetch = fetch;
    const cause = Object.assign(new Error("token-1"), code && { code });
    vi.stubGlobal("fetch", (url: URL, init: RequestInit) =>
      url.pathname === "/connect/token"
        ? realFetch(url, init)
        : Promise.reject(new TypeError("fetch failed", { cause })),
    );
    expect(await world().provider.submit(aRequest())).toMatchObject(expected);
  });
});
