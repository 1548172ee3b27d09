import { once } from "node:events";
import { readFileSync } from "node:fs";
import { get } from "node:http";
import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { ADDRESSES, ROUTE_GROUPS } from "../../src/http/routes.ts";
import type { Endpoint } from "../../src/http/kit/addresses.ts";
import { refusal, startOrder } from "../support/attempts.ts";
import { MERCHANT_KEY, startTestRelay } from "../support/test-relay.ts";

/** Its path with the examples of its parameters. */
const address = ({ path, routes }: Endpoint): string => {
  const [first] = routes.values();
  return path.replaceAll(
    /:(\w+)/g,
    (_part, name: string) => first?.params?.[name]?.example ?? "",
  );
};
const key = { Authorization: `Bearer ${MERCHANT_KEY}` };

describe("the definitions of the routes", () => {
  const routes = ROUTE_GROUPS.flatMap((group) => group.routes);

  it("each describe what stands in their path, by an example that fits", () => {
    for (const { path, params = {} } of routes) {
      const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
      expect(Object.keys(params), path).toEqual(names);
      for (const { example, pattern, shape } of Object.values(params)) {
        expect(example, path).toMatch(pattern);
        expect(example, path).toMatch(new RegExp(`^${shape}$`));
      }
    }
  });

  it("tell merchants which addresses stay the host's", () => {
    const documented = readFileSync(
      new URL("../../../../docs/configuration.md", import.meta.url),
      "utf8",
    );
    const common = routes.filter(
      (route) => route.kind === "plain" && route.commonName === true,
    );
    expect(common.length).toBeGreaterThan(0);
    for (const { path } of common) expect(documented).toContain(`\`${path}\``);
  });

  it("each have a name and an address of their own", () => {
    const names = routes.map(({ id }) => id);
    expect(new Set(names).size).toBe(names.length);
    const calls = routes.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(calls).size).toBe(calls.length);
  });

  it("say who may call all that is done at one address", () => {
    for (const { path, routes: here } of ADDRESSES.endpoints)
      expect(
        new Set([...here.values()].map(({ access }) => access)).size,
        path,
      ).toBe(1);
  });
});

describe("the relay's own addresses", () => {
  it("each refuse a method that they do not take, and say which they do", async () => {
    const relay = await startTestRelay({ asleep: true });
    for (const endpoint of ADDRESSES.endpoints) {
      const path = address(endpoint);
      const answer = await relay.request(path, {
        method: "PUT",
        headers: key,
      });
      expect(refusal(answer), path).toBe("405 method_not_allowed");
      expect(answer.headers.get("allow"), path).toBe(endpoint.allow);
      expect(answer.headers.get("x-content-type-options"), path).toBe(
        "nosniff",
      );
    }
  });

  it("never refuse a method that they name", async () => {
    const relay = await startTestRelay({ asleep: true });
    for (const endpoint of ADDRESSES.endpoints)
      for (const method of endpoint.routes.keys()) {
        const path = address(endpoint);
        const answer = await fetch(`${relay.url}${path}`, {
          method,
          headers: key,
        });
        expect(answer.status, `${method} ${path}`).not.toBe(405);
      }
  });

  it("may be asked for whole, as of a proxy", async () => {
    const relay = await startTestRelay({ asleep: true });
    const { port } = new URL(relay.url);
    const statuses = await Promise.all(
      ["/livez?x=1", "/nothing"].map(async (path) => {
        const req = get({ port, path: `http://relay.example${path}` });
        const [res] = (await once(req, "response")) as [IncomingMessage];
        res.resume();
        return res.statusCode;
      }),
    );
    expect(statuses).toEqual([200, 404]);
  });

  it("answer HEAD as GET, without the body", async () => {
    const { relay, order } = await startOrder({ asleep: true });
    for (const path of [
      "/livez",
      "/readyz",
      "/.well-known/jwks.json",
      "/problems",
      "/problems/not_found",
      "/problems/assets/problems.css",
      "/pay/assets/pay.css",
      "/pay/x",
      "/widget/v1/x",
      `/v1/orders/${order.id}`,
    ]) {
      const get = await relay.request(path, { headers: order.auth });
      const head = await fetch(`${relay.url}${path}`, {
        method: "HEAD",
        headers: order.auth,
      });
      expect([head.status, await head.text()], path).toEqual([get.status, ""]);
      expect(head.headers.get("content-type"), path).toBe(
        get.headers.get("content-type"),
      );
    }
    const stream = await relay.request(`/v1/orders/${order.id}/events`, {
      method: "HEAD",
      headers: order.auth,
    });
    expect([stream.status, stream.headers.get("content-type")]).toEqual([
      200,
      "text/event-stream; charset=utf-8",
    ]);
  });
});

describe("isOwn", () => {
  it.each([
    ["/v1/orders", true],
    ["/V1/Orders/", true],
    ["/v1/orders/a%2fb", true],
    ["/v1/orders/%ff/token", true],
    ["/v1/merchant", true],
    ["/v1/merchant/anything/below", true],
    ["/v1/merchants", false],
    ["/v1/orders/a/b/c", false],
    ["/v1/orders/a/b", false],
    ["/", false],
    ["/pay", false],
    ["/pay/a/b", false],
    ["/xwell-known/jwks.json", false],
    ["/.well-known/jwksxjson", false],
    ["/shop/v1/orders", false],
    ["/%ff", false],
  ])("%s: %s", (path, own) => {
    expect(ADDRESSES.isOwn(path)).toBe(own);
  });
});
