import { describe, expect, it } from "vitest";
import {
  eraseOrderData,
  erasePaymentAndOrder,
} from "../../src/use-cases/upkeep/erase-order.ts";
import {
  bodiesOf,
  callBack,
  declined,
  onAttempt,
  paid,
  pass,
  refusal,
  startAttempt,
  PHONE,
} from "../support/attempts.ts";
import {
  asMerchant,
  paidOrder,
  postAsMerchant,
  refund,
} from "../support/merchant.ts";
import { FULL, notify, openBill, tell } from "../support/paybill.ts";
import { ScriptedPayouts } from "../support/stand-in-services.ts";
import { newKey, startTestRelay } from "../support/test-relay.ts";
import type { OpenedOrder, TestRelay } from "../support/test-relay.ts";

const PERSONAL = /712[ -]?345[ -]?678|712 ••• 678|Wanjiku/;
const HOUR = 3_600;

const erase = (relay: TestRelay, { id }: OpenedOrder) =>
  eraseOrderData(relay.store, id, relay.clock.now(), "erase");

/** What the merchant can read of it. */
const historyOf = async (relay: TestRelay, { id }: OpenedOrder) =>
  (await asMerchant(relay, `orders/${id}`)).text;

describe("an erased order", () => {
  it("is paid by a late callback, which brings nobody's data back", async () => {
    const relay = await startTestRelay();
    const order = await relay.order();
    const attemptId = await relay.attempt(order);
    relay.provider.onQuery = () => declined("failed", "wrong_pin");
    await onAttempt(relay, order, attemptId, "check");
    await pass(relay, 2 * HOUR);
    expect((await relay.read(order)).status).toBe("expired");
    expect(await erase(relay, order)).toMatchObject({ kind: "erased" });

    relay.provider.onQuery = () => paid;
    const body = '{"MSISDN":"254712345678","Name":"Wanjiku"}';
    const told = await callBack(relay, attemptId, body);
    expect(told.status).toBe(200);
    await pass(relay, 2);
    expect(await relay.read(order)).toMatchObject({
      status: "paid",
      flags: { late: true },
    });
    expect(await bodiesOf(relay, order)).toEqual([]);
    expect(await historyOf(relay, order)).not.toMatch(PERSONAL);
  });

  it("is paid by a late paybill notice, which brings nobody's data back", async () => {
    const relay = await startTestRelay({
      settings: { methods: ["paybill", "mpesa"] },
    });
    const { order, account } = await openBill(relay);
    const notice = { account, receipt: "SKL7X2Q9WD", amount: FULL };
    // Days later nobody waits for it any more.
    await pass(relay, 80 * HOUR);
    await pass(relay, HOUR);
    expect(await erase(relay, order)).toMatchObject({ kind: "erased" });
    for (let time = 0; time < 2; time += 1)
      expect((await notify(relay, { ...notice })).status).toBe(200);
    expect((await relay.read(order)).status).toBe("paid");
    expect(await bodiesOf(relay, order)).toEqual([]);
    await tell(relay, JSON.stringify({ ...notice, payer: PHONE }));
    expect(await bodiesOf(relay, order)).toEqual([]);
  });

  it("responds to a repeated request with the current state", async () => {
    const relay = await startTestRelay();
    const order = await relay.order();
    const key = newKey();
    const start = () =>
      startAttempt(relay, order, { method: "mpesa", phone: PHONE }, key);
    const first = await start();
    expect(first.text).toMatch(PERSONAL);
    const { attempt } = first.body as { attempt: { id: string } };
    relay.provider.onQuery = () => paid;
    await onAttempt(relay, order, attempt.id, "check");
    await erase(relay, order);
    const again = await start();
    expect(again.status).toBe(201);
    expect(again.body).toMatchObject({
      attempt: { id: attempt.id, status: "succeeded" },
    });
    expect(again.text).not.toMatch(PERSONAL);
  });

  it("isn't found by the payer whose payment was assigned to it, and the payment stays assigned", async () => {
    const relay = await startTestRelay({
      settings: { methods: ["paybill", "mpesa"] },
    });
    const { store, clock } = relay;
    const receipt = "SKL7X2Q9WE";
    const phone = "254712345678";
    await notify(relay, { account: "NOBODY", receipt, amount: FULL, phone });
    const order = await relay.order();
    await postAsMerchant(relay, `unmatched-payments/${receipt}/assign`, {
      orderId: order.id,
    });
    const found = async () => {
      const { items } = await store.listOrders({ q: phone }, { limit: 9 });
      return items.map(({ id }) => id);
    };
    expect(await found()).toEqual([order.id]);
    expect(
      await erasePaymentAndOrder(store, receipt, clock.now()),
    ).toMatchObject({
      kind: "erased",
      counts: { orders: 1, unmatchedPayments: 1 },
    });
    expect(await found()).toEqual([]);
    const { items } = await store.listUnmatchedPayments({}, { limit: 9 });
    expect(items).toMatchObject([
      { id: receipt, phone: null, assigned: { orderId: order.id } },
    ]);
  });

  it("can't be refunded to a phone number that was erased", async () => {
    const payouts = new ScriptedPayouts();
    const relay = await startTestRelay({ services: { payouts } });
    const order = await paidOrder(relay);
    await erase(relay, order);
    expect(refusal(await refund(relay, order))).toBe("409 refund_not_possible");
  });
});
