import type { Order as OrderJson } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import type { UnmatchedPayment } from "../../src/domain/unmatched-payment.ts";
import { eraseOrderData } from "../../src/use-cases/upkeep/erase-order.ts";
import { NO_FLAGS, bodiesOf, pass, problem } from "../support/attempts.ts";
import { asMerchant, paidOrder, postAsMerchant } from "../support/merchant.ts";
import { FULL, notify, openBill, payBill } from "../support/paybill.ts";
import { postgresOfTest } from "../support/postgres/databases.ts";
import { kes } from "../support/stand-in-services.ts";
import { newKey, startTestRelay } from "../support/test-relay.ts";
import type { Answer, TestRelay } from "../support/test-relay.ts";
import {
  AT,
  assign,
  dismiss,
  list,
  payment,
  put,
  start,
} from "../support/unmatched.ts";
import { watch } from "../support/watch.ts";

const NO_ORDER = `ord_${"A".repeat(22)}`;

const eventsOf = async (relay: TestRelay, orderId: string) => {
  const { items } = await relay.store.listDeliveries(
    { orderId },
    { limit: 100 },
  );
  return items.map(({ event }) => event).toSorted();
};

/** What a person is told beforehand. */
function outcomeIn({ body }: Answer): Partial<OrderJson> {
  const { status, flags, reviewReasons, surplus, amountPaid, attention } = (
    body as { order: OrderJson }
  ).order;
  return { status, flags, reviewReasons, surplus, amountPaid, attention };
}

