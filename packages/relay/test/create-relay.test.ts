import { rmSync } from "node:fs";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import type { AddressInfo } from "node:net";
import { createOrderResponseSchema, problemSchema } from "@malipo/protocol";
import express from "express";
import { describe, expect, it } from "vitest";
import { createRelay } from "../src/index.ts";
import { openSqlStore } from "../src/adapters/sql-store/open.ts";
import { createGate } from "./support/gate.ts";
import { aDelivery, anOrder } from "./domain/fixtures.ts";
import { listen } from "./support/http-server.ts";
import {
  MASTER_KEY,
  testConfig,
  quiet,
  startShop,
  order,
} from "./support/created-relay.ts";

describe("a relay in an Express app", () => {
  it("answers beside the shop, with the shop's own prices", async () => {
    const { relay, url } = await startShop({
      ...quiet(testConfig()),
      resolveCart: () => ({
        currency: "KES",
        products: [{ sku: "A", name: "Shirt", price: "10.50" }],
      }),
    });
    await relay.start();
    expect(await (await fetch(url)).text()).toBe("the shop");
    const made = createOrderResponseSchema.parse(
      await (await order(url)).json(),
    );
    expect(made.order.amount).toEqual({ value: 2_100, currency: "KES" });
    const stream = await fetch(`${url}/v1/orders/${made.order.id}/events`, {
      headers: { Authorization: `Bearer ${made.token}` },
    });
    expect(stream.headers.get("content-type")).toContain("text/event-stream");
    await stream.body?.cancel();
    const callback = await fetch(`${url}/callbacks/almara/x?s=y`, {
      method: "POST",
    });
    expect(problemSchema.parse(await callback.json()).code).toBe("not_found");
  });

  it("says so before it has started, and when the shop's prices can't be had", async () => {
    const { relay, url } = await startShop({
      ...quiet(testConfig()),
      resolveCart: () => {
        throw new Error("the shop's database is down");
      },
    });
    expect((await order(url)).status).toBe(503);
    await relay.start();
    const answer = await order(url);
    expect(problemSchema.parse(await answer.json()).code).toBe(
      "catalog_unavailable",
    );
  });
});

describe("a relay behind a shop's body parser, before a shop's route", () => {
  it("leaves the route alone, before and after it has started", async () => {
    const { relay, url } = await startShop(quiet(testConfig()));
    const thanks = async () => (await fetch(`${url}/thanks`)).text();
    expect(await thanks()).toBe("thank you");
    await relay.start();
    expect(await thanks()).toBe("thank you");
    expect((await fetch(`${url}/nothing`)).headers.get("content-type")).toBe(
      "text/html; charset=utf-8",
    );
    expect((await fetch(`${url}/%ff`)).status).toBe(404);
  });

  it("answers a callback that the parser could not read", async () => {
    const { relay, url } = await startShop(quiet(testConfig()), express.json());
    await relay.start();
    const answer = await fetch(`${url}/callbacks/almara/x?s=y`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: "{broken",
    });
    expect(problemSchema.parse(await answer.json()).code).toBe("not_found");
  });
});

describe("what operators ask of a relay in another server", () => {
  it("is had from the relay itself", async () => {
    const { relay } = await startShop(quiet(testConfig()));
    const url = await listen(relay.adminHandler);
    await expect(relay.metrics()).rejects.toThrow();
    expect((await fetch(`${url}/metrics`)).status).toBe(503);
    await relay.start();
    const { contentType, body } = await relay.metrics();
    expect(contentType).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(body).toContain("process_cpu_user_seconds_total");
    for (const path of ["/metrics", "/livez", "/readyz"])
      expect((await fetch(`${url}${path}`)).status, path).toBe(200);
  });
});

