import { once } from "node:events";
import { connect } from "node:net";
import { tokenResponseSchema } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import {
  callBack,
  onAttempt,
  paid,
  refusal,
  startOrder,
  startPaying,
} from "../support/attempts.ts";
import { postAsMerchant } from "../support/merchant.ts";
import { SHOP, startTestRelay } from "../support/test-relay.ts";
import type { Answer, OpenedOrder, TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";
import { watch } from "../support/watch.ts";

const open = (relay: TestRelay, { id, auth }: OpenedOrder): Promise<Answer> =>
  relay.request(`/v1/orders/${id}/events`, { headers: auth });

describe("GET /v1/orders/:id/events", () => {
  it("sends the whole order first, then after each change, and ends when all is said", async () => {
    const { relay, order } = await startOrder();
    const page = await watch(relay, order);
    expect(page.response.headers.get("content-type")).toContain(
      "text/event-stream",
    );
    expect(page.response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(page.response.headers.get("access-control-allow-origin")).toBe(SHOP);
    await until("the snapshot", () => page.orders.length === 1);
    const attemptId = await relay.attempt(order);
    relay.provider.onQuery = () => paid;
    await callBack(relay, attemptId);
    await page.ended;
    expect(page.orders.at(0)).toMatchObject({ version: 1, status: "open" });
    expect(page.orders.at(-1)).toMatchObject({
      status: "paid",
      outcome: { receipt: paid.receipt },
    });
    expect(page.ids).toEqual(page.orders.map(({ version }) => String(version)));
    expect(page.orders.map(({ version }) => version)).toEqual(
      page.orders.map(({ version }) => version).toSorted((a, b) => a - b),
    );
  });

  it("sends a finished order once and ends", async () => {
    const { relay, order, attemptId } = await startPaying();
    relay.provider.onQuery = () => paid;
    await onAttempt(relay, order, attemptId, "check");
    const page = await watch(relay, order, { "Last-Event-ID": "1" });
    await page.ended;
    expect(page.orders.map(({ status }) => status)).toEqual(["paid"]);
  });

  it("sends the same events to every page of an order", async () => {
    const { relay, order } = await startOrder();
    const pages = await Promise.all(
      Array.from({ length: 5 }, () => watch(relay, order)),
    );
    await until("all snapshots", () =>
      pages.every(({ orders }) => orders.length === 1),
    );
    await relay.attempt(order);
    await until("the change on all", () =>
      pages.every(
        ({ orders }) => orders.at(-1)?.attempt?.status === "awaiting_payer",
      ),
    );
  });

  it("ends the streams of tokens that were revoked, and takes back the order's own page", async () => {
    const relay = await startTestRelay({ asleep: true });
    const [order, other] = [await relay.order(), await relay.order()];
    const pages = [await watch(relay, order), await watch(relay, order)];
    const untouched = await watch(relay, other);
    await until("all snapshots", () =>
      [...pages, untouched].every(({ orders }) => orders.length === 1),
    );
    const revoke = async (id: string) =>
      postAsMerchant(relay, `orders/${id}/revoke-tokens`);
    const answer = await revoke(order.id);
    expect([answer.status, answer.body]).toMatchObject([
      200,
      { order: { id: order.id, version: 2, status: "open" } },
    ]);
    for (const page of pages) {
      await page.ended;
      expect(page.events).toEqual(["order", "reauth"]);
    }
    const refused = await open(relay, order);
    expect(refusal(refused)).toBe("401 token_invalid");
    const fresh = await relay.post(
      `/v1/orders/${order.id}/token`,
      { resumeSecret: order.resumeSecret },
      { Origin: SHOP },
    );
    const { token } = tokenResponseSchema.parse(fresh.body);
    const back = await watch(relay, order, {
      Authorization: `Bearer ${token}`,
    });
    await until("the snapshot", () => back.orders.length === 1);
    expect((await relay.read(other)).version).toBe(1);
    expect(untouched.events).toEqual(["order"]);
    expect((await revoke("ord_AAAAAAAAAAAAAAAAAAAAAA")).status).toBe(404);
  });

  it("asks the page to reconnect before its token expires", async () => {
    const { relay, order } = await startOrder({
      settings: { tokenLifetimeSeconds: 31 },
    });
    relay.clock.advance(0.9);
    const page = await watch(relay, order);
    await page.ended;
    expect(page.events).toEqual(["order", "reauth"]);
  });

  it("bounds how many pages watch one order", async () => {
    const { relay, order } = await startOrder({ asleep: true });
    await Promise.all(Array.from({ length: 20 }, () => watch(relay, order)));
    const answer = await open(relay, order);
    expect(refusal(answer)).toBe("429 too_many_streams");
  });

  it("keeps no place for pages that went away at once", async () => {
    const { relay, order } = await startOrder({ asleep: true });
    const head = [
      `GET /v1/orders/${order.id}/events HTTP/1.1`,
      "Host: relay",
      ...Object.entries(order.auth).map((pair) => pair.join(": ")),
    ];
    const request = `${head.join("\r\n")}\r\n\r\n`;
    const pages = Array.from({ length: 60 }, () =>
      connect(Number(new URL(relay.url).port), "127.0.0.1"),
    );
    await Promise.all(pages.map((socket) => once(socket, "connect")));
    // All at once, so that they are gone before their tokens are looked at.
    for (const socket of pages) {
      socket.write(request);
      socket.destroy();
    }
    await until(
      "the relay has heard of all of them",
      () => relay.logged().split('"aborted":true').length > 60,
    );
    const page = await watch(relay, order);
    await until("the snapshot", () => page.orders.length === 1);
    expect(page.response.status).toBe(200);
  });

  it("ends all streams when the relay stops", async () => {
    const relay = await startTestRelay();
    const page = await watch(relay, await relay.order());
    await until("the snapshot", () => page.orders.length === 1);
    await relay.relay.stop();
    await page.ended;
    expect(page.events).toEqual(["order"]);
  });
});
