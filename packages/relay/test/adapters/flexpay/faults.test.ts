import { describe, expect, it } from "vitest";
import type { Flexpay } from "../../../src/adapters/flexpay/index.ts";
import type { Reply } from "../almara/provider-server.ts";
import {
  CLIENT_SECRET,
  PLAN,
  REFERENCE,
  ROUTES,
  aTransaction,
  eachInItsOwnWorld,
  enveloped,
} from "./harness.ts";

const world = eachInItsOwnWorld();

const failure = (message: string) => ({ success: false, message });
const unavailable = { kind: "unavailable", mayHaveHappened: false };
/** A change that may have been made: the state must be read before it is made again. */
const doubtful = { kind: "unavailable", mayHaveHappened: true };
const refused = { kind: "refused", conflict: false, reason: "no" };
const conflict = { kind: "refused", conflict: true, reason: "no" };

interface Expected {
  readonly kind: string;
  readonly [field: string]: unknown;
}

interface Fault {
  readonly name: string;
  readonly reply: Reply;
  readonly read: Expected;
  readonly change: Expected;
}

const FAULTS: readonly Fault[] = [
  {
    name: "400",
    reply: { status: 400, json: failure("no") },
    read: refused,
    change: refused,
  },
  {
    name: "401, twice",
    reply: { status: 401, json: failure("no") },
    read: unavailable,
    change: unavailable,
  },
  {
    name: "403",
    reply: { status: 403, json: failure("no") },
    read: refused,
    change: refused,
  },
  {
    name: "404",
    reply: { status: 404, json: failure("no") },
    read: { kind: "not_found" },
    change: { kind: "not_found" },
  },
  {
    name: "404 without a body",
    reply: { status: 404, text: "" },
    read: { kind: "not_found" },
    change: { kind: "not_found" },
  },
  {
    name: "404 of something in between",
    reply: { status: 404, text: "<html>" },
    read: unavailable,
    change: doubtful,
  },
  {
    name: "405",
    reply: { status: 405 },
    read: unavailable,
    change: unavailable,
  },
  { name: "408", reply: { status: 408 }, read: unavailable, change: doubtful },
  {
    name: "409",
    reply: { status: 409, json: failure("no") },
    read: conflict,
    change: conflict,
  },
  {
    name: "422",
    reply: { status: 422, json: failure("no") },
    read: conflict,
    change: conflict,
  },
  {
    name: "409 in words",
    reply: { status: 409, text: "no" },
    read: { ...conflict, reason: null },
    change: { ...conflict, reason: null },
  },
  {
    name: "429 with a time",
    reply: { status: 429, headers: { "retry-after": "7" } },
    read: { kind: "busy", retryAfterSeconds: 7 },
    change: { kind: "busy", retryAfterSeconds: 7 },
  },
  {
    name: "429 without",
    reply: { status: 429, json: failure("no") },
    read: { kind: "busy", retryAfterSeconds: 60 },
    change: { kind: "busy", retryAfterSeconds: 60 },
  },
  {
    name: "500",
    reply: { status: 500, json: failure("no") },
    read: unavailable,
    change: doubtful,
  },
  {
    name: "503",
    reply: { status: 503, text: "<html>" },
    read: unavailable,
    change: doubtful,
  },
  {
    name: "a redirect",
    reply: { status: 302, headers: { location: "/" } },
    read: unavailable,
    change: doubtful,
  },
  { name: "a time-out", reply: "hang", read: unavailable, change: doubtful },
  {
    name: "a cut connection",
    reply: "reset",
    read: unavailable,
    change: doubtful,
  },
  {
    name: "half a body",
    reply: {
      half: JSON.stringify(enveloped(aTransaction({ status: "COMPLETED" }))),
    },
    read: unavailable,
    change: doubtful,
  },
  {
    name: "JSON that is cut short",
    reply: {
      text: JSON.stringify(
        enveloped(aTransaction({ status: "COMPLETED" })),
      ).slice(0, -5),
    },
    read: unavailable,
    change: doubtful,
  },
  {
    name: "an empty body",
    reply: { text: "" },
    read: unavailable,
    change: doubtful,
  },
  {
    name: "no JSON",
    reply: { text: "<html>OK</html>" },
    read: unavailable,
    change: doubtful,
  },
  {
    name: "JSON that is no object",
    reply: { text: "true" },
    read: unavailable,
    change: doubtful,
  },
  {
    name: "success: false with 200",
    reply: { json: failure("no") },
    read: refused,
    change: conflict,
  },
  {
    name: "the same as text",
    reply: { json: { Success: "FALSE", Message: "no" } },
    read: refused,
    change: conflict,
  },
  {
    name: "success: false around a transfer",
    reply: {
      json: { ...failure("no"), data: aTransaction({ status: "COMPLETED" }) },
    },
    read: refused,
    change: conflict,
  },
  {
    name: "success without a transfer",
    reply: { json: { success: true, message: "done" } },
    read: unavailable,
    change: doubtful,
  },
  {
    name: "another reference",
    reply: {
      json: enveloped(
        aTransaction({ reference: "TXN-OTHER", status: "COMPLETED" }),
      ),
    },
    read: unavailable,
    change: doubtful,
  },
  {
    name: "too large an answer",
    reply: { text: " ".repeat(3_000_000) },
    read: unavailable,
    change: doubtful,
  },
];