describe("POST /v1/merchant/unmatched-payments/:id/assign", () => {
  it("pays an order that nobody tried to pay, and tells page and merchant", async () => {
    const relay = await start();
    const order = await relay.order();
    const page = await watch(relay, order);
    await put(relay, payment("R1"));
    const answer = await assign(relay, "R1", order.id);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      unmatchedPayment: { state: "assigned", assigned: { orderId: order.id } },
      order: {
        id: order.id,
        status: "paid",
        flags: NO_FLAGS,
        outcome: { method: "paybill", receipt: "R1" },
      },
    });
    await page.ended;
    expect(page.orders.at(-1)?.status).toBe("paid");
    expect(await eventsOf(relay, order.id)).toEqual(["order.paid"]);
    expect(await list(relay, "?state=open")).toEqual([]);
    const history = await asMerchant(relay, `orders/${order.id}`);
    expect(history.body).toMatchObject({
      attempts: [{ payments: [{ receipt: "R1" }], phone: null }],
      observations: [{ source: "merchant", kind: "payment" }],
    });
  });

  it("counts for the attempt whose account was mistyped", async () => {
    const { relay, order, attemptId } = await payBill();
    await notify(relay, { receipt: "R1", amount: "1000", account: "TYP0" });
    await notify(relay, { receipt: "R2", amount: "1500", account: "TYP0" });
    const first = await assign(relay, "R1", order.id);
    expect(first.body).toMatchObject({
      unmatchedPayment: { assigned: { attemptId } },
      order: { status: "pending", flags: { review: true } },
    });
    const second = await assign(relay, "R2", order.id);
    expect(second.body).toMatchObject({
      order: { status: "paid", flags: NO_FLAGS, attempt: { id: attemptId } },
    });
  });

  it.each<[string, Partial<UnmatchedPayment>, object, object]>([
    [
      "a part",
      { amount: kes(100_000) },
      {
        status: "pending",
        flags: { ...NO_FLAGS, review: true },
        reviewReasons: ["part_paid"],
      },
      {
        status: "paid",
        flags: { ...NO_FLAGS, overpaid: true, review: true },
        reviewReasons: ["part_paid"],
        surplus: kes(100_000),
      },
    ],
    [
      "more than is due",
      { amount: kes(300_000) },
      {
        status: "paid",
        flags: { ...NO_FLAGS, overpaid: true },
        surplus: kes(50_000),
      },
      {
        status: "paid",
        flags: { ...NO_FLAGS, overpaid: true },
        surplus: kes(300_000),
      },
    ],
    [
      "all",
      {},
      { status: "paid", flags: NO_FLAGS },
      { status: "paid", flags: { ...NO_FLAGS, overpaid: true } },
    ],
    [
      "another currency",
      { amount: { value: 250_000, currency: "USD" } },
      { status: "pending", flags: { ...NO_FLAGS, review: true } },
      { status: "paid", flags: { ...NO_FLAGS, review: true } },
    ],
    [
      "no amount that can be read",
      { amount: null },
      { status: "pending", flags: { ...NO_FLAGS, review: true } },
      { status: "paid", flags: { ...NO_FLAGS, review: true } },
    ],
    [
      "no receipt",
      { id: "d1gest-of_a-message" },
      { status: "pending", flags: { ...NO_FLAGS, review: true } },
      { status: "paid", flags: { ...NO_FLAGS, review: true } },
    ],
  ])(
    "of %s counts by the rules of any payment, for an open and for a paid order, as the preview said",
    async (_what, changes, open, paid) => {
      const relay = await start();
      const orders = [await relay.order(), await paidOrder(relay)];
      for (const [place, order] of orders.entries()) {
        const given = payment(`R${String(place)}`, changes);
        const id = `${given.id}${String(place)}`;
        await put(relay, { ...given, id });
        const path = `unmatched-payments/${id}/orders/${order.id}`;
        const preview = await asMerchant(relay, path);
        const answer = await assign(relay, id, order.id);
        expect(answer.body).toMatchObject({
          order: place === 0 ? open : paid,
        });
        expect(outcomeIn(preview)).toEqual(outcomeIn(answer));
      }
    },
  );

  it("pays a cancelled and an expired order late", async () => {
    const relay = await start();
    const [cancelled, expired] = [await relay.order(), await relay.order()];
    await postAsMerchant(relay, `orders/${cancelled.id}/cancel`);
    await pass(relay, 3_700);
    expect((await relay.read(expired)).status).toBe("expired");
    for (const [id, order] of [
      ["R1", cancelled],
      ["R2", expired],
    ] as const) {
      await put(relay, payment(id));
      const { body } = await assign(relay, id, order.id);
      expect(body).toMatchObject({
        order: { status: "paid", flags: { ...NO_FLAGS, late: true } },
      });
    }
    expect(await eventsOf(relay, cancelled.id)).toEqual([
      "order.cancelled",
      "order.paid",
    ]);
  });

  it("shows where to pay the rest, and expects it as long as the order lives", async () => {
    const relay = await start();
    const order = await relay.order();
    await put(relay, payment("R1", { amount: kes(100_000) }));
    await assign(relay, "R1", order.id);
    relay.provider.onQuery = ({ payerReference }) => ({
      kind: "pending",
      action: {
        type: "paybill",
        shortCode: "600002",
        account: payerReference ?? "",
      },
    });
    await pass(relay, 1);
    const { attempt } = await relay.read(order);
    if (attempt?.action?.type !== "paybill") throw new Error("no paybill");
    const { account } = attempt.action;
    await notify(relay, { receipt: "R2", amount: "1500", account });
    expect(await relay.read(order)).toMatchObject({
      status: "paid",
      flags: NO_FLAGS,
    });
  });

  it("answers the same again, and refuses another order", async () => {
    const relay = await start();
    const [order, other] = [await relay.order(), await relay.order()];
    await put(relay, payment("R1"));
    const first = await assign(relay, "R1", order.id);
    expect((await assign(relay, "R1", order.id)).body).toEqual(first.body);
    expect(await bodiesOf(relay, order)).toHaveLength(0);
    for (const orderId of [other.id, NO_ORDER])
      expect(problem(await assign(relay, "R1", orderId))).toEqual([
        409,
        "payment_assigned",
      ]);
    expect((await relay.read(other)).status).toBe("open");
    expect(await eventsOf(relay, order.id)).toEqual(["order.paid"]);
  });

  it("refuses what isn't there, and what can't be an order", async () => {
    const relay = await start();
    const order = await relay.order();
    await put(relay, payment("R1"));
    expect(problem(await assign(relay, "R9", order.id))).toEqual([
      404,
      "not_found",
    ]);
    expect(problem(await assign(relay, "R1", NO_ORDER))).toEqual([
      404,
      "not_found",
    ]);
    expect(problem(await assign(relay, "R1", "mine"))).toEqual([
      400,
      "invalid_request",
    ]);
    expect(await list(relay, "?state=open")).toHaveLength(1);
  });

  it("counts once when the provider corrects the account, before or after it", async () => {
    const { relay, order, account } = await payBill();
    const { order: other } = await openBill(relay);
    for (const receipt of ["R1", "R2"])
      await notify(relay, { receipt, amount: FULL, account: "TYP0" });
    await assign(relay, "R1", other.id);
    await notify(relay, { receipt: "R1", amount: FULL, account });
    expect((await relay.read(order)).status).toBe("pending");
    await notify(relay, { receipt: "R2", amount: FULL, account });
    expect((await relay.read(order)).status).toBe("paid");
    expect(problem(await assign(relay, "R2", other.id))).toEqual([
      404,
      "not_found",
    ]);
    expect(await relay.read(other)).toMatchObject({
      status: "paid",
      flags: NO_FLAGS,
    });
  });

  it("brings nobody's data back into an erased order", async () => {
    const relay = await start();
    const order = await relay.order();
    await put(relay, payment("R1"));
    await assign(relay, "R1", order.id);
    expect(
      await eraseOrderData(relay.store, order.id, AT, "erase"),
    ).toMatchObject({ counts: { unmatchedPayments: 1 } });
    expect(await list(relay)).toMatchObject([
      { id: "R1", payerName: null, phone: null, account: null },
    ]);
  });

  it.each(["SQLite", "PostgreSQL"])(
    "has one winner when two people assign and dismiss it at once, on %s",
    async (kind) => {
      const databaseUrl =
        kind === "SQLite" ? undefined : (await postgresOfTest()).url;
      const settings = { methods: ["paybill"] };
      const options =
        databaseUrl === undefined ? { settings } : { settings, databaseUrl };
      const relay = await startTestRelay(options);
      const second =
        databaseUrl === undefined ? relay : await startTestRelay(options);
      for (let round = 0; round < 5; round += 1) {
        const id = `R${String(round)}`;
        const orders = [await relay.order(), await relay.order()] as const;
        await put(relay, payment(id));
        const answers = await Promise.all([
          assign(relay, id, orders[0].id),
          assign(second, id, orders[1].id),
          assign(second, id, orders[0].id),
          dismiss(relay, id, newKey()),
        ]);
        const statuses = (
          await Promise.all(orders.map((order) => relay.read(order)))
        ).map(({ status }) => status);
        expect(statuses.toSorted()).toEqual(["open", "paid"]);
        const [kept] = await list(relay, "?limit=1&state=assigned");
        expect(kept).toMatchObject({
          assigned: { orderId: orders[statuses.indexOf("paid")]?.id },
        });
        const codes = answers.map(({ status }) => status);
        expect(codes.every((code) => code === 200 || code === 409)).toBe(true);
        expect(codes[0] === 200).toBe(codes[2] === 200);
        expect(codes[0] === codes[1]).toBe(false);
      }
    },
  );
});
