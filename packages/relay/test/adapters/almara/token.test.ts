import { beforeEach, describe, expect, it } from "vitest";
import { createGate } from "../../support/gate.ts";
import {
  CLIENT_SECRET,
  NOT_ACCEPTED,
  PENDING,
  PLAN,
  REFERENCE,
  ROUTES,
  UNAVAILABLE,
  aRequest,
  eachInItsOwnWorld,
  tokenJson,
} from "./harness.ts";
import { http } from "./provider-server.ts";
import type { Reply } from "./provider-server.ts";

const world = eachInItsOwnWorld();
const OPEN = { json: { originatorConversationId: PLAN.id } };
const tokensUsed = () => world().server.tokens(ROUTES.depositStatus);
const asked = (): number => world().server.to(ROUTES.token).length;
const query = () => world().provider.query(PLAN, REFERENCE);
const queryTwentyTimes = () => Promise.all(Array.from({ length: 20 }, query));

beforeEach(() => {
  world().server.on(ROUTES.depositStatus, OPEN);
});

describe("the token", () => {
  it("is asked for by form-encoded client credentials", async () => {
    await query();
    const [request] = world().server.to(ROUTES.token);
    expect(request?.contentType).toBe("application/x-www-form-urlencoded");
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      client_id: "merchant-17",
      client_secret: CLIENT_SECRET,
      grant_type: "client_credentials",
      scope: "PyPay_api",
    });
    expect(tokensUsed()).toEqual(["Bearer token-1"]);
  });

  it("is asked for in JSON and without a scope where the settings say so", async () => {
    const { server, create } = world();
    const { provider } = create({ tokenStyle: "json", scope: null });
    await provider.query(PLAN, REFERENCE);
    const [request] = server.to(ROUTES.token);
    expect(request?.contentType).toBe("application/json");
    expect(server.sentJson(ROUTES.token)).toEqual({
      client_id: "merchant-17",
      client_secret: CLIENT_SECRET,
      grant_type: "client_credentials",
    });
  });

  it("is asked for once by twenty calls at the same time", async () => {
    expect(await queryTwentyTimes()).toEqual(Array(20).fill(PENDING));
    expect(asked()).toBe(1);
    expect(tokensUsed()).toEqual(Array(20).fill("Bearer token-1"));
  });

  it.each([
    ["an hour, less a minute", 3600, 3539],
    ["the same as text", "3600", 3539],
    ["a short life, less a tenth", 100, 89],
    ["the same with an exponent", "3.6E3", 3539],
    ["five minutes when unsaid", null, 269],
    ["five minutes when unreadable", "soon", 269],
  ])("is kept for %s", async (_what, expiresIn, goodFor) => {
    const { server, clock } = world();
    const replies = ["token-1", "token-2"].map((token) =>
      tokenJson(token, expiresIn),
    );
    server.on(ROUTES.token, ...replies.map((json) => ({ json })));
    for (const seconds of [0, goodFor, 2]) {
      clock.advance(seconds);
      await query();
    }
    expect(tokensUsed()).toEqual(
      ["token-1", "token-1", "token-2"].map((token) => `Bearer ${token}`),
    );
  });

  it("is read whatever the case of its keys", async () => {
    world().server.on(ROUTES.token, { text: '{"Access_Token":"token-x",}' });
    await query();
    expect(tokensUsed()).toEqual(["Bearer token-x"]);
  });

  it.each<[string, Reply]>([
    ["refused", http(400, { error: "invalid_client" })],
    ["refused in other words", http(401, { error: CLIENT_SECRET })],
    ["missing in the response", http(200, {})],
    ["no text", http(200, { access_token: { token: "token-1" } })],
    ["no header value", http(200, tokenJson("token-1\r\nx: y"))],
    ["in an error", http(500, tokenJson("token-1"))],
    ["a page", http(200, "<html>maintenance</html>")],
    ["half an answer", { half: '{"access_token":"token-1' }],
    ["behind a redirect", { status: 307, headers: { location: "/other" } }],
    ["late", "hang"],
    ["lost", "reset"],
  ])("that is %s means that nothing was sent", async (_what, reply) => {
    const { server, create, log } = world();
    const { provider } = create(
      reply === "hang" ? { timeouts: { tokenMs: 100 } } : {},
    );
    server.on(ROUTES.token, reply);
    server.on("POST /other", { json: tokenJson("token-x") });
    expect(await provider.submit(aRequest())).toMatchObject(NOT_ACCEPTED);
    expect(await provider.query(PLAN, REFERENCE)).toMatchObject(UNAVAILABLE);
    expect(log.codes()).toEqual(["token_unavailable"]);
    // Behind a redirect nobody asks, with the secret in hand.
    expect(server.received.every(({ route }) => route === ROUTES.token)).toBe(
      true,
    );
  });

  it("names the provider's own error code", async () => {
    const { server } = world();
    server.on(ROUTES.token, http(400, { error: "invalid_scope" }));
    expect(await query()).toEqual({
      kind: "unavailable",
      detail: "token: HTTP 400, invalid_scope",
    });
  });
});

