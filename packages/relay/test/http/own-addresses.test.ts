import { describe, expect, it } from "vitest";
import { OWN_PATHS, isOwnPath } from "../../src/http/kit/own-paths.ts";
import {
  MERCHANT_KEY,
  problemCode,
  startTestRelay,
} from "../support/test-relay.ts";

const address = (path: string): string => path.replaceAll(/:\w+/g, "x");
const key = { Authorization: `Bearer ${MERCHANT_KEY}` };

describe("the relay's own addresses", () => {
  it("each refuse a method that they do not take, and say which they do", async () => {
    const relay = await startTestRelay({ asleep: true });
    for (const [path, methods] of Object.entries(OWN_PATHS)) {
      const answer = await relay.request(address(path), {
        method: "DELETE",
        headers: key,
      });
      expect([answer.status, problemCode(answer)], path).toEqual([
        405,
        "method_not_allowed",
      ]);
      expect(answer.headers.get("allow"), path).toBe(methods.join(", "));
      expect(answer.headers.get("x-content-type-options"), path).toBe(
        "nosniff",
      );
    }
  });

  it("never refuse a method that they name", async () => {
    const relay = await startTestRelay({ asleep: true });
    for (const [path, methods] of Object.entries(OWN_PATHS))
      for (const method of methods) {
        const answer = await fetch(`${relay.url}${address(path)}`, {
          method,
          headers: key,
        });
        expect(answer.status, `${method} ${path}`).not.toBe(405);
      }
  });

  it("answer HEAD as GET, without the body", async () => {
    const relay = await startTestRelay({ asleep: true });
    const order = await relay.order();
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

describe("isOwnPath", () => {
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
    expect(isOwnPath(path)).toBe(own);
  });
});
