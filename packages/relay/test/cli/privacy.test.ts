import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { runCli } from "../../src/cli/run.ts";
import type { Customer, Order } from "../../src/domain/order.ts";
import { orderStatus } from "../../src/domain/order.ts";
import type { Store } from "../../src/ports/store.ts";
import {
  attemptScope,
  refundScope,
} from "../../src/use-cases/shared/idempotency.ts";
import {
  KES_2500,
  T0,
  aDelivery,
  aRefund,
  anAttempt,
  anOrder,
  seen,
} from "../domain/fixtures.ts";
import { testConfig } from "../support/created-relay.ts";
import { bytesOfSqlite, dumpDatabase } from "../support/dump.ts";
import { GOOD, testContext } from "./cli-context.ts";
import {
  MESSAGE,
  NONE,
  PERSONAL,
  PHONE,
  privacyWorld,
  unmatched,
} from "./privacy-world.ts";

const idOf = (name: string): string => `ord_${name.padEnd(22, "0")}`;

const anAnswer = (value: string) => ({
  ...{ id: "parent", label: "Parent's phone" },
  value,
});

interface Given {
  readonly customer?: Customer;
  readonly phone?: string | null;
  readonly raw?: Uint8Array;
  readonly changes?: Partial<Order>;
}

/** A paid order with everything that may be stored about a payer. */
async function put(store: Store, name: string, given: Given = {}) {
  const { customer, phone = null, raw, changes } = given;
  const id = idOf(name);
  const attempt = anAttempt([seen.accepted(), seen.succeeded()], {
    id: `${name}-attempt`,
    orderId: id,
    phone,
  });
  const order = anOrder({
    id,
    customer: customer ?? null,
    returnUrl: "https://shop.example/thanks?customer=17",
    version: 2,
    attempts: [attempt],
    ...changes,
  });
  await store.transaction(async (tx) => {
    await tx.insertOrder({ ...order, version: 1, attempts: [] });
    await tx.updateOrder(order);
    for (const observation of [
      seen.accepted(),
      {
        ...seen.accepted(),
        action: { type: "redirect", url: "https://pay.example/secret-page" },
      },
    ] as const)
      await tx.appendObservation({
        orderId: id,
        attemptId: attempt.plan.id,
        source: "callback",
        at: T0,
        observation,
        raw: raw ?? null,
      });
  });
  return order;
}

/** The same for what stands in rows of its own. */
async function putMore(store: Store, order: Order) {
  const { id } = order;
  const attemptId = `${id}-attempt`;
  await store.transaction(async (tx) => {
    const reason = "Wrong size, Wanjiku called";
    const plan = { id: `${id}-refund`, orderId: id, attemptId, reason };
    const success = { seq: 1, at: T0, receipt: "RFD1", amountKnown: true };
    await tx.putRefund(aRefund(plan, { success }));
    const delivery = aDelivery({
      id: `msg_${id}`,
      orderId: id,
      payload: JSON.stringify({
        type: "order.paid",
        timestamp: "2026-11-21T09:00:00Z",
        data: {
          order: {
            id,
            amount: KES_2500,
            attempt: {
              id: attemptId,
              action: { type: "prompt", phone: "0712 ••• 678" },
            },
          },
          attempt: {
            id: attemptId,
            phone: "254712345678",
            receipt: "SKL7X2Q9WD",
          },
          refund: {
            phone: "0712 ••• 678",
            reason: "Wanjiku",
            amount: KES_2500,
          },
        },
      }),
    });
    await tx.insertDelivery(delivery);
    const { id: eventId, payload, createdAt } = delivery;
    await tx.events.insert({ id: eventId, orderId: id, payload, createdAt });
    for (const scope of [attemptScope(id), refundScope(id)])
      await tx.putIdempotency({
        scope,
        key: "key-1",
        fingerprint: "f",
        subject: attemptId,
        answer:
          '{"attempt":{"action":{"type":"prompt","phone":"0712 ••• 678"}}}',
        createdAt: T0,
      });
  });
}

