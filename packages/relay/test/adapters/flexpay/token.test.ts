import { describe, expect, it } from "vitest";
import type { Reply } from "../almara/provider-server.ts";
import {
  CLIENT_SECRET,
  REFERENCE,
  ROUTES,
  aTransaction,
  eachInItsOwnWorld,
  enveloped,
} from "./harness.ts";

const world = eachInItsOwnWorld();
const FOUND = { json: enveloped(aTransaction()) };
const find = () => world().transfers.find(REFERENCE);
const tokensUsed = (): unknown[] =>
  world()
    .server.to(ROUTES.find)
    .map(({ authorization }) => authorization);

/** An unsigned JWT; nobody checks it here. */
const jwt = (claims: object): string =>
  ["eyJhbGciOiJIUzI1NiJ9", claims, "c2ln"]
    .map((part) =>
      typeof part === "string"
        ? part
        : Buffer.from(JSON.stringify(part)).toString("base64url"),
    )
    .join(".");
const NOW_SECONDS = Date.parse("2026-11-21T09:00:00Z") / 1000;

describe("the token", () => {
  it("is asked for in JSON", async () => {
    world().server.on(ROUTES.find, FOUND);
    await find();
    const [request] = world().server.to(ROUTES.token);
    expect(request?.contentType).toBe("application/json");
    expect(request?.authorization).toBeUndefined();
    expect(JSON.parse(request?.body ?? "")).toEqual({
      client_id: "merchant-17",
      client_secret: CLIENT_SECRET,
    });
    expect(tokensUsed()).toEqual(["Bearer token-1"]);
  });

  it.each<[string, unknown]>([
    ["data.token", { success: true, data: { token: "token-x" } }],
    ["data.accessToken", { data: { accessToken: "token-x" } }],
    ["data.access_token", { data: { access_token: "token-x" } }],
    ["token", { token: "token-x" }],
    ["access_token", { access_token: "token-x", expires_in: "3600" }],
    ["keys in another case", { Data: { ACCESSTOKEN: "token-x" } }],
    ["the inner one first", { token: "no", data: { token: "token-x" } }],
    [
      "what is no text is passed over",
      { data: { token: {} }, token: "token-x" },
    ],
  ])("is read from %s", async (_where, json) => {
    world().server.on(ROUTES.token, { json });
    world().server.on(ROUTES.find, FOUND);
    await find();
    expect(tokensUsed()).toEqual(["Bearer token-x"]);
  });

  it.each<[string, object, number]>([
    ["expiresIn", { data: { token: "token-x", expiresIn: 600 } }, 540],
    ["expires_in as text", { token: "token-x", expires_in: "600" }, 540],
    [
      "expiresIn around it",
      { data: { token: "token-x" }, expiresIn: 600 },
      540,
    ],
    ["an hour", { token: "token-x" }, 3540],
    [
      "a numeric expiresAt",
      { data: { token: "token-x", expiresAt: (NOW_SECONDS + 600) * 1000 } },
      540,
    ],
    [
      "a numeric expiresAt in seconds",
      { token: "token-x", expiresAt: NOW_SECONDS + 600 },
      540,
    ],
    [
      "an expiresAt of text",
      { token: "token-x", expiresAt: "2026-11-21T09:10:00" },
      540,
    ],
    [
      "expiresIn before expiresAt",
      { token: "token-x", expiresIn: 600, expiresAt: NOW_SECONDS + 9000 },
      540,
    ],
    ["an expiresAt that is over", { token: "token-x", expiresAt: 1 }, 54],
    ["an hour, when unreadable", { token: "token-x", expiresIn: "1h" }, 3540],
    ["the JWT", { token: jwt({ exp: NOW_SECONDS + 900 }) }, 840],
    [
      "the JWT by its issuer's clock",
      { token: jwt({ iat: NOW_SECONDS - 5000, exp: NOW_SECONDS - 4100 }) },
      840,
    ],
    ["a JWT that is over already", { token: jwt({ exp: 1 }) }, 54],
    ["a JWT without a time", { token: jwt({ sub: "17" }) }, 3540],
    ["a JWT with an odd time", { token: jwt({ exp: "soon" }) }, 3540],
  ])("is kept for as long as %s says", async (_what, json, seconds) => {
    const { server, clock } = world();
    server.on(ROUTES.find, FOUND);
    server.on(ROUTES.token, { json });
    await find();
    clock.advance(seconds - 1);
    await find();
    expect(server.to(ROUTES.token)).toHaveLength(1);
    clock.advance(1);
    await find();
    expect(server.to(ROUTES.token)).toHaveLength(2);
  });

  it("is asked for once by twenty calls at the same time", async () => {
    world().server.on(ROUTES.find, FOUND);
    await Promise.all(Array.from({ length: 20 }, find));
    expect(world().server.to(ROUTES.token)).toHaveLength(1);
    expect(tokensUsed()).toHaveLength(20);
  });

  it("that is refused is renewed once, and the call repeated once", async () => {
    const { server, transfers } = world();
    server.on(ROUTES.reject, { status: 401 }, FOUND);
    expect(await transfers.reject(REFERENCE, "no")).toMatchObject({
      kind: "found",
    });
    const calls = server.to(ROUTES.reject);
    expect(calls.map(({ authorization }) => authorization)).toEqual([
      "Bearer token-1",
      "Bearer token-2",
    ]);
    expect(calls[0]?.body).toBe(calls[1]?.body);
  });

  it.each<[string, Reply]>([
    [
      "refused",
      { status: 401, json: { success: false, message: CLIENT_SECRET } },
    ],
    ["refused with 400", { status: 400, json: { success: false } }],
    ["refused with 200", { json: { success: false, token: "token-x" } }],
    ["missing in the response", { json: { success: true, data: {} } }],
    ["no header value", { json: { token: "token-1\r\nx: y" } }],
    ["in an error", { status: 500, json: { token: "token-1" } }],
    ["a page", { text: "<html>maintenance</html>" }],
    ["a list", { json: ["token-1"] }],
    ["cut short", { text: '{"token":"token-1' }],
    ["half an answer", { half: '{"token":"token-1' }],
    ["behind a redirect", { status: 302, headers: { location: "/other" } }],
    ["late", "hang"],
    ["lost", "reset"],
  ])("that is %s means that nothing was sent", async (_what, reply) => {
    const { server, create, codes } = world();
    const { transfers } = create(
      reply === "hang" ? { timeouts: { tokenMs: 100 } } : {},
    );
    server.on(ROUTES.token, reply);
    expect(await transfers.accept(REFERENCE)).toMatchObject({
      kind: "unavailable",
      mayHaveHappened: false,
    });
    expect(codes()).toEqual(["token_unavailable"]);
    expect(server.to(ROUTES.accept)).toHaveLength(0);
  });
});
