/** Every call of the merchant's own against everything that goes wrong: nothing is invented, and no doubt is hidden. */
import { describe, expect, it } from "vitest";
import { expecting } from "../../support/expecting.ts";
import {
  NOT_FOUND,
  ROUTES,
  aLink,
  eachInItsOwnWorld,
  sampleText,
} from "./harness.ts";
import type { TestAlmara } from "./harness.ts";
import { http } from "./provider-server.ts";
import type { Reply } from "./provider-server.ts";

const world = eachInItsOwnWorld();

const ID = "b778dd46-22ed-4246-89ba-884589f13440";
const OTHER_ID = "c889ee57-33fe-4357-9acb-995690a24551";
const TOO_LONG = "9".repeat(300);

interface Call {
  readonly name: string;
  readonly route: string;
  readonly run: (almara: TestAlmara, id: string) => Promise<unknown>;
  /** An answer that would be right, but for its id. */
  readonly answer: (id: string) => object;
  /** It may have been carried out although no answer says so. */
  readonly changes?: boolean;
  /** It asks about no id. */
  readonly nameless?: boolean;
}

const link = ({ linkMirror }: TestAlmara) => {
  if (linkMirror === null) throw new Error("no link mirror");
  return linkMirror;
};
const withId = (originatorConversationId: string) => ({
  originatorConversationId,
});

const CALLS: readonly Call[] = [
  {
    name: "find payout",
    route: ROUTES.payoutStatus,
    run: ({ payouts }, id) => payouts.find(id),
    answer: (id) => ({ ...withId(id), orderLines: [] }),
  },
  {
    name: "reject payout",
    route: ROUTES.payoutReject,
    run: ({ payouts }, id) => payouts.reject(id),
    answer: (id) => ({
      paymentOrderlines: [{ ...withId(id), resultCode: "0" }],
    }),
    changes: true,
  },
  {
    name: "find bill",
    route: ROUTES.bill,
    run: ({ bills }, id) => bills.find(id),
    answer: (id) => ({ ...withId(id), status: 4 }),
  },
  {
    name: "list routes",
    route: ROUTES.routes,
    run: ({ routes }) => routes.list(),
    answer: () => ({ routes: [] }),
    nameless: true,
  },
  {
    name: "create link",
    route: ROUTES.linkCreate,
    run: (almara) => link(almara).create(aLink()),
    answer: (id) => ({ id }),
    changes: true,
    nameless: true,
  },
  {
    name: "find link",
    route: ROUTES.linkFind,
    run: (almara, id) => link(almara).find(id),
    answer: (id) => ({ id }),
  },
  {
    name: "update link",
    route: ROUTES.linkUpdate,
    run: (almara, id) => link(almara).update(id, aLink()),
    answer: (id) => ({ id }),
    changes: true,
  },
];
const NAMING = CALLS.filter(({ nameless = false }) => !nameless);

type Expected = (call: Call) => object;
const surelyNot: Expected = () => ({
  kind: "unavailable",
  mayHaveHappened: false,
});
const inDoubt: Expected = ({ changes = false }) => ({
  kind: "unavailable",
  mayHaveHappened: changes,
});
const unknownId: Expected = (call) =>
  call.nameless === true ? surelyNot(call) : NOT_FOUND;
const refused =
  (reason: string | null, conflict = false): Expected =>
  () => ({ kind: "refused", conflict, reason });
const busy =
  (retryAfterSeconds: number): Expected =>
  () => ({ kind: "busy", retryAfterSeconds });
const retry = (status: number, seconds: string): Reply => ({
  status,
  headers: { "retry-after": seconds },
});
const NOBODY = { id: ID, idType: "OriginatorConversationId", message: "-" };
const ERROR = { appDomainName: "LIVE", timestamp: "-", reason: "-" };

