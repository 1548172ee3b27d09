/** What holds for every route by its definition alone: who may call it, how often, and what it refuses unread. */
import { describe, expect, it } from "vitest";
import type { Route } from "../../src/http/kit/route.ts";
import { ROUTE_GROUPS } from "../../src/http/routes.ts";
import { refusal, startOrder } from "../support/attempts.ts";
import { KEY } from "../support/merchant.ts";
import {
  ScriptedLinkMirror,
  ScriptedPayouts,
} from "../support/stand-in-services.ts";
import { SHOP, newKey, startTestRelay } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";

const EVIL = "https://evil.example";
const ROUTES = ROUTE_GROUPS.flatMap(({ routes }) => routes);
const ofMerchant = ROUTES.filter(({ access }) => access === "merchantKey");
const ofOrder = ROUTES.filter(({ access }) => access === "relayToken");
const ofPages = ROUTES.filter(({ access }) => access === "page");

/** Its path, with these parameters or the examples of its own. */
const pathOf = (
  { path, params = {} }: Route,
  given: { id?: string } = {},
): string =>
  path.replaceAll(
    /:(\w+)/g,
    (_part, name: string) =>
      (name === "id" ? given.id : undefined) ?? params[name]?.example ?? "",
  );

const send = (
  relay: TestRelay,
  route: Route,
  {
    params = {},
    headers = {},
    body = "",
  }: { params?: { id?: string }; headers?: object; body?: string } = {},
) =>
  relay.request(pathOf(route, params), {
    method: route.method,
    headers:
      body === ""
        ? headers
        : { ...headers, "Content-Type": "application/json" },
    ...(body === "" ? {} : { body }),
  });

/** A call of the route by somebody who may call it, about a new order where it is an order's. */
async function startAllowed(route: Route) {
  const { relay, order } = await startOrder({ asleep: true });
  const isMerchants = route.access === "merchantKey";
  const params = isMerchants ? {} : { id: order.id };
  const headers = isMerchants ? KEY : order.auth;
  return (more: { headers?: object; body?: string } = {}) =>
    send(relay, route, {
      params,
      body: more.body ?? "",
      headers: { ...headers, ...more.headers },
    });
}

describe("every route", () => {
  it("of a page lets another origin's page read that it is refused, and the log says so once", async () => {
    const { relay, order } = await startOrder({ asleep: true });
    for (const route of [...ofPages, ...ofOrder]) {
      const asked = await relay.request(pathOf(route, order), {
        method: "OPTIONS",
        headers: {
          Origin: EVIL,
          "Access-Control-Request-Method": route.method,
          "Access-Control-Request-Headers": "authorization,idempotency-key",
        },
      });
      expect(asked.status, route.id).toBe(204);
      // It knows the token, which does not help.
      const headers = { ...order.auth, Origin: EVIL };
      const refused = await send(relay, route, { params: order, headers });
      expect(refusal(refused), route.id).toBe("403 origin_refused");
      for (const answer of [asked, refused])
        expect(answer.headers.get("access-control-allow-origin")).toBe(EVIL);
    }
    const warnings = relay.logged().match(/MALIPO_ALLOWED_ORIGINS[^\n]*/g);
    expect(warnings).toHaveLength(1);
  });

  it("of a page can be read by the pages of the shop, and those of the merchant by none", async () => {
    const { relay, order } = await startOrder({ asleep: true });
    const [headers, keyed] = [order.auth, { ...KEY, Origin: SHOP }];
    const readers = async (route: Route, by: object) =>
      (await send(relay, route, { params: order, headers: by })).headers.get(
        "access-control-allow-origin",
      );
    for (const route of [...ofPages, ...ofOrder])
      if (route.kind === "json")
        expect(await readers(route, headers), route.id).toBe(SHOP);
    for (const route of ofMerchant)
      expect(await readers(route, keyed), route.id).toBeNull();
  });

  it.each(
    ROUTES.flatMap((route) =>
      route.limit === undefined
        ? []
        : [[route.id, route.limit, route] as const],
    ),
  )("is bounded per address: %s by %s", async (_id, kind, route) => {
    const rateLimits = { [kind]: { requests: 2, seconds: 60 } };
    const relay = await startTestRelay({ asleep: true, rateLimits });
    // Without a token: what is refused counts as well.
    for (let time = 0; time < 2; time += 1)
      expect((await send(relay, route)).status).not.toBe(429);
    const refused = await send(relay, route);
    expect(refusal(refused)).toBe("429 too_many_requests");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it.each(
    ROUTES.flatMap((route) =>
      route.kind === "json" &&
      route.idempotencyKey?.startsWith("optional") === false
        ? [[route.id, route] as const]
        : [],
    ),
  )("asks for the key that it needs: %s", async (_id, route) => {
    const call = await startAllowed(route);
    expect(refusal(await call())).toBe("400 idempotency_key_missing");
  });

  it.each(
    ROUTES.flatMap((route) =>
      route.kind === "json" && route.body?.optional === true
        ? [[route.id, route] as const]
        : [],
    ),
  )("takes no words where there are none to say: %s", async (_id, route) => {
    const call = await startAllowed(route);
    for (const body of ['{"reason":"bored"}', "[]", "null", '"x"'])
      expect(refusal(await call({ body })), body).toBe("400 invalid_request");
    for (const body of ["", "{}"])
      expect((await call({ body })).status, body).not.toBe(400);
  });

  const lists = ROUTES.flatMap((route) =>
    route.kind === "json" && route.query !== undefined
      ? [[route.id, route] as const]
      : [],
  );

  it.each(lists)(
    "refuses a query that it can't read: %s",
    async (_id, route) => {
      const relay = await startTestRelay({ asleep: true });
      // What one list takes as a filter, another knows nothing of.
      for (const query of [
        "limit=0",
        "limit=101",
        "limit=x",
        "cursor=broken",
        "status=weird",
        "createdFrom=yesterday",
        "orderId=1",
        "nothing=1",
      ]) {
        const headers = route.access === "merchantKey" ? KEY : {};
        const path = `${pathOf(route)}?${query}`;
        const answer = await relay.request(path, { headers });
        expect(refusal(answer), query).toBe("400 invalid_request");
      }
    },
  );

  const ofIds = ofMerchant.filter(({ params = {} }) => "id" in params);

  it.each(ofIds.map((route) => [route.id, route] as const))(
    "knows no id that is none, nor one that was never given: %s",
    async (_id, route) => {
      const payouts = new ScriptedPayouts();
      const linkMirror = new ScriptedLinkMirror();
      const services = { payouts, linkMirror, bills: payouts as never };
      const relay = await startTestRelay({ asleep: true, services });
      const example = route.kind === "json" ? route.body?.example : undefined;
      const body = example === undefined ? "" : JSON.stringify(example);
      const headers = { ...KEY, "Idempotency-Key": newKey() };
      const ask = async (id: string) =>
        refusal(await send(relay, route, { params: { id }, headers, body }));
      const none = [
        "x".repeat(101),
        "x".repeat(300),
        "%00",
        "%e2%82%ac",
        "%20",
      ];
      for (const id of none) expect(await ask(id), id).toBe("404 not_found");
      expect(payouts.asked).toEqual([]);
      expect(await ask(route.params?.["id"]?.example ?? "")).toBe(
        "404 not_found",
      );
    },
  );
});
