import { describe, expect, it } from "vitest";
import {
  CLIENT_SECRET,
  PLAN,
  REFERENCE,
  ROUTES,
  aRequest,
  eachInItsOwnWorld,
  tokenJson,
} from "./harness.ts";
import type { Reply } from "./provider-server.ts";

const world = eachInItsOwnWorld();
const OPEN = { json: { originatorConversationId: PLAN.id } };
const tokensUsed = (): unknown[] =>
  world()
    .server.to(ROUTES.depositStatus)
    .map(({ authorization }) => authorization);
const query = () => world().provider.query(PLAN, REFERENCE);

describe("the token", () => {
  it("is asked for by form-encoded client credentials", async () => {
    world().server.on(ROUTES.depositStatus, OPEN);
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
    server.on(ROUTES.depositStatus, OPEN);
    await create({ tokenStyle: "json", scope: null }).query(PLAN, REFERENCE);
    const [request] = server.to(ROUTES.token);
    expect(request?.contentType).toBe("application/json");
    expect(JSON.parse(request?.body ?? "")).toEqual({
      client_id: "merchant-17",
      client_secret: CLIENT_SECRET,
      grant_type: "client_credentials",
    });
  });

  it("is asked for once by twenty calls at the same time", async () => {
    const { server } = world();
    server.on(ROUTES.depositStatus, OPEN);
    const answers = await Promise.all(Array.from({ length: 20 }, query));
    expect(answers).toEqual(Array(20).fill({ kind: "pending" }));
    expect(server.to(ROUTES.token)).toHaveLength(1);
    expect(tokensUsed()).toHaveLength(20);
  });

  it.each([
    { expiresIn: 3600, goodFor: 3539, title: "an hour, less a minute" },
    { expiresIn: "3600", goodFor: 3539, title: "the same as text" },
    { expiresIn: 100, goodFor: 89, title: "a short life, less a tenth" },
    { expiresIn: "3.6E3", goodFor: 3539, title: "the same with an exponent" },
    { expiresIn: null, goodFor: 269, title: "five minutes when unsaid" },
    { expiresIn: "soon", goodFor: 269, title: "five minutes when unreadable" },
  ])("is kept for $title", async ({ expiresIn, goodFor }) => {
    const { server, clock } = world();
    server.on(ROUTES.depositStatus, OPEN);
    server.on(
      ROUTES.token,
      { json: tokenJson("token-1", expiresIn) },
      { json: tokenJson("token-2", expiresIn) },
    );
    await query();
    clock.advance(goodFor);
    await query();
    clock.advance(2);
    await query();
    expect(tokensUsed()).toEqual([
      "Bearer token-1",
      "Bearer token-1",
      "Bearer token-2",
    ]);
  });

  it("is read whatever the case of its keys", async () => {
    const { server } = world();
    server.on(ROUTES.depositStatus, OPEN);
    server.on(ROUTES.token, { text: '{"Access_Token":"token-x",}' });
    await query();
    expect(tokensUsed()).toEqual(["Bearer token-x"]);
  });

  it.each([
    ["refused", { status: 400, json: { error: "invalid_client" } }],
    ["refused in other words", { status: 401, json: { error: CLIENT_SECRET } }],
    ["missing in the response", { json: {} }],
    ["no text", { json: { access_token: { token: "token-1" } } }],
    ["no header value", { json: tokenJson("token-1\r\nx: y") }],
    ["in an error", { status: 500, json: tokenJson("token-1") }],
    ["a page", { text: "<html>maintenance</html>" }],
    ["half an answer", { half: '{"access_token":"token-1' }],
    ["behind a redirect", { status: 302, headers: { location: "/other" } }],
    ["late", "hang" as const],
    ["lost", "reset" as const],
  ])("that is %s means that nothing was sent", async (_what, reply) => {
    const { server, create, log } = world();
    const provider = create(
      reply === "hang" ? { timeouts: { tokenMs: 100 } } : {},
    );
    server.on(ROUTES.token, reply);
    expect(await provider.submit(aRequest())).toMatchObject({
      kind: "refused",
      code: "provider_unavailable",
    });
    expect(await provider.query(PLAN, REFERENCE)).toMatchObject({
      kind: "unavailable",
    });
    expect(log.codes()).toEqual(["token_unavailable"]);
    expect(server.to(ROUTES.deposit)).toHaveLength(0);
  });

  it("is never asked for behind a redirect, with the secret in hand", async () => {
    const { server } = world();
    server.on(ROUTES.token, { status: 307, headers: { location: "/other" } });
    server.on("POST /other", { json: tokenJson("token-x") });
    expect(await query()).toMatchObject({ kind: "unavailable" });
    expect(server.to("POST /other")).toEqual([]);
  });

  it("names the provider's own error code", async () => {
    const { server } = world();
    server.on(ROUTES.token, { status: 400, json: { error: "invalid_scope" } });
    expect(await query()).toEqual({
      kind: "unavailable",
      detail: "token: HTTP 400, invalid_scope",
    });
  });
});