const FAULTS: readonly [string, Reply, Expected][] = [
  ...expecting<Reply, Expected>(refused("fields: id"), {
    "the documented 400": http(400, sampleText("almara-error.json")),
    "ASP.NET's 400": http(400, { title: "-", errors: { "$.Id": ["-"] } }),
  }),
  ...expecting<Reply, Expected>(refused("fields: none"), {
    "a 400 without a word": http(400, {}),
    "the short error body with 400": http(400, ERROR),
    "400 with a code that says no": http(400, { resultCode: "18" }),
  }),
  ...expecting<Reply, Expected>(surelyNot, {
    "401, twice": http(401),
    "a 404 with a page": http(404, "<html>"),
    "405": http(405),
  }),
  ...expecting<Reply, Expected>(unknownId, {
    "404 as a client saw it": http(404, NOBODY),
    "the same with 200": http(200, NOBODY),
    "the same with 400": http(400, NOBODY),
    "an empty 404": http(404),
  }),
  ["403", http(403), refused("the account lacks the permission for this call")],
  ["409", http(409, ""), refused(null, true)],
  [
    "409 that names a field",
    http(409, { errors: [{ field: "Status", message: "-" }] }),
    refused("fields: status", true),
  ],
  ["429", http(429, "slow down"), busy(30)],
  ["429 until", retry(429, "7"), busy(7)],
  ["429 at once", retry(429, "0"), busy(1)],
  ...expecting<Reply, Expected>(inDoubt, {
    "a 400 with a page": http(400, "<html>"),
    "500": http(500, { title: "error" }),
    "502 with a page": http(502, "<html>"),
    "503": retry(503, "9"),
    "a redirect": { status: 307, headers: { location: "/v2" } },
    "no response in time": "hang",
    "a cut connection": "reset",
    "half a body": { half: '{"originatorConversationId":"' },
    "an empty body": http(200, ""),
    "no JSON": http(200, "OK"),
    "a list": http(200, []),
    null: http(200, "null"),
    "a number": http(200, "1e3"),
    "the short error body with 200": http(200, ERROR),
    "ASP.NET's problem with 200": http(200, { title: "-", status: 500 }),
    "400 with an inconclusive code": http(400, { resultCode: "14" }),
    "400, nobody's code": http(400, { message: { resultCode: 77 } }),
    "errors with 200": http(200, { errors: [{ field: "a" }] }),
  }),
];

describe.each(CALLS)("$name", (call) => {
  it.each(FAULTS)("learns from %s", async (_what, reply, expected) => {
    const almara = world().answering(reply, call.route);
    expect(await call.run(almara, ID)).toMatchObject(expected(call));
    expect([world().log.lines, world().unknown]).toEqual([[], []]);
  });

  it("is sent once, however it is answered, but for a refused token", async () => {
    const { server, answering } = world();
    await call.run(answering(http(503), call.route), ID);
    expect(server.to(call.route)).toHaveLength(1);
    await call.run(answering(http(401), call.route), ID);
    expect(server.to(call.route)).toHaveLength(3);
  });

  it("is not sent without a token", async () => {
    const { server, answering, log } = world();
    const almara = answering(
      http(401, { error: "invalid_client" }),
      ROUTES.token,
    );
    expect(await call.run(almara, ID)).toEqual({
      ...surelyNot(call),
      detail: "token: HTTP 401, invalid_client",
    });
    expect(server.to(call.route)).toEqual([]);
    expect(log.codes()).toEqual(["token_unavailable"]);
  });

  it("never repeats what the provider says", async () => {
    const told = `Bearer token-1 ${ID}`;
    const json = { errors: [{ field: told, message: told }], reason: told };
    const almara = world().answering(http(400, json), call.route);
    expect(await call.run(almara, ID)).toMatchObject({ reason: "fields: ?" });
  });
});

describe.each(NAMING)("$name", (call) => {
  it("believes nothing of an answer about another id", async () => {
    for (const id of [OTHER_ID, TOO_LONG, `${ID} `.repeat(2)]) {
      const almara = world().answering({ json: call.answer(id) }, call.route);
      expect(await call.run(almara, ID)).toMatchObject(inDoubt(call));
    }
    expect(world().log.codes()).toEqual(Array(3).fill("upstream_mismatch"));
  });

  it.each(["PAYOUT 17", "a/b", "50%", "a?b#c&d=e+f", ".."])(
    "asks about the merchant's own id as it is: %j",
    async (id) => {
      const almara = world().answering({ json: call.answer(id) }, call.route);
      expect(await call.run(almara, id)).toMatchObject({ kind: "found" });
      const [request] = world().server.to(call.route);
      const named = [
        ...Object.values(request?.query ?? {}),
        request?.body.includes(JSON.stringify(id)) === true ? id : null,
      ];
      expect(named).toContain(id);
    },
  );

  it("takes its own id in any case", async () => {
    const json = call.answer(ID.toUpperCase());
    const almara = world().answering({ json }, call.route);
    expect(await call.run(almara, ID)).toMatchObject({ kind: "found" });
  });

  it.each(["", " ", TOO_LONG])(
    "asks nobody about an id the provider can't know: %j",
    async (id) => {
      expect(await call.run(world(), id)).toEqual(NOT_FOUND);
      expect(world().server.received).toEqual([]);
    },
  );
});

describe("all calls", () => {
  it("share one token", async () => {
    const { server, answering } = world();
    for (const call of CALLS) {
      await call.run(answering({ json: call.answer(ID) }, call.route), ID);
      expect(server.tokens(call.route)).toEqual(["Bearer token-1"]);
    }
    expect(server.to(ROUTES.token)).toHaveLength(1);
  });
});
