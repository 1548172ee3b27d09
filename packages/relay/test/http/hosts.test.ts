import { createOrderResponseSchema, problemSchema } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import { createMount } from "../../src/http/mount.ts";
import { HOSTS } from "../support/hosts.ts";
import { MemoryLog } from "../support/memory-log.ts";
import { SHOP, newKey, startTestRelay } from "../support/test-relay.ts";
import type { TestRelayOptions } from "../support/test-relay.ts";

async function startHost(
  host: string,
  publicUrl: string,
  path: string,
  options: TestRelayOptions = {},
) {
  const relay = await startTestRelay({
    asleep: true,
    ...options,
    settings: { publicUrl, ...options.settings },
  });
  const log = new MemoryLog();
  const { router } = createMount({
    publicUrl,
    providers: ["almara"],
    routes: () => relay.relay.mounted,
    log,
  });
  const url = await HOSTS[host]?.(router, path);
  if (url === undefined) throw new Error(`no host ${host}`);
  const ask = (to: string, init?: RequestInit): Promise<Response> =>
    fetch(`${url}${to}`, { redirect: "manual", ...init });
  return { relay, log, ask };
}

const json = async (answer: Response): Promise<Record<string, unknown>> =>
  (await answer.json()) as Record<string, unknown>;

describe.each(Object.keys(HOSTS))("the relay in %s", (host) => {
  it.each([
    ["https://shop.example/pay", "/pay"],
    ["https://shop.example/a/pay", "/a/pay"],
    ["https://shop.example", ""],
  ])("works whole as %s", async (publicUrl, base) => {
    const { relay, ask } = await startHost(host, publicUrl, base);
    const post = (to: string, body: unknown, headers: object) =>
      ask(`${base}${to}`, {
        method: "POST",
        body: JSON.stringify(body),
        headers: {
          "Content-Type": "application/json",
          Origin: SHOP,
          ...headers,
        },
      });
    const cart = { lines: [{ sku: "SHRT-BLK-XL-9981", quantity: 1 }] };
    const key = { "Idempotency-Key": newKey() };
    const created = await post("/v1/orders", cart, key);
    const { order, token } = createOrderResponseSchema.parse(
      await created.json(),
    );
    const auth = { Authorization: `Bearer ${token}` };
    const attempts = `/v1/orders/${order.id}/attempts`;
    const started = await post(
      attempts,
      { method: "card" },
      { ...auth, "Idempotency-Key": newKey() },
    );
    expect(started.status).toBe(201);

    // What the provider was given leads back here.
    const [submit] = relay.provider.submits;
    const reach = (address = ""): string => {
      expect(address.startsWith(`${publicUrl}/`)).toBe(true);
      return `${base}${address.slice(publicUrl.length)}`;
    };
    const called = await ask(reach(submit?.callbackUrl), {
      method: "POST",
      body: "{}",
    });
    expect([called.status, await called.text()]).toEqual([
      200,
      '{"received":true}',
    ]);
    const back = await ask(reach(submit?.returnUrl), { method: "POST" });
    expect(back.status).toBe(303);
    expect(back.headers.get("location")).toContain(`malipo_order=${order.id}`);

    const stream = await ask(`${base}/v1/orders/${order.id}/events`, {
      headers: auth,
    });
    expect(stream.headers.get("content-type")).toContain("text/event-stream");
    await stream.body?.cancel();

    const refused = await ask(`${base}/v1/orders/${order.id}`);
    const { type, code } = problemSchema.parse(await refused.json());
    expect([refused.status, type]).toEqual([
      401,
      `${publicUrl}/problems/${code}`,
    ]);
    const page = await ask(reach(type));
    const html = await page.text();
    for (const [, asset = ""] of html.matchAll(/(?:src|href)="(\/[^"]*)"/g))
      expect(asset.startsWith(`${base}/`), asset).toBe(true);
    expect((await ask(`${base}/problems/assets/problems.css`)).status).toBe(
      200,
    );
    for (const answer of [page, refused, called, back])
      for (const header of [
        "strict-transport-security",
        "origin-agent-cluster",
      ])
        expect(answer.headers.get(header)).toBeNull();
  });

  it("has all its addresses below a path, and none beside it", async () => {
    const { ask } = await startHost(host, "https://shop.example/pay", "/pay");
    const openapi = await json(await ask("/pay/openapi.json"));
    expect(openapi["servers"]).toEqual([{ url: "https://shop.example/pay" }]);
    for (const path of ["/livez", "/readyz", "/.well-known/jwks.json"])
      expect((await ask(`/pay${path}`)).status, path).toBe(200);
    expect(
      await (await ask("/pay/checkout/cart", { method: "POST" })).text(),
    ).toBe('{"received":true}');
    for (const path of ["/livez", "/v1/orders", "/", "/payday/livez"])
      expect(await (await ask(path)).text(), path).toBe("the host's page");
    expect(await (await ask("/pay/nothing?x=1")).text()).toBe(
      "the host's page",
    );
  });

  it("gives the host's request back as it was", async () => {
    const { ask } = await startHost(host, "https://shop.example", "");
    for (const path of [
      `/return/${crypto.randomUUID()}?a=1`,
      "/pay/pl_AAAAAAAAAAAAAAAAAAAAAA",
      "/livez",
    ]) {
      const answer = await ask(path);
      expect(await answer.text(), path).toBe("the host's page");
      expect(answer.headers.get("content-security-policy"), path).toBeNull();
      expect(answer.headers.get("x-request-id"), path).toBeNull();
    }
  });
});

