import { describe, expect, it } from "vitest";
import { DEFAULT_RATE_LIMITS } from "../../src/http/kit/rate-limit.ts";
import type { RateLimitSettings } from "../../src/http/kit/rate-limit.ts";
import type { JsonRoute, Route } from "../../src/http/kit/route.ts";
import { ROUTE_GROUPS } from "../../src/http/routes.ts";
import { refusal } from "../support/attempts.ts";
import { MERCHANT_KEY, newKey, startTestRelay } from "../support/test-relay.ts";
import type { OpenedOrder, TestRelay } from "../support/test-relay.ts";

const ROUTES: readonly Route[] = ROUTE_GROUPS.flatMap(({ routes }) => routes);
const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

const withAccess = (...kinds: Route["access"][]) =>
  ROUTES.filter(({ access }) => kinds.includes(access));
const WITH_BODY = ROUTES.filter(
  (route): route is JsonRoute =>
    route.kind === "json" && route.body !== undefined,
);

/** Sleeping, and without limits: each test calls many routes of one relay, each in several wrong ways. */
const startTarget = (): Promise<TestRelay> =>
  startTestRelay({
    asleep: true,
    rateLimits: Object.fromEntries(
      Object.keys(DEFAULT_RATE_LIMITS).map((kind) => [
        kind,
        { requests: 10_000, seconds: 60 },
      ]),
    ) as unknown as RateLimitSettings,
  });

/** An order with an attempt: what an attacker owns, or wants. */
interface Checkout {
  readonly order: OpenedOrder;
  readonly attemptId: string;
}

async function startCheckout(relay: TestRelay): Promise<Checkout> {
  const order = await relay.order();
  return { order, attemptId: await relay.attempt(order) };
}

/** The route's path: the order's where it takes a relay token, else that of the examples. */
function pathOf(route: Route, { order, attemptId }: Checkout): string {
  const own: Record<string, string> =
    route.access === "relayToken" || route.path.startsWith("/v1/orders/")
      ? { id: order.id, attemptId }
      : {};
  return route.path.replaceAll(
    /:(\w+)/g,
    (_part, name: string) => own[name] ?? route.params?.[name]?.example ?? "",
  );
}

const proofFor = (route: Route, { order }: Checkout): Headers =>
  route.access === "merchantKey" ? bearer(MERCHANT_KEY) : order.auth;

type Headers = Readonly<Record<string, string>>;

