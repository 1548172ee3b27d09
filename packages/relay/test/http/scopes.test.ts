import { SCOPES } from "@malipo/protocol";
import type { Scope } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import {
  deleteKey,
  rotateKey,
  startAsleep,
  useKey,
} from "../support/api-keys.ts";
import { refusal } from "../support/attempts.ts";
import {
  MERCHANT_ROUTES,
  callRoute,
  pathWith,
  startWorld,
} from "../support/changing-routes.ts";
import { auditLog, makeKey } from "../support/merchant.ts";
import type { MadeKey } from "../support/merchant.ts";

describe("every route of the merchant API", () => {
  it("does with each scope what it says, and tells others which one is missing", async () => {
    const rateLimits = { refusedCalls: { requests: 10_000, seconds: 60 } };
    const world = await startWorld({ rateLimits });
    const keys = new Map<Scope, MadeKey>();
    for (const scope of SCOPES)
      keys.set(scope, await makeKey(world.relay, [scope]));
    for (const route of MERCHANT_ROUTES)
      for (const [scope, { auth }] of keys) {
        const what = `${route.id} with ${scope}`;
        const answer = await world.relay.request(pathWith(route), {
          method: route.method,
          headers: auth,
        });
        expect(answer.status === 403, what).toBe(scope !== route.scope);
        if (answer.status !== 403) continue;
        expect(answer.body, what).toMatchObject({
          code: "insufficient_scope",
          scope: route.scope,
        });
        expect(answer.headers.get("www-authenticate")).toBe(
          `Bearer realm="malipo", error="insufficient_scope", scope="${String(route.scope)}"`,
        );
      }
    const needed = new Set(MERCHANT_ROUTES.map(({ scope }) => scope));
    expect([...needed].toSorted()).toEqual(SCOPES.toSorted());
  });

  it("is open to MALIPO_MERCHANT_KEY", async () => {
    const world = await startWorld();
    for (const route of MERCHANT_ROUTES) {
      const { status } = await callRoute(world, route, { params: {} }, {});
      expect([401, 403], route.id).not.toContain(status);
    }
  });

  it("asks for its scope before it looks at anything else", async () => {
    const relay = await startAsleep();
    const { auth } = await makeKey(relay, ["read"]);
    const missing = await relay.post("/v1/merchant/orders/x/cancel", 7, auth);
    expect(refusal(missing)).toBe("403 insufficient_scope");
    const headers = { ...auth, "Content-Type": "text/plain" };
    const body = "x".repeat(100_000);
    const huge = await relay.request("/v1/merchant/orders", {
      method: "POST",
      headers,
      body,
    });
    expect(refusal(huge)).toBe("403 insufficient_scope");
  });
});

describe("nobody gives away what they don't have", () => {
  it("by a new key, by a rotation, or without admin", async () => {
    const relay = await startAsleep();
    const admin = await makeKey(relay, ["admin", "read"]);
    const strong = await makeKey(relay, ["money_out"]);
    const refused = async (scope: string, body: object) => {
      const answer = await relay.post(
        "/v1/merchant/api-keys",
        body,
        admin.auth,
      );
      expect(answer.body).toMatchObject({ code: "insufficient_scope", scope });
    };
    await refused("money_out", { name: "a", scopes: ["read", "money_out"] });
    await refused("links", { name: "a", scopes: ["links"] });
    const rotated = await rotateKey(relay, strong, {}, admin.auth);
    expect(rotated.body).toMatchObject({
      code: "insufficient_scope",
      scope: "money_out",
    });
    expect(await useKey(relay, strong.key)).toBe("403 insufficient_scope");
    const child = await makeKey(relay, ["admin"], {}, admin.auth);
    expect(await useKey(relay, child.key)).toBe("403 insufficient_scope");
    const body = { name: "a", scopes: ["money_out"] };
    const own = await relay.post("/v1/merchant/api-keys", body, strong.auth);
    expect(own.body).toMatchObject({ scope: "admin" });
    // To take rights away needs none of them.
    expect((await deleteKey(relay, strong.id, child.auth)).status).toBe(200);
    const names = (await auditLog(relay, { actor: admin.id })).map(
      ({ action, outcome, code }) => [action, outcome, code],
    );
    expect(names).toEqual([
      ["createApiKey", "done", null],
      ["rotateApiKey", "refused", "insufficient_scope"],
      ["createApiKey", "refused", "insufficient_scope"],
      ["createApiKey", "refused", "insufficient_scope"],
    ]);
  });
});