describe("a token call that failed", () => {
  const FAILED = { status: 500 };
  const calls = (): number => world().server.to(ROUTES.token).length;

  it("is remembered: twenty calls ask once, and each failure doubles the wait up to a minute", async () => {
    const { server, clock } = world();
    server.on(ROUTES.token, FAILED);
    const times = [
      0, 0.9, 1, 2.9, 3, 6.9, 7, 15, 31, 62.9, 63, 122.9, 123, 183,
    ];
    const asked: number[] = [];
    let now = 0;
    for (const time of times) {
      clock.advance(time - now);
      now = time;
      await Promise.all(Array.from({ length: 20 }, query));
      asked.push(calls());
    }
    expect(asked).toEqual([1, 1, 2, 2, 3, 3, 4, 5, 6, 6, 7, 7, 8, 9]);
  });

  it("is forgotten with the first success", async () => {
    const { server, clock } = world();
    server.on(ROUTES.depositStatus, OPEN);
    server.on(ROUTES.token, FAILED, FAILED, { json: tokenJson("token-1", 60) });
    for (const seconds of [0, 1, 2]) {
      clock.advance(seconds);
      await query();
    }
    expect(await query()).toEqual({ kind: "pending" });
    clock.advance(60);
    server.on(ROUTES.token, FAILED, { json: tokenJson("token-2") });
    await query();
    clock.advance(1);
    expect(await query()).toEqual({ kind: "pending" });
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
      expect(calls()).toBe(1);
      clock.advance(1);
      await query();
      expect(calls()).toBe(2);
    },
  );

  it("keeps nobody waiting once the clock was put back", async () => {
    const { server, clock } = world();
    server.on(ROUTES.token, FAILED);
    await query();
    clock.advance(-3600);
    await query();
    expect(calls()).toBe(2);
  });
});

describe("a refused token", () => {
  it("is renewed once, and the call repeated once", async () => {
    const { server, provider } = world();
    server.on(
      ROUTES.deposit,
      { status: 401 },
      { json: { message: { remarks: "accepted" } } },
    );
    expect(await provider.submit(aRequest())).toMatchObject({
      kind: "accepted",
    });
    const calls = server.to(ROUTES.deposit);
    expect(calls.map(({ authorization }) => authorization)).toEqual([
      "Bearer token-1",
      "Bearer token-2",
    ]);
    expect(calls[0]?.body).toBe(calls[1]?.body);
  });

  it("is not renewed a second time", async () => {
    const { server, provider } = world();
    server.on(ROUTES.deposit, { status: 401 });
    expect(await provider.submit(aRequest())).toEqual({
      kind: "refused",
      code: "provider_unavailable",
      detail: "HTTP 401",
    });
    expect(server.to(ROUTES.deposit)).toHaveLength(2);
    expect(server.to(ROUTES.token)).toHaveLength(2);
  });

  it("does not lead to a token call for each call, where fresh ones are refused too", async () => {
    const { server, clock } = world();
    server.on(ROUTES.depositStatus, { status: 401 });
    for (let second = 0; second < 60; second += 1) {
      await query();
      await query();
      clock.advance(1);
    }
    expect(server.to(ROUTES.token).length).toBeLessThan(10);
    // The next one may be good again.
    clock.advance(60);
    server.on(ROUTES.depositStatus, { status: 401 }, OPEN);
    expect(await query()).toEqual({ kind: "pending" });
  });

  it("is renewed once for all calls that it was refused to", async () => {
    const { server } = world();
    server.on(ROUTES.depositStatus, ({ authorization }) =>
      authorization === "Bearer token-1" ? { status: 401 } : OPEN,
    );
    const answers = await Promise.all(Array.from({ length: 20 }, query));
    expect(answers).toEqual(Array(20).fill({ kind: "pending" }));
    expect(server.to(ROUTES.token)).toHaveLength(2);
    expect(tokensUsed()).toHaveLength(40);
  });

  it("that another call has renewed in the meantime is not renewed again", async () => {
    const { server, provider } = world();
    server.on(ROUTES.depositStatus, OPEN);
    await query();
    // This submit holds token-1 and hears of the refusal only after a query has renewed it.
    let refuse: (reply: Reply) => void = () => undefined;
    const refusal = new Promise<Reply>((resolve) => {
      refuse = resolve;
    });
    server.on(ROUTES.deposit, () => refusal, { json: { message: {} } });
    const slow = provider.submit(aRequest());
    server.on(ROUTES.depositStatus, { status: 401 }, OPEN);
    await query();
    refuse({ status: 401 });
    expect(await slow).toMatchObject({ kind: "accepted" });
    expect(server.to(ROUTES.token)).toHaveLength(2);
    expect(
      server.to(ROUTES.deposit).map(({ authorization }) => authorization),
    ).toEqual(["Bearer token-1", "Bearer token-2"]);
  });
});
