/** Every call of the merchant's own against everything that goes wrong: nothing is invented, and no doubt is hidden. */
import { describe, expect, it } from "vitest";
import type { Almara } from "../../../src/adapters/almara/index.ts";
import { ROUTES, aLink, eachInItsOwnWorld, sample } from "./harness.ts";
import type { Reply } from "./provider-server.ts";

const world = eachInItsOwnWorld();

const ID = "b778dd46-22ed-4246-89ba-884589f13440";
const OTHER_ID = "c889ee57-33fe-4357-9acb-995690a24551";
const TOO_LONG = "9".repeat(300);

interface Call {
  readonly name: string;
  readonly route: string;
  readonly run: (almara: Almara, id: string) => Promise<unknown>;
  /** It may have been carried out although no answer says so. */
  readonly changes: boolean;
  /** It asks about an id. */
  readonly names: boolean;
  /** An answer that would be right, but for its id. */
  readonly answer: (id: string) => object;
}

const link = (almara: Almara) => {
  if (almara.linkMirror === null) throw new Error("no link mirror");
  return almara.linkMirror;
};

const CALLS: readonly Call[] = [
  {
    name: "find payout",
    route: ROUTES.payoutStatus,
    run: (almara, id) => almara.payouts.find(id),
    changes: false,
    names: true,
    answer: (id) => ({ originatorConversationId: id, orderLines: [] }),
  },
  {
    name: "reject payout",
    route: ROUTES.payoutReject,
    run: (almara, id) => almara.payouts.reject(id),
    changes: true,
    names: true,
    answer: (id) => ({
      paymentOrderlines: [{ originatorConversationId: id, resultCode: "0" }],
    }),
  },
  {
    name: "find bill",
    route: ROUTES.bill,
    run: (almara, id) => almara.bills.find(id),
    changes: false,
    names: true,
    answer: (id) => ({ originatorConversationId: id, status: 4 }),
  },
  {
    name: "list routes",
    route: ROUTES.routes,
    run: (almara) => almara.routes.list(),
    changes: false,
    names: false,
    answer: () => ({ routes: [] }),
  },
  {
    name: "create link",
    route: ROUTES.linkCreate,
    run: (almara) => link(almara).create(aLink()),
    changes: true,
    names: false,
    answer: (id) => ({ id }),
  },
  {
    name: "find link",
    route: ROUTES.linkFind,
    run: (almara, id) => link(almara).find(id),
    changes: false,
    names: true,
    answer: (id) => ({ id }),
  },
  {
    name: "update link",
    route: ROUTES.linkUpdate,
    run: (almara, id) => link(almara).update(id, aLink()),
    changes: true,
    names: true,
    answer: (id) => ({ id }),
  },
];
const NAMING = CALLS.filter(({ names }) => names);

const surelyNot = () => ({ kind: "unavailable", mayHaveHappened: false });
const inDoubt = ({ changes }: Call) => ({
  kind: "unavailable",
  mayHaveHappened: changes,
});
const unknownId = ({ names }: Call) =>
  names ? { kind: "not_found" } : surelyNot();
const refused =
  (reason: string | null, conflict = false) =>
  () => ({
    kind: "refused",
    conflict,
    reason,
  });
const busy = (retryAfterSeconds: number) => () => ({
  kind: "busy",
  retryAfterSeconds,
});
const NOT_FOUND = { id: ID, idType: "OriginatorConversationId", message: "-" };

const FAULTS: readonly [string, Reply, (call: Call) => object][] = [
  [
    "the documented 400",
    {
      status: 400,
      text: Buffer.from(sample("almara-error.json")).toString(),
    },
    refused("fields: id"),
  ],
  [
    "a 400 of ASP.NET's",
    { status: 400, json: { title: "-", errors: { "$.Id": ["-"] } } },
    refused("fields: id"),
  ],
  ["a 400 without a word", { status: 400, json: {} }, refused("fields: none")],
  ["a 400 with a page", { status: 400, text: "<html>" }, inDoubt],
  ["401, twice", { status: 401 }, surelyNot],
  [
    "403",
    { status: 403 },
    refused("the account lacks the permission for this call"),
  ],
  ["404 as a client saw it", { status: 404, json: NOT_FOUND }, unknownId],
  ["the same with 200", { json: NOT_FOUND }, unknownId],
  ["the same with 400", { status: 400, json: NOT_FOUND }, unknownId],
  ["an empty 404", { status: 404 }, unknownId],
  ["a 404 with a page", { status: 404, text: "<html>" }, surelyNot],
  ["405", { status: 405 }, surelyNot],
  ["409", { status: 409, text: "" }, refused(null, true)],
  [
    "409 that names a field",
    { status: 409, json: { errors: [{ field: "Status", message: "-" }] } },
    refused("fields: status", true),
  ],
  ["429", { status: 429, text: "slow down" }, busy(30)],
  ["429 until", { status: 429, headers: { "retry-after": "7" } }, busy(7)],
  ["429 at once", { status: 429, headers: { "retry-after": "0" } }, busy(1)],
  ["500", { status: 500, json: { title: "error" } }, inDoubt],
  ["502 with a page", { status: 502, text: "<html>" }, inDoubt],
  ["503", { status: 503, headers: { "retry-after": "9" } }, inDoubt],
  ["a redirect", { status: 307, headers: { location: "/v2" } }, inDoubt],
  ["no response in time", "hang", inDoubt],
  ["a cut connection", "reset", inDoubt],
  ["half a body", { half: '{"originatorConversationId":"' }, inDoubt],
  ["an empty body", { text: "" }, inDoubt],
  ["no JSON", { text: "OK" }, inDoubt],
  ["a list", { json: [] }, inDoubt],
  ["null", { text: "null" }, inDoubt],
  ["a number", { text: "1e3" }, inDoubt],
  ["a body without end", { text: `{"a":"${"x".repeat(300_000)}"}` }, inDoubt],
  [
    "the short error body with 200",
    { json: { appDomainName: "LIVE", timestamp: "-", reason: "-" } },
    inDoubt,
  ],
  [
    "ASP.NET's problem with 200",
    { json: { type: "-", title: "-", status: 500, traceId: "-" } },
    inDoubt,
  ],
  [
    "the short error body with 400",
    { status: 400, json: { appDomainName: "LIVE", Reason: "-" } },
    refused("fields: none"),
  ],
  [
    "400 with an inconclusive code",
    { status: 400, json: { resultCode: "14" } },
    inDoubt,
  ],
  [
    "400 with nobody's code",
    { status: 400, json: { message: { resultCode: 77 } } },
    inDoubt,
  ],
  [
    "400 with a code that says no",
    { status: 400, json: { resultCode: "18" } },
    refused("fields: none"),
  ],
  ["errors with 200", { json: { errors: [{ field: "a" }] } }, inDoubt],
];

