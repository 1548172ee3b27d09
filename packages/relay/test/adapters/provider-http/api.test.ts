import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  apiAddress,
  createApi,
} from "../../../src/adapters/provider-http/api.ts";
import type {
  Api,
  ApiResult,
} from "../../../src/adapters/provider-http/api.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { ProviderServer } from "../almara/provider-server.ts";
import type { Reply } from "../almara/provider-server.ts";

const OK: Reply = { json: {} };
const comeBack = (status: number, retryAfter: string): Reply => ({
  status,
  headers: { "retry-after": retryAfter },
});

let server: ProviderServer;
let clock: ManualClock;
let api: Api;

beforeEach(async () => {
  server = await ProviderServer.start();
  clock = new ManualClock("2026-11-21T09:00:00Z");
  const tokens = {
    get: () => Promise.resolve({ ok: true, token: "t" } as const),
  };
  api = createApi(server.url, tokens, clock);
});
afterEach(() => server[Symbol.asyncDispose]());

const call = (method: "GET" | "POST", path = "/a"): Promise<ApiResult> =>
  api({ method, path, timeoutMs: 5000 });

describe("a provider that says when to come back", () => {
  it.each<[number, string, number]>([
    [429, "120", 120],
    [503, "120", 120],
    [429, "86400", 3600],
    [429, new Date(Date.now() + 600_000).toUTCString(), 590],
  ])(
    "is not read from before that: %i, %s",
    async (status, header, seconds) => {
      server.on("GET /a", comeBack(status, header), OK);
      server.on("GET /b", OK);
      await call("GET");
      clock.advance(seconds - 1);
      for (const path of ["/a", "/b"]) {
        const answer = await call("GET", path);
        expect(answer).toMatchObject({ kind: "response", status });
      }
      expect(server.received).toHaveLength(1);
      clock.advance(12);
      expect(await call("GET")).toMatchObject({ status: 200 });
    },
  );

  it("is told what cannot wait", async () => {
    server.on("GET /a", comeBack(429, "120"));
    server.on("POST /a", comeBack(429, "120"), OK);
    await call("GET");
    await call("POST");
    expect(await call("POST")).toMatchObject({ status: 200 });
  });

  it("is asked again at once where it names no time, and after the clock was put back", async () => {
    server.on("GET /a", { status: 429 }, comeBack(429, "120"), OK);
    await call("GET");
    await call("GET");
    clock.advance(-3600);
    expect(await call("GET")).toMatchObject({ status: 200 });
  });
});

describe("apiAddress", () => {
  it.each([
    ["PAYOUT 17", "PAYOUT%2017"],
    ["a+b", "a%2Bb"],
    ["a&b=c#d?e/f", "a%26b%3Dc%23d%3Fe%2Ff"],
    ["50%", "50%25"],
    ["%20", "%2520"],
    ["é", "%C3%A9"],
  ])("stays below the base and writes %j as %j", (Id, encoded) => {
    const { href } = apiAddress("https://api.example/v2/", "/v1/a", { Id });
    expect(href).toBe(`https://api.example/v2/v1/a?Id=${encoded}`);
  });
});
