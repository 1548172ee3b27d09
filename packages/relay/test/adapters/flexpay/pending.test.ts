import { describe, expect, it } from "vitest";
import type { Received } from "../almara/provider-server.ts";
import {
  ROUTES,
  aPage,
  aTransaction,
  eachInItsOwnWorld,
  enveloped,
} from "./harness.ts";

const world = eachInItsOwnWorld();
const numbered = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) =>
    aTransaction({
      reference: `TXN-${from + i}`,
      createdAt: new Date(
        Date.parse("2026-11-21T08:00:00Z") + from + i,
      ).toISOString(),
    }),
  );
const references = async (): Promise<unknown> => {
  const answer = await world().transfers.pending();
  return answer.kind === "found"
    ? answer.value.map(({ reference }) => reference)
    : answer;
};
const pagesAsked = (): unknown[] =>
  world()
    .server.to(ROUTES.pending)
    .map(({ query }) => query);

/** `total` transfers on pages of `size`, whatever size was asked for. */
const paged =
  (total: number, size: number, says: (last: boolean) => object) =>
  ({ query }: Received) => {
    const from = Number(query["page"]) * size;
    const content = numbered(from, Math.max(0, Math.min(size, total - from)));
    return { json: enveloped({ content, ...says(from + size >= total) }) };
  };

describe("pending", () => {
  it("is one page where the provider says so", async () => {
    world().server.on(ROUTES.pending, { json: aPage(numbered(0, 2)) });
    expect(await references()).toEqual(["TXN-0", "TXN-1"]);
    expect(pagesAsked()).toEqual([{ page: "0", size: "100" }]);
  });

  it("is empty where nothing waits", async () => {
    world().server.on(ROUTES.pending, { json: aPage([]) });
    expect(await references()).toEqual([]);
  });

  it.each<[string, (last: boolean) => object]>([
    ["last", (last) => ({ last })],
    ["totalPages", () => ({ totalPages: 3 })],
    ["totalPages as text", () => ({ totalPages: "3" })],
  ])("is read to its end by %s", async (_what, says) => {
    world().server.on(ROUTES.pending, paged(250, 100, says));
    expect(await references()).toHaveLength(250);
    expect(pagesAsked()).toHaveLength(3);
  });

  it("is read to its end where pages are smaller than we asked for", async () => {
    world().server.on(
      ROUTES.pending,
      paged(70, 20, (last) => ({ last })),
    );
    expect(await references()).toHaveLength(70);
  });

  it("ends at 1,000 transfers", async () => {
    world().server.on(
      ROUTES.pending,
      paged(5000, 100, (last) => ({ last })),
    );
    expect(await references()).toHaveLength(1000);
    expect(pagesAsked()).toHaveLength(10);
  });

  it("ends where a server gives the same page again and again", async () => {
    world().server.on(ROUTES.pending, {
      json: aPage(numbered(0, 2), { last: false }),
    });
    expect(await references()).toEqual(["TXN-0", "TXN-1"]);
    expect(pagesAsked()).toHaveLength(2);
  });

  it("ends after 50 pages, however small", async () => {
    world().server.on(
      ROUTES.pending,
      paged(5000, 1, () => ({ last: false })),
    );
    expect(await references()).toHaveLength(50);
  });

  it("is given up when all pages together take too long", async () => {
    const { server, clock } = world();
    server.on(ROUTES.pending, (request) => {
      clock.advance(16);
      return paged(500, 100, (last) => ({ last }))(request);
    });
    expect(await references()).toMatchObject({
      kind: "unavailable",
      mayHaveHappened: false,
    });
    expect(pagesAsked()).toHaveLength(2);
  });

  it("is nothing rather than half a list", async () => {
    world().server.on(
      ROUTES.pending,
      { json: aPage(numbered(0, 100), { last: false }) },
      { status: 500 },
    );
    expect(await references()).toMatchObject({ kind: "unavailable" });
  });

  it("may be longer than other answers", async () => {
    const webhooks = [{ lastError: "x".repeat(5000) }];
    world().server.on(ROUTES.pending, {
      json: aPage(
        numbered(0, 100).map((transaction) => ({ ...transaction, webhooks })),
      ),
    });
    expect(await references()).toHaveLength(100);
  });

  it("is read from a bare list, newest last, without what is over", async () => {
    world().server.on(ROUTES.pending, {
      json: [
        aTransaction({ reference: "TXN-3", createdAt: "2026-11-21T08:59:59Z" }),
        aTransaction({ reference: "TXN-2", createdAt: "2026-11-21T08:00:00Z" }),
        aTransaction({ reference: "TXN-1", createdAt: null }),
        aTransaction({ reference: "TXN-4", status: "COMPLETED" }),
        aTransaction({ reference: "TXN-5", status: "REJECTED" }),
        aTransaction({ reference: "TXN-6", status: "EXPIRED" }),
      ],
    });
    expect(await references()).toEqual(["TXN-1", "TXN-2", "TXN-3"]);
  });

  it("passes over what can't be read, and says so", async () => {
    const { server, codes } = world();
    server.on(ROUTES.pending, {
      json: aPage([{ reference: "../x" }, null, "words", ...numbered(7, 1)]),
    });
    expect(await references()).toEqual(["TXN-7"]);
    expect(codes()).toEqual(["upstream_contract_unknown"]);
  });

  it.each<[string, unknown]>([
    ["an envelope with nothing in it", { success: true }],
    ["no list", enveloped({ total: 3 })],
    ["words", "none"],
    ["a list of another name", enveloped({ rows: [] })],
  ])("is not empty but unavailable for %s", async (_what, json) => {
    world().server.on(ROUTES.pending, { json });
    expect(await references()).toMatchObject({ kind: "unavailable" });
  });
});