// node:http cuts nothing off: there is no other path to mount at.
describe.each(Object.keys(HOSTS).filter((host) => host !== "node:http"))(
  "a mount elsewhere in %s",
  (host) => {
    it.each([
      ["https://shop.example/pay", "/checkout"],
      ["https://shop.example", "/pay"],
      ["https://shop.example/pay", "/pay/relay"],
      ["https://shop.example/payments", "/pay"],
    ])("is refused in words: %s at %s", async (publicUrl, path) => {
      const { ask, log } = await startHost(host, publicUrl, path);
      for (let time = 0; time < 2; time += 1) {
        const answer = await ask(`${path}/v1/orders`, { method: "POST" });
        expect(answer.status).toBe(500);
        const { detail } = problemSchema.parse(await answer.json());
        expect(detail).toContain("MALIPO_PUBLIC_URL");
        expect(detail).toContain(`"${path}"`);
      }
      expect(log.messages("error")).toHaveLength(1);
    });
  },
);

describe("a relay that is served below a path", () => {
  const startServed = (publicUrl: string) =>
    startTestRelay({ asleep: true, settings: { publicUrl } });

  it.each([
    ["keeps the path", "/pay"],
    ["cuts it off", ""],
  ])("answers behind a proxy that %s", async (_what, sent) => {
    const relay = await startServed("https://shop.example/pay");
    const ask = (path: string, init?: RequestInit) =>
      fetch(`${relay.url}${sent}${path}`, init);
    for (const path of ["/livez", "/problems/not_found", "/openapi.json"])
      expect((await ask(path)).status, path).toBe(200);
    expect((await ask("/pay/assets/pay.css")).status).toBe(200);
    const order = await relay.order();
    const attemptId = await relay.attempt(order, "card");
    const mac = relay.secrets.callbackMac(attemptId);
    const called = await ask(`/callbacks/almara/${attemptId}?s=${mac}`, {
      method: "POST",
    });
    expect(await called.text()).toBe('{"received":true}');
    const stream = await ask(`/v1/orders/${order.id}/events`, {
      headers: order.auth,
    });
    expect(stream.status).toBe(200);
    await stream.body?.cancel();
  });

  it.each([
    ["https://pay.shop.example", true],
    ["https://shop.example/pay", false],
  ])("speaks for the origin of %s: %s", async (publicUrl, speaks) => {
    const relay = await startServed(publicUrl);
    for (const path of ["/livez", "/problems/not_found", "/nothing"]) {
      const { headers } = await fetch(`${relay.url}${path}`);
      expect(headers.has("strict-transport-security"), path).toBe(speaks);
      expect(headers.has("origin-agent-cluster"), path).toBe(speaks);
    }
  });
});
