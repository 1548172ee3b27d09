import { readFileSync } from "node:fs";
import { problemSchema } from "@malipo/protocol";
import express from "express";
import express4 from "express4";
import type { ErrorRequestHandler, RequestHandler } from "express";
import { describe, expect, it } from "vitest";
import { createMount } from "../../src/http/mount.ts";
import { bodiesOf, paid, untilPaid } from "../support/attempts.ts";
import { listen } from "../support/http-server.ts";
import { MemoryLog } from "../support/memory-log.ts";
import { startTestRelay } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

const DOCUMENTED = readFileSync(
  new URL(
    "../samples/almara-checkout-callback.as-documented.txt",
    import.meta.url,
  ),
  "utf8",
);

const mountOf = (relay: TestRelay, publicUrl = relay.url) =>
  createMount({
    publicUrl,
    providers: ["almara", "flexpay"],
    routes: () => relay.relay.mounted,
    log: relay.deps.log,
  });

/** A shop with a parser in front of the relay, a page behind it, and its own word for errors. */
async function startShop(relay: TestRelay, ...before: RequestHandler[]) {
  return startShopOf(express, relay, ...before);
}

function startShopOf(
  create: typeof express,
  relay: TestRelay,
  ...before: RequestHandler[]
) {
  const app = create();
  if (before.length > 0) app.use(before);
  const { router, rescue } = mountOf(relay);
  app.use(router);
  app.use(rescue);
  const onError: ErrorRequestHandler = (_error, _req, res, next) => {
    if (res.headersSent) next();
    else res.status(400).send("the shop's error");
  };
  app.use((_req, res) => {
    res.send("the shop's page");
  });
  app.use(onError);
  return listen(app);
}

const postJson = (
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body,
  });

const callback = (
  shop: string,
  relay: TestRelay,
  attemptId: string,
  type: string,
  body: string,
): Promise<Response> =>
  fetch(
    `${shop}/callbacks/almara/${attemptId}?s=${relay.secrets.callbackMac(attemptId)}`,
    { method: "POST", headers: { "Content-Type": type }, body },
  );