type Call = (flexpay: Flexpay) => Promise<unknown>;
const READS: readonly (readonly [route: keyof typeof ROUTES, call: Call])[] = [
  ["find", ({ transfers }) => transfers.find(REFERENCE)],
  ["notices", ({ transfers }) => transfers.notices(REFERENCE)],
  ["pending", ({ transfers }) => transfers.pending()],
];
const CHANGES: typeof READS = [
  ["accept", ({ transfers }) => transfers.accept(REFERENCE)],
  ["reject", ({ transfers }) => transfers.reject(REFERENCE, "no")],
];

/** Only the call that hangs is given up: on a busy machine an answer takes its time. */
function askedBy({ reply }: Fault): Flexpay {
  return reply === "hang" ? world().impatient : world();
}

/** A list names no transfer of its own, and is never unknown. */
function expectedOf(route: keyof typeof ROUTES, fault: Fault): object {
  const isUnknownList = route === "pending" && fault.name.startsWith("404");
  return isUnknownList ? unavailable : fault.read;
}

describe.each(READS)("%s", (route, call) => {
  it.each(
    FAULTS.filter(
      ({ name }) => route === "find" || name !== "another reference",
    ),
  )("answered by $name", async (fault) => {
    world().server.on(ROUTES[route], fault.reply);
    expect(await call(askedBy(fault))).toMatchObject(expectedOf(route, fault));
    expect(world().server.to(ROUTES[route])).toHaveLength(
      fault.name === "401, twice" ? 2 : 1,
    );
  });
});

describe.each(CHANGES)("%s", (route, call) => {
  it.each(FAULTS)("answered by $name is made once", async (fault) => {
    world().server.on(ROUTES[route], fault.reply);
    expect(await call(askedBy(fault))).toMatchObject(fault.change);
    expect(world().server.to(ROUTES[route])).toHaveLength(
      fault.name === "401, twice" ? 2 : 1,
    );
  });

  it("can't have happened where there is no connection", async () => {
    const { create, server } = world();
    const { transfers } = create({ apiUrl: "http://127.0.0.1:1/api" });
    const answer =
      route === "accept"
        ? await transfers.accept(REFERENCE)
        : await transfers.reject(REFERENCE, "no");
    expect(answer).toMatchObject(unavailable);
    expect(server.received).toEqual([]);
  });
});

describe("a query", () => {
  it.each(FAULTS)(
    "of a transfer answered by $name teaches nothing",
    async (fault) => {
      world().server.on(ROUTES.find, fault.reply);
      const { provider } = askedBy(fault);
      const answer = await provider.query(PLAN, "ORD-1", REFERENCE);
      expect(answer.kind).toBe(
        fault.read.kind === "not_found" ? "not_found" : "unavailable",
      );
      expect(JSON.stringify(answer)).not.toContain(CLIENT_SECRET);
    },
  );

  it.each(FAULTS.filter(({ name }) => name !== "another reference"))(
    "of what waits answered by $name teaches nothing",
    async (fault) => {
      world().server.on(ROUTES.pending, fault.reply);
      const { provider } = askedBy(fault);
      expect(await provider.query(PLAN, "ORD-1", null)).toMatchObject({
        kind: "unavailable",
      });
    },
  );
});
