import { beforeEach, describe, expect, it } from "vitest";
import { http } from "../almara/provider-server.ts";
import type { Reply } from "../almara/provider-server.ts";
import {
  CLIENT_SECRET,
  REFERENCE,
  ROUTES,
  answered,
  eachInItsOwnWorld,
} from "./harness.ts";

const world = eachInItsOwnWorld();
const find = () => world().transfers.find(REFERENCE);
const tokensUsed = () => world().server.tokens(ROUTES.find);
const asked = () => world().server.to(ROUTES.token).length;

/** An unsigned JWT; nobody checks it here. */
const jwt = (claims: object): string =>
  `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;
const NOW_SECONDS = Date.parse("2026-11-21T09:00:00Z") / 1000;

beforeEach(() => {
  world().server.on(ROUTES.find, answered());
});

// How tokens are shared and renewed is shown with Almara's.
describe("the token", () => {
  it("is asked for in JSON", async () => {
    await find();
    const [request] = world().server.to(ROUTES.token);
    expect(request?.contentType).toBe("application/json");
    expect(request?.authorization).toBeUndefined();
    expect(world().server.sentJson(ROUTES.token)).toEqual({
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
    ["what is text", { data: { token: {} }, token: "token-x" }],
  ])("is read from %s", async (_where, json) => {
    world().server.on(ROUTES.token, { json });
    await find();
    expect(tokensUsed()).toEqual(["Bearer token-x"]);
  });

  const token = "token-x";
  const soon = NOW_SECONDS + 600;

  it.each<[object, number]>([
    [{ data: { token, expiresIn: 600 } }, 540],
    [{ token, expires_in: "600" }, 540],
    [{ data: { token }, expiresIn: 600 }, 540],
    [{ data: { token, expiresAt: soon * 1000 } }, 540],
    [{ token, expiresAt: soon }, 540],
    [{ token, expiresAt: "2026-11-21T09:10:00" }, 540],
    [{ token, expiresIn: 600, expiresAt: NOW_SECONDS + 9000 }, 540],
    // It is over already
    [{ token, expiresAt: 1 }, 54],
    [{ token: jwt({ exp: 1 }) }, 54],
    [{ token: jwt({ exp: NOW_SECONDS + 900 }) }, 840],
    // By its issuer's clock
    [{ token: jwt({ iat: NOW_SECONDS - 5000, exp: NOW_SECONDS - 4100 }) }, 840],
    // An hour, where nothing is said or it can't be read
    [{ token }, 3540],
    [{ token, expiresIn: "1h" }, 3540],
    [{ token: jwt({ sub: "17" }) }, 3540],
    [{ token: jwt({ exp: "soon" }) }, 3540],
  ])("is kept for as long as %j says: %i", async (json, seconds) => {
    const { server, clock } = world();
    server.on(ROUTES.token, { json });
    for (const wait of [0, seconds - 1]) {
      clock.advance(wait);
      await find();
      expect(asked()).toBe(1);
    }
    clock.advance(1);
    await find();
    expect(asked()).toBe(2);
  });

  it.each<[string, Reply]>([
    ["refused", http(401, { success: false, message: CLIENT_SECRET })],
    ["refused with 400", http(400, { success: false })],
    ["refused with 200", http(200, { success: false, token })],
    ["missing in the response", http(200, { success: true, data: {} })],
    ["no header value", http(200, { token: "token-1\r\nx: y" })],
    ["in an error", http(500, { token: "token-1" })],
    ["a list", http(200, ["token-1"])],
    ["cut short", http(200, '{"token":"token-1')],
    ["behind a redirect", { status: 302, headers: { location: "/other" } }],
    ["late", "hang"],
    ["lost", "reset"],
  ])("that is %s means that nothing was sent", async (_what, reply) => {
    const { server, create, log } = world();
    const { transfers } = create(
      reply === "hang" ? { timeouts: { tokenMs: 100 } } : {},
    );
    server.on(ROUTES.token, reply);
    expect(await transfers.accept(REFERENCE)).toMatchObject({
      kind: "unavailable",
      mayHaveHappened: false,
    });
    expect(log.codes()).toEqual(["token_unavailable"]);
    expect(server.to(ROUTES.accept)).toHaveLength(0);
  });
});
