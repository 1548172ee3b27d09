import { describe, expect, it } from "vitest";
import type { QueryResult } from "../../src/ports/provider.ts";
import { LONGEST_LEASE_MS } from "../../src/ports/store.ts";
import {
  NO_FLAGS,
  callBack,
  paid,
  refusal,
  startPaying,
  untilPaid,
} from "../support/attempts.ts";
import { createGate } from "../support/gate.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";
import { tell } from "../support/paybill.ts";
import { startWaiting } from "../support/flexpay.ts";

/** No attempt. */
const UNKNOWN = "00000000-0000-4000-8000-000000000000";

describe("POST /callbacks/almara/:attemptId", () => {
  it("queries the provider, whose response pays the order", async () => {
    const { relay, order, attemptId } = await startPaying();
    relay.provider.onQuery = () => paid;
    expect((await callBack(relay, attemptId, "{}")).status).toBe(200);
    await untilPaid(relay, order);
    expect(await relay.read(order)).toMatchObject({
      attempt: { id: attemptId, status: "succeeded" },
      outcome: { status: "paid", receipt: "SKL7X2Q9WD", late: false },
      flags: NO_FLAGS,
    });
  });

  it("queries once, though the database gave its transaction up and ran it again", async () => {
    const { relay, order, attemptId } = await startPaying();
    relay.provider.onQuery = () => paid;
    const transaction = relay.store.transaction.bind(relay.store);
    const givenUp = new Error("given up");
    relay.store.transaction = async (work) => {
      relay.store.transaction = transaction;
      const first = transaction(async (tx) => {
        await work(tx);
        throw givenUp;
      });
      await expect(first).rejects.toBe(givenUp);
      relay.clock.advance(0.001);
      return transaction(work);
    };
    await callBack(relay, attemptId, "{}");
    await untilPaid(relay, order);
    expect(relay.provider.queries).toHaveLength(1);
    expect(
      await relay.store.nextTaskAt("query_attempt", relay.clock.now()),
    ).toBeNull();
  });

  it("leaves a query that is due at once where the relay dies while it asks", async () => {
    const { relay, attemptId } = await startPaying();
    const asked = createGate<QueryResult>();
    relay.provider.onQuery = () => asked.opened;
    await callBack(relay, attemptId, "{}");
    await until("it asks", () => relay.provider.queries.length === 1);
    const now = relay.clock.now();
    const afterItsLease = now + LONGEST_LEASE_MS;
    expect(await relay.store.nextTaskAt("query_attempt", afterItsLease)).toBe(
      now,
    );
    asked.open(paid);
  });

  it.each([
    ["garbage", "\u0000\u0001{{{"],
    ["nothing", ""],
    ["HTML", "<html></html>"],
    ["invalid UTF-8", new Uint8Array([0xff, 0xfe, 0x7b])],
  ])("asks the provider also for a body of %s", async (_what, body) => {
    const { relay, order, attemptId } = await startPaying();
    relay.provider.onQuery = () => paid;
    expect((await callBack(relay, attemptId, body)).status).toBe(200);
    await untilPaid(relay, order);
  });

  it("believes no callback that the provider's answer does not confirm", async () => {
    const { relay, order, attemptId } = await startPaying();
    const before = await relay.read(order);
    const forged = JSON.stringify({ id: attemptId, amount: 250_000 });
    expect((await callBack(relay, attemptId, forged)).status).toBe(200);
    await until("the query", () => relay.provider.queries.length > 0);
    const after = await relay.read(order);
    expect({ ...after, serverTime: "" }).toEqual({ ...before, serverTime: "" });
  });

  it("moves the display along when the payer answered, and no further", async () => {
    const { relay, order, attemptId } = await startPaying();
    await callBack(relay, attemptId, JSON.stringify({ answered: true }));
    expect((await relay.read(order)).attempt?.status).toBe("processing");
  });

  it("raises a review when it names another amount, and pays what was submitted", async () => {
    const { relay, order, attemptId } = await startPaying();
    relay.provider.onQuery = () => paid;
    await callBack(relay, attemptId, JSON.stringify({ amount: 100 }));
    await untilPaid(relay, order);
    expect((await relay.read(order)).flags).toEqual({
      late: false,
      overpaid: false,
      review: true,
    });
  });

  it("does not let another attempt's callback speak for this one", async () => {
    const { relay, order, attemptId } = await startPaying();
    const body = JSON.stringify({ id: UNKNOWN, answered: true, amount: 1 });
    await callBack(relay, attemptId, body);
    expect(await relay.read(order)).toMatchObject({
      attempt: { status: "awaiting_payer" },
      flags: { review: false },
    });
  });

  it("costs at most one query a second, however many come", async () => {
    const { relay, attemptId } = await startPaying();
    await Promise.all(
      Array.from({ length: 30 }, () => callBack(relay, attemptId, "{}")),
    );
    await until("the first query", () => relay.provider.queries.length > 0);
    const again = await Promise.all(
      Array.from({ length: 10 }, () => callBack(relay, attemptId, "{}")),
    );
    expect(again.map((answer) => answer.status)).toEqual(Array(10).fill(200));
    expect(relay.provider.queries).toHaveLength(1);
    relay.clock.advance(1);
    relay.relay.scheduler.poll();
    await until("the second query", () => relay.provider.queries.length === 2);
  });
});

describe("POST /checkout/cart", () => {
  const send = (relay: TestRelay, body: object | string) =>
    relay.request("/checkout/cart", {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
    });

  it("has the named attempt asked about, in any letter case", async () => {
    const { relay, order, attemptId } = await startPaying();
    relay.provider.onQuery = () => paid;
    const answer = await send(relay, { id: attemptId.toUpperCase() });
    expect(answer.status).toBe(200);
    await untilPaid(relay, order);
  });

  it("is only ever a hint: it moves no display and disputes no amount", async () => {
    const { relay, order, attemptId } = await startPaying();
    const before = await relay.read(order);
    await send(relay, { id: attemptId, answered: true, amount: 1 });
    await until("the query", () => relay.provider.queries.length > 0);
    const after = await relay.read(order);
    expect({ ...after, serverTime: "" }).toEqual({ ...before, serverTime: "" });
  });

  it("reveals nothing about which attempts exist", async () => {
    const { relay, attemptId } = await startPaying();
    for (const body of [{ id: attemptId }, { id: UNKNOWN }, "garbage"]) {
      const { status, text } = await send(relay, body);
      expect([status, text]).toEqual([200, '{"received":true}']);
    }
  });
});

describe("every call of a provider", () => {
  it("is told to send less, and to send it again when the store is down", async () => {
    const { relay, attemptId, webhook } = await startWaiting({
      methods: ["flexpay", "paybill"],
    });
    const calls = [
      (body: string) => callBack(relay, attemptId, body),
      (body: string) => tell(relay, body),
      (body: string) => webhook(body),
    ];
    for (const send of calls) {
      expect(refusal(await send("x".repeat(16 * 1024 + 1)))).toBe(
        "413 body_too_large",
      );
      expect((await send("x".repeat(16 * 1024))).status).toBe(200);
    }
    await relay.store.close();
    for (const send of calls) {
      const answer = await send('{"account":"NOBODY"}');
      expect(refusal(answer)).toBe("503 store_unavailable");
      expect(answer.headers.get("retry-after")).not.toBeNull();
    }
  });
});