describe.each(["SQLite", "PostgreSQL"] as const)(
  "malipo privacy erase beside another process on %s",
  (kind) => {
    it("leaves nothing of an order's payer in any table, and what is known of the money", async () => {
      const { store, run, url } = await privacyWorld(kind);
      const order = await put(store, "one", {
        customer: { name: "Wanjiku", email: "w@example.com", phone: PHONE },
        phone: "254712345678",
        raw: MESSAGE,
      });
      await putMore(store, order);
      expect((await dumpDatabase(url)).text).toMatch(PERSONAL);
      expect(await run("--order", order.id)).toEqual({
        code: 0,
        figures: {
          ...NONE,
          orders: 1,
          attempts: 1,
          refunds: 1,
          observations: 2,
          deliveries: 1,
          events: 1,
          requests: 2,
        },
      });
      const { text } = await dumpDatabase(url);
      expect(text).not.toMatch(PERSONAL);
      for (const kept of ["SKL7X2Q9WD", "RFD1", "ORD-20261121-ABCDEF", "key-1"])
        expect(text).toContain(kept);
      if (kind === "SQLite") expect(bytesOfSqlite(url)).not.toMatch(PERSONAL);
      const after = await store.getOrder(order.id);
      expect(after).toMatchObject({ version: 2, amount: KES_2500 });
      expect(after && orderStatus(after)).toBe("paid");
      expect(await run("--order", order.id)).toEqual({
        code: 0,
        figures: NONE,
      });
    });

    it("finds a phone in every spelling and place, and nobody else's", async () => {
      const { store, run, url } = await privacyWorld(kind);
      const hash = createHash("sha256").update("254712345678").digest("hex");
      const mine: Given[] = [
        { customer: { phone: "+254712345678" } },
        { customer: { phone: PHONE } },
        { phone: "254712345678" },
        { raw: MESSAGE },
        { raw: new TextEncoder().encode(`{"MSISDN":"${hash}"}`) },
        { changes: { fields: [anAnswer("0712 345 678 (mother)")] } },
        { changes: { metadata: { parent: "+254 712 345 678" } } },
        { changes: { returnUrl: "https://shop.example/?to=0712345678" } },
      ];
      for (const [place, given] of mine.entries())
        await put(store, `mine-${String(place)}`, given);
      const found = await put(store, "mine-by-contact");
      await store.transaction(async (tx) => {
        await tx.getOrder(found.id);
        await tx.addContact(found, "254712345678");
      });
      const others: Given[] = [
        { phone: "254712345679" },
        { customer: { phone: "254 112 345 678" } },
        { changes: { fields: [anAnswer("0712 345 679")] } },
      ];
      for (const [place, given] of others.entries())
        await put(store, `other-${String(place)}`, given);
      await put(store, "masked", {
        raw: new TextEncoder().encode('{"MSISDN":"2547 ***** 678"}'),
      });
      await store.transaction(async (tx) => {
        await tx.insertUnmatchedPayment(unmatched("U1", "254712345678", "x"));
        await tx.insertUnmatchedPayment(unmatched("U2", null, "0712345678"));
        await tx.insertUnmatchedPayment(unmatched("U3", "254712345670", "x"));
        await tx.insertUnmatchedPayment(unmatched("U4", "2547***5678", "x"));
      });
      expect(await run("--phone", "0712-345-678")).toMatchObject({
        code: 0,
        figures: {
          orders: 9,
          unmatchedPayments: 2,
          stillOpen: [],
          possible: [idOf("masked"), "U4"],
        },
      });
      expect((await dumpDatabase(url)).text).not.toMatch(
        /712[ -]?345[ -]?678|Wanjiku/,
      );
      for (const name of ["other-0", "other-1", "other-2", "masked"])
        expect(await store.getOrder(idOf(name))).toMatchObject({
          erasedAt: null,
        });
      expect(await run("--phone", "+254712345678")).toMatchObject({
        code: 0,
        figures: { ...NONE, possible: [idOf("masked"), "U4"] },
      });
    });

    it("does not touch what money may still move for", async () => {
      const { store, run } = await privacyWorld(kind);
      const open = { attempts: [], version: 1 };
      await put(store, "paid", { phone: "254712345678" });
      const order = await put(store, "open", {
        customer: { phone: PHONE },
        changes: open,
      });
      expect(await run("--order", order.id)).toEqual({
        code: 3,
        figures: null,
      });
      expect(await run("--phone", PHONE)).toMatchObject({
        code: 3,
        figures: { orders: 1, stillOpen: [order.id] },
      });
      expect(await store.getOrder(order.id)).toEqual(order);
    });
  },
);

describe("malipo privacy", () => {
  it.each([
    [],
    ["forget", "--order", "ord_1"],
    ["erase"],
    ["erase", "--phone", "call me"],
    ["erase", "--phone", PHONE, "--order", "ord_1"],
    ["erase", "--order", "ord_1", "more"],
    ["erase", "--order", "ord_1", "--unmatched", "R1"],
    ["erase", "--unmatched", "R1", "--unmatched"],
    ["erase", "--mail", "w@example.com"],
  ])("refuses %j %j %j %j", async (...args) => {
    const context = testContext(GOOD);
    expect(await runCli(["privacy", ...args], context)).toBe(2);
    expect(context.errorOutput()).not.toMatch(PERSONAL);
  });

  it.each(["--order", "--unmatched"])(
    "knows no %s that is not there",
    async (option) => {
      const { run } = await privacyWorld("SQLite");
      expect(await run(option, "none")).toEqual({ code: 4, figures: null });
    },
  );

  it("makes no database where there is none", async () => {
    const context = testContext({
      ...GOOD,
      MALIPO_DATABASE_URL: testConfig().databaseUrl,
    });
    expect(
      await runCli(["privacy", "erase", "--order", "ord_1"], context),
    ).toBe(1);
  });
});
