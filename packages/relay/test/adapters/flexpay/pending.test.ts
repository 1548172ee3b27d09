import { describe, expect, it } from "vitest";
import { http } from "../almara/provider-server.ts";
import type { Received, Reply, Script } from "../almara/provider-server.ts";
import {
  ROUTES,
  aPage,
  aTransaction,
  eachInItsOwnWorld,
  enveloped,
} from "./harness.ts";

const world = eachInItsOwnWorld();
const numbered = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => {
    const at = Date.parse("2026-11-21T08:00:00Z") + from + i;
    const createdAt = new Date(at).toISOString();
    return aTransaction({ reference: `TXN-${from + i}`, createdAt });
  });
const references = async (): Promise<unknown> => {
  const answer = await world().transfers.pending();
  return answer.kind === "found"
    ? answer.value.map(({ reference }) => reference)
    : answer;
};
const pagesAsked = () => world().server.to(ROUTES.pending);
const answer = (...replies: (Reply | Script)[]) => {
  world().server.on(ROUTES.pending, ...replies);
};

/** `total` transfers on pages of `size`, whatever size was asked for. */
const paged =
  (total: number, size: number, says: (last: boolean) => object) =>
  ({ query }: Received) => {
    const from = Number(query["page"]) * size;
    const content = numbered(from, Math.max(0, Math.min(size, total - from)));
    return { json: enveloped({ content, ...says(from + size >= total) }) };
  };

const byLast = (last: boolean) => ({ last });

describe("pending", () => {
  it("is one page where the provider says so", async () => {
    answer({ json: aPage(numbered(0, 2)) });
    expect(await references()).toEqual(["TXN-0", "TXN-1"]);
    expect(pagesAsked()).toMatchObject([{ query: { page: "0", size: "100" } }]);
  });

  it("is empty where nothing waits", async () => {
    answer({ json: aPage([]) });
    expect(await references()).toEqual([]);
  });

  it.each<[string, (last: boolean) => object]>([
    ["last", byLast],
    ["totalPages", () => ({ totalPages: 3 })],
    ["totalPages as text", () => ({ totalPages: "3" })],
  ])("is read to its end by %s", async (_what, says) => {
    answer(paged(250, 100, says));
    expect(await references()).toHaveLength(250);
    expect(pagesAsked()).toHaveLength(3);
  });

  it.each([
    [
      "at its end, where pages are smaller than we asked for",
      70,
      20,
      byLast,
      70,
    ],
    ["at 1,000 transfers", 5000, 100, byLast, 1000],
    ["after 50 pages, however small", 5000, 1, () => ({ last: false }), 50],
  ])("ends %s", async (_what, total, size, says, count) => {
    answer(paged(total, size, says));
    expect(await references()).toHaveLength(count);
  });

  it("ends where a server gives the same page again and again", async () => {
    answer({ json: aPage(numbered(0, 2), { last: false }) });
    expect(await references()).toEqual(["TXN-0", "TXN-1"]);
    expect(pagesAsked()).toHaveLength(2);
  });

  it("is given up when all pages together take too long", async () => {
    answer((request) => {
      world().clock.advance(16);
      return paged(500, 100, byLast)(request);
    });
    expect(await references()).toMatchObject({
      kind: "unavailable",
      mayHaveHappened: false,
    });
    expect(pagesAsked()).toHaveLength(2);
  });

  it("is nothing rather than half a list", async () => {
    answer({ json: aPage(numbered(0, 100), { last: false }) }, http(500));
    expect(await references()).toMatchObject({ kind: "unavailable" });
  });

  it("may be longer than other answers", async () => {
    const webhooks = [{ lastError: "x".repeat(5000) }];
    const long = numbered(0, 100).map((each) => ({ ...each, webhooks }));
    answer({ json: aPage(long) });
    expect(await references()).toHaveLength(100);
  });

  it("is read from a bare list, newest last, without what is over", async () => {
    answer({
      json: [
        aTransaction({ reference: "TXN-3", createdAt: "2026-11-21T08:59:59Z" }),
        aTransaction({ reference: "TXN-2", createdAt: "2026-11-21T08:00:00Z" }),
        aTransaction({ reference: "TXN-1", createdAt: null }),
        ...["COMPLETED", "REJECTED", "EXPIRED"].map((status) =>
          aTransaction({ reference: `TXN-${status}`, status }),
        ),
      ],
    });
    expect(await references()).toEqual(["TXN-1", "TXN-2", "TXN-3"]);
  });

  it("passes over what can't be read, and says so", async () => {
    const odd = [{ reference: "../x" }, null, "words"];
    answer({ json: aPage([...odd, ...numbered(7, 1)]) });
    expect(await references()).toEqual(["TXN-7"]);
    expect(world().log.codes()).toEqual(["upstream_contract_unknown"]);
  });

  it.each<[string, unknown]>([
    ["an envelope with nothing in it", { success: true }],
    ["no list", enveloped({ total: 3 })],
    ["words", "none"],
    ["a list of another name", enveloped({ rows: [] })],
  ])("is not empty but unavailable for %s", async (_what, json) => {
    answer({ json });
    expect(await references()).toMatchObject({ kind: "unavailable" });
  });
});