describe("a relay of its own", () => {
  it("listens, answers, and leaves nothing open", async () => {
    const relay = createRelay(quiet(testConfig()));
    const { port } = await relay.listen();
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect(await ready.json()).toMatchObject({
      status: "ready",
      methods: ["mpesa"],
    });
    await relay.close();
    await relay.close();
    await expect(fetch(`http://127.0.0.1:${port}/livez`)).rejects.toThrow();
  });

  it("has metrics, health and the console on a port of its own, and nothing else there", async () => {
    const relay = createRelay(quiet(testConfig()));
    const { port, adminPort } = await relay.listen();
    const ask = (path: string, init?: RequestInit) =>
      fetch(`http://127.0.0.1:${adminPort}${path}`, init);
    const forged = `http://127.0.0.1:${port}/callbacks/almara/x?s=y`;
    await fetch(forged, { method: "POST" });
    const metrics = await ask("/metrics?all");
    expect(metrics.status).toBe(200);
    expect(metrics.headers.get("content-type")).toMatch(
      /^text\/plain; version=0\.0\.4/,
    );
    const counted = await metrics.text();
    expect(counted).toContain("process_cpu_user_seconds_total");
    expect(counted).toContain(
      'malipo_callbacks_total{provider="almara",result="refused"} 1',
    );
    expect(counted).toContain("\nmalipo_open_streams 0\n");
    expect(counted).toContain('\nmalipo_webhooks{status="dead"} 0\n');
    expect(await (await ask("/livez")).json()).toEqual({ status: "ok" });
    expect(await (await ask("/readyz")).json()).toMatchObject({
      status: "ready",
    });
    expect((await ask("/metrics", { method: "HEAD" })).status).toBe(200);
    for (const answer of [
      await ask("/"),
      await ask("/openapi.json"),
      await ask("/metrics", { method: "POST", body: "x" }),
      await fetch(`http://127.0.0.1:${port}/metrics`),
    ])
      expect(answer.status).toBe(404);
    const key = { Authorization: "Bearer anything" };
    const merchant = await ask("/v1/merchant/orders", { headers: key });
    expect(merchant.status).toBe(401);
    expect((await ask("/console")).status).not.toBe(404);
    await relay.close();
    await expect(ask("/livez")).rejects.toThrow();
  });

  it("closes connections that say nothing, or not all, within 15 seconds", async () => {
    const relay = createRelay(quiet(testConfig()));
    const { port } = await relay.listen();
    const openFor = async (bytes: string): Promise<number> => {
      const from = performance.now();
      const socket = connect(port, "127.0.0.1");
      socket.write(bytes);
      // An answer that is not read keeps the connection half open.
      socket.resume();
      await once(socket, "close");
      return performance.now() - from;
    };
    const times = await Promise.all(
      ["", "G", "GET / HTTP/1.1\r\n"].map(openFor),
    );
    for (const time of times) {
      expect(time).toBeGreaterThan(10_000);
      expect(time).toBeLessThan(17_500);
    }
    await relay.close();
  }, 30_000);

  it("does not start beside another program on its admin port", async () => {
    const first = createRelay(quiet(testConfig()));
    const { adminPort } = await first.listen();
    const config = testConfig({ MALIPO_ADMIN_PORT: String(adminPort) });
    const second = createRelay(quiet(config));
    await expect(second.listen()).rejects.toMatchObject({
      code: "EADDRINUSE",
      port: adminPort,
    });
    await second.close();
    await first.close();
  });

  it("does not wait for a receiver that hangs when it is closed, and sends again at the next start", async () => {
    const asked = createGate();
    const url = await listen(() => {
      asked.open();
    });
    const config = testConfig({
      MALIPO_WEBHOOK_URL: url,
      MALIPO_WEBHOOK_SECRET: `whsec_${MASTER_KEY}`,
    });
    const delivery = aDelivery({ nextTryAt: 0 });
    const store = await openSqlStore(config.databaseUrl);
    await store.transaction(async (tx) => {
      await tx.insertOrder(anOrder());
      await tx.insertDelivery(delivery);
      await tx.putTask({ kind: "deliver_webhook", subject: "msg_1", dueAt: 0 });
    });
    await store.close();

    const relay = createRelay(quiet(config));
    await relay.start();
    await asked.opened;
    await relay.close();
    const after = await openSqlStore(config.databaseUrl);
    expect(await after.getDelivery("msg_1")).toMatchObject({
      status: "pending",
      tries: 0,
      nextTryAt: 0,
    });
    expect(await after.nextTaskAt("deliver_webhook", Date.now())).toBe(0);
    await after.close();
  });

  it("starts as soon as the relay before it has stopped, and gives up when it is closed", async () => {
    const config = testConfig();
    const first = createRelay(quiet(config));
    await first.start();
    const [second, third] = [
      createRelay(quiet(config)),
      createRelay(quiet(config)),
    ];
    const [started, refused] = [second.start(), third.start()];
    await Promise.all([
      expect(refused).rejects.toMatchObject({ code: "closed" }),
      third.close(),
    ]);
    await first.close();
    await started;
    await second.close();
  });

  it("is not ready, and takes no order, once its database file is gone", async () => {
    const config = testConfig();
    const relay = createRelay({
      ...quiet(config),
      resolveCart: () => ({
        currency: "KES",
        products: [{ sku: "A", name: "Shirt", price: "10.50" }],
      }),
    });
    const { port } = await relay.listen();
    const url = `http://127.0.0.1:${port}`;
    expect((await order(url)).status).toBe(201);
    rmSync(config.databaseUrl.slice("sqlite:".length));
    const ready = await fetch(`${url}/readyz`);
    expect([ready.status, await ready.json()]).toMatchObject([
      503,
      { checks: { store: false } },
    ]);
    const answer = await order(url);
    expect(problemSchema.parse(await answer.json()).code).toBe(
      "store_unavailable",
    );
    await relay.close();
  });

  it("does not start on a database that another master key made", async () => {
    const config = testConfig();
    const first = createRelay(quiet(config));
    await first.start();
    await first.close();
    const second = createRelay(
      quiet({ ...config, masterKey: new Uint8Array(32).fill(9) }),
    );
    await expect(second.listen()).rejects.toThrow("MALIPO_MASTER_KEY");
    await second.close();
  });

  it("rejects when its port is taken, and can still be closed", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const { port } = taken.address() as AddressInfo;
    const relay = createRelay(quiet(testConfig({ MALIPO_PORT: String(port) })));
    await expect(relay.listen()).rejects.toMatchObject({ code: "EADDRINUSE" });
    await relay.close();
    await new Promise((resolve) => taken.close(resolve));
  });
});