/** Default body: that of the route's example. */
function call(
  relay: TestRelay,
  route: Route,
  target: Checkout,
  headers: Headers,
  options: { readonly query?: string | undefined; readonly body?: string } = {},
) {
  const example = route.kind === "json" ? route.body?.example : undefined;
  const body =
    options.body ??
    (example === undefined ? undefined : JSON.stringify(example));
  return relay.request(`${pathOf(route, target)}${options.query ?? ""}`, {
    method: route.method,
    headers: {
      "Idempotency-Key": newKey(),
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
}

const bearer = (token: string): Headers => ({
  Authorization: `Bearer ${token}`,
});

const isBearer = ({ Authorization = "" }: Headers): boolean =>
  /^Bearer ./.test(Authorization);

describe("routes that take a relay token", () => {
  const routes = withAccess("relayToken");

  it("open no order to another order's token", async () => {
    const relay = await startTarget();
    const mine = await startCheckout(relay);
    const theirs = await startCheckout(relay);
    const before = await relay.read(theirs.order);
    for (const route of routes) {
      const answer = await call(relay, route, theirs, mine.order.auth);
      expect(refusal(answer), nameOf(route)).toBe("404 not_found");
    }
    const { serverTime } = before;
    expect({ ...(await relay.read(theirs.order)), serverTime }).toEqual(before);
  });

  it("find no attempt of another order", async () => {
    const relay = await startTarget();
    const mine = await startCheckout(relay);
    const { attemptId } = await startCheckout(relay);
    for (const route of routes.filter(({ path }) =>
      path.includes(":attemptId"),
    )) {
      const target = { ...mine, attemptId };
      const answer = await call(relay, route, target, mine.order.auth);
      expect(refusal(answer), nameOf(route)).toBe("404 not_found");
    }
    expect(relay.provider.queries).toEqual([]);
  });

  it("take nothing else in its place", async () => {
    const relay = await startTarget();
    const mine = await startCheckout(relay);
    const { token, resumeSecret } = mine.order;
    for (const route of routes)
      for (const [headers, query] of [
        [{}],
        [bearer("")],
        [{ Authorization: `Basic ${btoa(`${token}:`)}` }],
        [{ Cookie: `token=${token}` }],
        [{}, `?token=${token}&access_token=${token}`],
        [bearer(MERCHANT_KEY)],
        [bearer(resumeSecret)],
      ] satisfies [Headers, string?][]) {
        const answer = await call(relay, route, mine, headers, { query });
        const what = `${nameOf(route)} ${JSON.stringify(headers)}`;
        expect(refusal(answer), what).toBe(
          isBearer(headers) ? "401 token_invalid" : "401 token_missing",
        );
      }
  });
});

describe("routes of the merchant", () => {
  it("take the merchant key alone, and answer no page", async () => {
    const relay = await startTarget();
    const mine = await startCheckout(relay);
    for (const route of withAccess("merchantKey"))
      for (const [headers, query] of [
        [{}],
        [bearer("")],
        [bearer(MERCHANT_KEY.slice(0, -1))],
        [bearer(`${MERCHANT_KEY}0`)],
        [bearer(MERCHANT_KEY.toUpperCase())],
        [bearer(mine.order.token)],
        [{ Authorization: `Basic ${MERCHANT_KEY}` }],
        [{ "X-Api-Key": MERCHANT_KEY }],
        [{}, `?key=${MERCHANT_KEY}`],
      ] satisfies [Headers, string?][]) {
        const answer = await call(relay, route, mine, headers, { query });
        const what = `${nameOf(route)} ${JSON.stringify(headers)}`;
        expect(refusal(answer), what).toBe(
          isBearer(headers)
            ? "401 merchant_key_invalid"
            : "401 merchant_key_missing",
        );
        expect(
          answer.headers.get("access-control-allow-origin"),
          what,
        ).toBeNull();
      }
    const unknown = await relay.request("/v1/merchant/nothing");
    expect(refusal(unknown)).toBe("401 merchant_key_missing");
  });
});

describe("bodies", () => {
  /** What a caller would like to decide, and what a parser might stumble over. */
  const EXTRA: Readonly<Record<string, unknown>> = {
    status: "paid",
    unitAmount: { value: 1, currency: "KES" },
    total: 1,
    paid: true,
    outcome: { status: "paid" },
    flags: [],
    version: 99,
    scopes: ["admin"],
    constructor: { prototype: { paid: true } },
  };

  it.each(WITH_BODY.map((route) => [nameOf(route), route] as const))(
    "assign nothing that %s does not name",
    async (_name, route) => {
      const relay = await startTarget();
      const mine = await startCheckout(relay);
      const example = route.body?.example as Readonly<Record<string, unknown>>;
      const bodies = Object.entries(EXTRA)
        .filter(([field]) => !Object.hasOwn(example, field))
        .map(([field, value]) =>
          JSON.stringify({ ...example, [field]: value }),
        );
      // As text: in an object literal it would set the prototype.
      bodies.push(
        JSON.stringify({ ...example, proto: { paid: true } }).replace(
          '"proto"',
          '"__proto__"',
        ),
      );
      for (const body of bodies) {
        const headers = proofFor(route, mine);
        const answer = await call(relay, route, mine, headers, { body });
        expect([answer.status, answer.text], body).toEqual([
          400,
          expect.stringContaining('"invalid_request"'),
        ]);
      }
      expect((await relay.read(mine.order)).status).toBe("pending");
    },
  );

  it.each([
    ["a deep array", "[".repeat(30_000) + "]".repeat(30_000), 400],
    ["a deep object", `${'{"a":'.repeat(9e3)}1${"}".repeat(9e3)}`, 400],
    ["an open array", "[".repeat(60_000), 400],
    ["a long text", `"${"x".repeat(70_000)}"`, 413],
    ["a number beyond all numbers", "[1e400]", 400],
    ["a NUL", "\u0000", 400],
    ["no JSON", "NaN", 400],
  ])(
    "are refused, whatever route they are for: %s",
    async (_what, body, status) => {
      const relay = await startTarget();
      const mine = await startCheckout(relay);
      for (const route of WITH_BODY) {
        const headers = proofFor(route, mine);
        const answer = await call(relay, route, mine, headers, { body });
        expect(answer.status, nameOf(route)).toBe(status);
      }
      expect(relay.logged()).not.toContain('"level":50');
    },
  );
});

describe("a callback's address", () => {
  it("opens to its own MAC alone, and refuses every other alike", async () => {
    const relay = await startTarget();
    const mine = await startCheckout(relay);
    const theirs = await startCheckout(relay);
    const mac = (id: string) => relay.secrets.callbackMac(id);
    const right = mac(mine.attemptId);
    const base = `/callbacks/almara/${mine.attemptId}`;
    const nobody = "00000000-0000-4000-8000-000000000000";
    for (const path of [
      base,
      `${base}?s=`,
      `${base}?s=${mac(theirs.attemptId)}`,
      `${base}?s=${right.slice(0, -1)}`,
      `${base}?s=${right}x`,
      `${base}?s=${right.toUpperCase()}`,
      `${base}?s=${right}&s=${right}`,
      `${base}?s[]=${right}`,
      `${base}?S=${right}`,
      `/callbacks/almara/${theirs.attemptId}?s=${right}`,
      `/callbacks/almara/${nobody}?s=${mac(nobody)}`,
      `/callbacks/almara/c2b?s=${right}`,
    ]) {
      const answer = await relay.post(path, { resultCode: "0" });
      expect(refusal(answer), path).toBe("404 not_found");
    }
    expect(relay.provider.queries).toEqual([]);
    expect((await relay.post(`${base}?s=${right}`, {})).status).toBe(200);
  });
});