describe("createMount", () => {
  it("leaves the shop's own addresses alone, also malformed ones", async () => {
    const relay = await startTestRelay({ asleep: true });
    const shop = await startShop(relay);
    for (const [method, path] of [
      ["GET", "/"],
      ["GET", "/thanks?order=1"],
      ["POST", "/v1/contact"],
      ["DELETE", "/v1/orders/1/2/3/4"],
      ["GET", "/%ff"],
      ["OPTIONS", "/shirts"],
      ["POST", "/checkout/cart"],
      ["GET", "/livez"],
      ["GET", "/readyz"],
      ["GET", "/openapi.json"],
      ["GET", "/.well-known/jwks.json"],
      ["GET", "/problems"],
      ["GET", "/problems/with-shirts"],
      ["GET", "/return/policy"],
      ["GET", `/return/${crypto.randomUUID()}`],
      ["POST", `/cancel/${crypto.randomUUID()}`],
      ["GET", "/cancel/subscription"],
      ["GET", "/return/%ff"],
      ["GET", "/pay/later"],
      ["GET", "/pay/pl_AAAAAAAAAAAAAAAAAAAAAA"],
      ["GET", "/v1/orders"],
      ["OPTIONS", "/v1/orders"],
      ["GET", "/v1/orders/1001"],
      ["DELETE", "/v1/orders/ord_AAAAAAAAAAAAAAAAAAAAAA"],
      ["GET", "/v1/payment-links/1"],
      ["GET", "/v1/merchant"],
      ["GET", "/v1/merchant/nothing"],
      ["POST", "/callbacks/stripe/1"],
      ["GET", "/widget/v1/weather.js"],
      ["GET", "/widget/v1/malipo.nothing.js"],
    ] as const) {
      const answer = await fetch(`${shop}${path}`, { method });
      expect([answer.status, await answer.text()], path).toEqual([
        200,
        "the shop's page",
      ]);
      expect(answer.headers.get("content-security-policy"), path).toBeNull();
      expect(answer.headers.get("x-request-id"), path).toBeNull();
      expect(answer.headers.get("cache-control"), path).toBeNull();
    }
    expect(relay.logged()).not.toContain('"path":');
  });

  it("answers the relay's addresses to the end", async () => {
    const relay = await startTestRelay({ asleep: true });
    const shop = await startShop(relay);
    for (const [method, path, status, code] of [
      ["POST", "/v1/orders", 400, "idempotency_key_missing"],
      ["GET", "/v1/orders/ord_AAAAAAAAAAAAAAAAAAAAAA", 401, "token_missing"],
      ["GET", "/v1/merchant/orders", 401, "merchant_key_missing"],
      ["POST", "/callbacks/almara/x?s=y", 404, "not_found"],
    ] as const) {
      const answer = await fetch(`${shop}${path}`, { method });
      expect(answer.status, path).toBe(status);
      expect(problemSchema.parse(await answer.json()).code, path).toBe(code);
    }
  });

  it("writes one line for each request, served and mounted", async () => {
    const relay = await startTestRelay({ asleep: true });
    const shop = await startShop(relay);
    for (const origin of [relay.url, shop]) {
      const id = crypto.randomUUID();
      await fetch(`${origin}/v1/merchant/orders`, {
        headers: { "X-Request-Id": id },
      });
      const lines = await until("its line", () => {
        const mine = relay
          .logged()
          .split("\n")
          .filter((line) => line.includes(id));
        return mine.length > 0 ? mine : undefined;
      });
      expect(lines).toHaveLength(1);
    }
  });

  it("says that it has not started, on its own addresses only", async () => {
    const shop = await listen(
      express()
        .use(
          createMount({
            publicUrl: "https://shop.example",
            providers: [],
            routes: () => undefined,
            log: new MemoryLog(),
          }).router,
        )
        .use((_req, res) => void res.send("the shop's page")),
    );
    const answer = await fetch(`${shop}/v1/orders`, { method: "POST" });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([
      503,
      "1",
    ]);
    expect(await (await fetch(shop)).text()).toBe("the shop's page");
  });

  it.each<[string, RequestHandler[], string]>([
    ["no parser, as JSON", [], "application/json"],
    ["express.json(), as JSON", [express.json()], "application/json"],
    ["express.json(), as text", [express.json()], "text/plain"],
    ["express.text()", [express.text({ type: "*/*" })], "application/json"],
    ["express.raw()", [express.raw({ type: "*/*" })], "application/json"],
    [
      "express.json() with a small limit",
      [express.json({ limit: 100 })],
      "application/json",
    ],
  ])(
    "takes the documented callback, with its comma too many, behind %s",
    async (_what, parsers, type) => {
      const relay = await startTestRelay();
      const shop = await startShop(relay, ...parsers);
      const order = await relay.order();
      const attemptId = await relay.attempt(order);
      relay.provider.onQuery = () => paid;
      const answer = await callback(shop, relay, attemptId, type, DOCUMENTED);
      expect([answer.status, await answer.text()]).toEqual([
        200,
        '{"received":true}',
      ]);
      await untilPaid(relay, order);
    },
  );

  it.each(["the parser of Express 4 read", "it choked on"])(
    "takes a callback that %s",
    async (what) => {
      const relay = await startTestRelay({ asleep: true });
      const shop = await startShopOf(express4, relay, express4.json());
      const attemptId = await relay.attempt(await relay.order(), "card");
      const body = what === "it choked on" ? DOCUMENTED : '{"a":1}';
      const answer = await callback(
        shop,
        relay,
        attemptId,
        "application/json",
        body,
      );
      expect(await answer.text()).toBe('{"received":true}');
      const order = await postJson(
        `${shop}/v1/orders`,
        '{"lines":[{"sku":"SHRT-BLK-XL-9981","quantity":1}]}',
        { "Idempotency-Key": crypto.randomUUID() },
      );
      expect(order.status).toBe(201);
    },
  );

  it("keeps the text that the shop's parser choked on", async () => {
    const relay = await startTestRelay({ asleep: true });
    const shop = await startShop(relay, express.json());
    const order = await relay.order();
    const attemptId = await relay.attempt(order);
    await callback(shop, relay, attemptId, "application/json", DOCUMENTED);
    expect(await bodiesOf(relay, order)).toEqual([DOCUMENTED]);
  });

  it("leaves all other errors to the shop", async () => {
    const relay = await startTestRelay({ asleep: true });
    const refuseAll: RequestHandler = (_req, _res, next) => {
      next(new Error("the shop's own"));
    };
    const shop = await startShop(relay, refuseAll);
    const own = await callback(shop, relay, "x", "application/json", "{}");
    expect(await own.text()).toBe("the shop's error");
    const parsing = await startShop(relay, express.json());
    const notACallback = await postJson(`${parsing}/v1/orders`, "{,}");
    expect(await notACallback.text()).toBe("the shop's error");
  });

  it("rescues what a parser of the shop's choked on, at every provider's address", async () => {
    const relay = await startTestRelay({ asleep: true });
    const shop = await startShop(relay, express.json());
    const mac = relay.secrets.callbackMac("c2b");
    const post = (path: string) => postJson(`${shop}${path}`, "{broken");
    const notice = await post(`/callbacks/almara/c2b?s=${mac}`);
    expect(notice.status).toBe(200);
    // Without FlexPay its address is nobody's: the relay's own 404, and no error of the parser's.
    expect((await post("/callbacks/flexpay")).status).toBe(404);
  });
});
