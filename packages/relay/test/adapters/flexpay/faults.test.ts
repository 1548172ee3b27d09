import { describe, expect, it } from "vitest";
import type { Flexpay } from "../../../src/adapters/flexpay/index.ts";
import { expecting } from "../../support/expecting.ts";
import { http } from "../almara/provider-server.ts";
import type { Reply } from "../almara/provider-server.ts";
import {
  CLIENT_SECRET,
  PLAN,
  REFERENCE,
  ROUTES,
  answered,
  aTransaction,
  eachInItsOwnWorld,
  enveloped,
} from "./harness.ts";

const world = eachInItsOwnWorld();

interface Result {
  readonly kind: string;
  readonly [field: string]: unknown;
}
interface Expected {
  readonly read: Result;
  readonly change: Result;
}
const both = (result: Result): Expected => ({ read: result, change: result });

const FAILURE = { success: false, message: "no" };
const NOT_FOUND = { kind: "not_found" };
const unavailable = { kind: "unavailable", mayHaveHappened: false };
const refused = { kind: "refused", conflict: false, reason: "no" };
const conflict = { kind: "refused", conflict: true, reason: "no" };
/** A change that may have been made: the state must be read before it is made again. */
const DOUBTFUL: Expected = {
  read: unavailable,
  change: { kind: "unavailable", mayHaveHappened: true },
};
const COMPLETED = aTransaction({ status: "COMPLETED" });
const TEXT = JSON.stringify(enveloped(COMPLETED));
const TWICE = "401, twice";
const ANOTHER = "another reference";

const FAULTS: readonly [string, Reply, Expected][] = [
  ...expecting(both(refused), {
    "400": http(400, FAILURE),
    "403": http(403, FAILURE),
  }),
  ...expecting(both(unavailable), {
    [TWICE]: http(401, FAILURE),
    "405": http(405),
  }),
  ...expecting(both(NOT_FOUND), {
    "404": http(404, FAILURE),
    "404 without a body": http(404, ""),
  }),
  ...expecting(both(conflict), {
    "409": http(409, FAILURE),
    "422": http(422, FAILURE),
  }),
  ["409 in words", http(409, "no"), both({ ...conflict, reason: null })],
  [
    "429 with a time",
    { status: 429, headers: { "retry-after": "7" } },
    both({ kind: "busy", retryAfterSeconds: 7 }),
  ],
  [
    "429 without",
    http(429, FAILURE),
    both({ kind: "busy", retryAfterSeconds: 60 }),
  ],
  ...expecting(
    { read: refused, change: conflict },
    {
      "success: false with 200": http(200, FAILURE),
      "the same as text": http(200, { Success: "FALSE", Message: "no" }),
      "the same around a transfer": http(200, { ...FAILURE, data: COMPLETED }),
    },
  ),
  ...expecting<Reply, Expected>(DOUBTFUL, {
    "404 of something in between": http(404, "<html>"),
    "408": http(408),
    "500": http(500, FAILURE),
    "503": http(503, "<html>"),
    "a redirect": { status: 302, headers: { location: "/" } },
    "a time-out": "hang",
    "a cut connection": "reset",
    "half a body": { half: TEXT },
    "JSON that is cut short": http(200, TEXT.slice(0, -5)),
    "an empty body": http(200, ""),
    "no JSON": http(200, "<html>OK</html>"),
    "JSON that is no object": http(200, "true"),
    "success without a transfer": http(200, { success: true, message: "done" }),
    "too large an answer": http(200, " ".repeat(3_000_000)),
    [ANOTHER]: answered({ ...COMPLETED, reference: "TXN-OTHER" }),
  }),
];
/** A list names no transfer of its own. */
const LIST_FAULTS = FAULTS.filter(([name]) => name !== ANOTHER);

type Route = "find" | "notices" | "pending" | "accept" | "reject";
const CALLS: Readonly<Record<Route, (flexpay: Flexpay) => Promise<unknown>>> = {
  find: ({ transfers }) => transfers.find(REFERENCE),
  notices: ({ transfers }) => transfers.notices(REFERENCE),
  pending: ({ transfers }) => transfers.pending(),
  accept: ({ transfers }) => transfers.accept(REFERENCE),
  reject: ({ transfers }) => transfers.reject(REFERENCE, "no"),
};

/** The call is made once, but for a refused token. */
async function call(route: Route, name: string, reply: Reply) {
  const result = await CALLS[route](world().answering(reply, ROUTES[route]));
  const times = name === TWICE ? 2 : 1;
  expect(world().server.to(ROUTES[route])).toHaveLength(times);
  return result;
}

it.each(FAULTS)("find answered by %s", async (name, reply, { read }) => {
  expect(await call("find", name, reply)).toMatchObject(read);
});

it.each(LIST_FAULTS)(
  "notices answered by %s",
  async (name, reply, { read }) => {
    expect(await call("notices", name, reply)).toMatchObject(read);
  },
);

it.each(LIST_FAULTS)(
  "pending answered by %s",
  async (name, reply, { read }) => {
    // A list is never unknown.
    const expected = read === NOT_FOUND ? unavailable : read;
    expect(await call("pending", name, reply)).toMatchObject(expected);
  },
);

describe.each(["accept", "reject"] as const)("%s", (route) => {
  it.each(FAULTS)("answered by %s", async (name, reply, { change }) => {
    expect(await call(route, name, reply)).toMatchObject(change);
  });

  it("can't have happened where there is no connection", async () => {
    const { create, server } = world();
    const nowhere = create({ apiUrl: "http://127.0.0.1:1/api" });
    expect(await CALLS[route](nowhere)).toMatchObject(unavailable);
    expect(server.received).toEqual([]);
  });
});

describe("a query", () => {
  it.each(FAULTS)(
    "of a transfer answered by %s",
    async (_what, reply, { read }) => {
      const { provider } = world().answering(reply, ROUTES.find);
      const answer = await provider.query(PLAN, "ORD-1", REFERENCE);
      expect(answer.kind).toBe(
        read === NOT_FOUND ? "not_found" : "unavailable",
      );
      expect(JSON.stringify(answer)).not.toContain(CLIENT_SECRET);
    },
  );

  it.each(LIST_FAULTS)("of what waits answered by %s", async (_what, reply) => {
    const { provider } = world().answering(reply, ROUTES.pending);
    const answer = await provider.query(PLAN, "ORD-1", null);
    expect(answer.kind).toBe("unavailable");
  });
});