describe("a token call that failed", () => {
  const FAILED = http(500);

  it("is remembered: twenty calls ask once, and each failure doubles the wait up to a minute", async () => {
    const { server, clock } = world();
    server.on(ROUTES.token, FAILED);
    const times = [
      0, 0.9, 1, 2.9, 3, 6.9, 7, 15, 31, 62.9, 63, 122.9, 123, 183,
    ];
    const counts: number[] = [];
    for (const [place, time] of times.entries()) {
      clock.advance(time - (times[place - 1] ?? 0));
      await queryTwentyTimes();
      counts.push(asked());
    }
    expect(counts).toEqual([1, 1, 2, 2, 3, 3, 4, 5, 6, 6, 7, 7, 8, 9]);
  });

  it("is forgotten with the first success", async () => {
    const { server, clock } = world();
    server.on(ROUTES.token, FAILED, FAILED, { json: tokenJson("token-1", 60) });
    for (const seconds of [0, 1, 2]) {
      clock.advance(seconds);
      await query();
    }
    expect(await query()).toEqual(PENDING);
    clock.advance(60);
    server.on(ROUTES.token, FAILED, { json: tokenJson("token-2") });
    await query();
    clock.advance(1);
    expect(await query()).toEqual(PENDING);
  });

  it.each([
    ["120", 120],
    ["86400", 900],
  ])(
    "waits for a Retry-After of %s, at most a quarter of an hour",
    async (header, seconds) => {
      const { server, clock } = world();
      server.on(ROUTES.token, {
        status: 429,
        headers: { "retry-after": header },
      });
      expect(await query()).toMatchObject({ retryAfterSeconds: seconds });
      clock.advance(seconds - 1);
      expect(await query()).toMatchObject({ retryAfterSeconds: 1 });
      expect(asked()).toBe(1);
      clock.advance(1);
      await query();
      expect(asked()).toBe(2);
    },
  );

  it("keeps nobody waiting once the clock was put back", async () => {
    const { server, clock } = world();
    server.on(ROUTES.token, FAILED);
    await query();
    clock.advance(-3600);
    await query();
    expect(asked()).toBe(2);
  });
});

describe("a refused token", () => {
  const RENEWED = ["Bearer token-1", "Bearer token-2"];
  const TAKEN = { json: { message: { remarks: "accepted" } } };

  it("is renewed once, and the call repeated once", async () => {
    const { server, provider } = world();
    server.on(ROUTES.deposit, http(401), TAKEN);
    expect((await provider.submit(aRequest())).kind).toBe("accepted");
    const [first, second] = server.to(ROUTES.deposit);
    expect(server.tokens(ROUTES.deposit)).toEqual(RENEWED);
    expect(first?.body).toBe(second?.body);
  });

  it("is not renewed a second time", async () => {
    const { server, provider } = world();
    server.on(ROUTES.deposit, http(401));
    expect(await provider.submit(aRequest())).toEqual({
      ...NOT_ACCEPTED,
      detail: "HTTP 401",
    });
    expect(server.tokens(ROUTES.deposit)).toEqual(RENEWED);
    expect(asked()).toBe(2);
  });

  it("does not lead to a token call for each call, where fresh ones are refused too", async () => {
    const { server, clock } = world();
    server.on(ROUTES.depositStatus, http(401));
    for (let second = 0; second < 60; second += 1) {
      await query();
      await query();
      clock.advance(1);
    }
    expect(asked()).toBeLessThan(10);
    // The next one may be good again.
    clock.advance(60);
    server.on(ROUTES.depositStatus, http(401), OPEN);
    expect(await query()).toEqual(PENDING);
  });

  it("is renewed once for all calls that it was refused to", async () => {
    world().server.on(ROUTES.depositStatus, ({ authorization }) =>
      authorization === "Bearer token-1" ? http(401) : OPEN,
    );
    expect(await queryTwentyTimes()).toEqual(Array(20).fill(PENDING));
    expect(asked()).toBe(2);
    expect(tokensUsed()).toHaveLength(40);
  });

  it("that another call has renewed in the meantime is not renewed again", async () => {
    const { server, provider } = world();
    await query();
    // This submit holds token-1 and hears of the refusal only after a query has renewed it.
    const refusal = createGate<Reply>();
    server.on(ROUTES.deposit, () => refusal.opened, TAKEN);
    const slow = provider.submit(aRequest());
    server.on(ROUTES.depositStatus, http(401), OPEN);
    await query();
    refusal.open(http(401));
    expect((await slow).kind).toBe("accepted");
    expect(asked()).toBe(2);
    expect(server.tokens(ROUTES.deposit)).toEqual(RENEWED);
  });
});