describe.each(CALLS)("$name", (call) => {
  it.each(FAULTS)("learns the right thing from %s", async (...fault) => {
    const [, reply, expected] = fault;
    const { server, almara, impatientAlmara, log, metrics } = world();
    server.on(call.route, reply);
    const asked = reply === "hang" ? impatientAlmara : almara;
    expect(await call.run(asked, ID)).toMatchObject(expected(call));
    expect([log.lines, metrics.unknown]).toEqual([[], []]);
  });

  it("is sent once, however it is answered, but for a refused token", async () => {
    const { server, almara } = world();
    server.on(call.route, { status: 503 });
    await call.run(almara, ID);
    expect(server.to(call.route)).toHaveLength(1);
    server.on(call.route, { status: 401 });
    await call.run(almara, ID);
    expect(server.to(call.route)).toHaveLength(3);
  });

  it("is not sent without a token", async () => {
    const { server, almara, log } = world();
    server.on(ROUTES.token, { status: 401, json: { error: "invalid_client" } });
    expect(await call.run(almara, ID)).toEqual({
      ...surelyNot(),
      detail: "token: HTTP 401, invalid_client",
    });
    expect(server.to(call.route)).toEqual([]);
    expect(log.codes()).toEqual(["token_unavailable"]);
  });

  it("never repeats what the provider says", async () => {
    const { server, almara } = world();
    const told = `Bearer token-1 ${ID}`;
    server.on(call.route, {
      status: 400,
      json: { errors: [{ field: told, message: told }], reason: told },
    });
    expect(await call.run(almara, ID)).toMatchObject({ reason: "fields: ?" });
  });
});

describe.each(NAMING)("$name", (call) => {
  it("believes nothing of an answer about another id", async () => {
    const { server, almara, log } = world();
    for (const id of [OTHER_ID, TOO_LONG, `${ID} `.repeat(2)]) {
      server.on(call.route, { json: call.answer(id) });
      expect(await call.run(almara, ID)).toMatchObject(inDoubt(call));
    }
    expect(log.codes()).toEqual(Array(3).fill("upstream_mismatch"));
  });

  it("takes its own id in any case", async () => {
    const { server, almara } = world();
    server.on(call.route, { json: call.answer(ID.toUpperCase()) });
    expect(await call.run(almara, ID)).toMatchObject({ kind: "found" });
  });

  it.each(["PAYOUT 17", "a/b", "50%", "a?b#c&d=e+f", ".."])(
    "asks about the merchant's own id as it is: %j",
    async (id) => {
      const { server, almara } = world();
      server.on(call.route, { json: call.answer(id) });
      expect(await call.run(almara, id)).toMatchObject({ kind: "found" });
      const [request] = server.to(call.route);
      const named = [
        ...Object.values(request?.query ?? {}),
        request?.body.includes(JSON.stringify(id)) === true ? id : null,
      ];
      expect(named).toContain(id);
    },
  );

  it.each(["", " ", TOO_LONG])(
    "asks nobody about an id the provider can't know: %j",
    async (id) => {
      const { server, almara } = world();
      expect(await call.run(almara, id)).toEqual({ kind: "not_found" });
      expect(server.received).toEqual([]);
    },
  );
});

describe("all calls", () => {
  it("share one token", async () => {
    const { server, almara } = world();
    for (const call of CALLS) {
      server.on(call.route, { json: call.answer(ID) });
      await call.run(almara, ID);
    }
    expect(server.to(ROUTES.token)).toHaveLength(1);
    for (const { route } of CALLS)
      expect(server.to(route)[0]?.authorization).toBe("Bearer token-1");
  });
});
