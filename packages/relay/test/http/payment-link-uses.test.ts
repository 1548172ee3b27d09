import { paymentLinkSchema } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import {
  callBack,
  declined,
  paid,
  pass,
  pending,
  refusal,
  startAttempt,
} from "../support/attempts.ts";
import { KEY, asMerchant, postAsMerchant } from "../support/merchant.ts";
import {
  MPESA,
  kes,
  learn,
  linkOf,
  openBy,
  orderBy,
  startWithLink,
  statisticsOf,
} from "../support/payment-links.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { assign, list } from "../support/unmatched.ts";
import { until } from "../support/until.ts";

describe("the last use of a payment link", () => {
  it("goes to one of two payers, and the other is told before paying", async () => {
    const { relay, link } = await startWithLink({ maxPayments: 1 });
    expect(await linkOf(relay, link)).toMatchObject({ active: true });
    const orders = await Promise.all([
      openBy(relay, link),
      openBy(relay, link),
    ]);
    const answers = await Promise.all(
      orders.map((order, place) =>
        startAttempt(relay, order, {
          ...MPESA,
          phone: `0712 345 67${place}`,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused && refusal(refused)).toBe("409 link_used_up");
    expect(relay.provider.submits).toHaveLength(1);
    expect(await linkOf(relay, link)).toMatchObject({
      active: false,
      reason: "used_up",
    });
    expect(refusal(await orderBy(relay, link))).toBe("409 link_used_up");
  });

  it.each([
    [1, { single: true, remainingPayments: undefined }],
    [2, { single: undefined, remainingPayments: 2 }],
  ])("is the only one, or one of a few: a link for %d", async (max, said) => {
    const { relay, link } = await startWithLink({ maxPayments: max });
    const shown = paymentLinkSchema.parse(await linkOf(relay, link));
    const { single, remainingPayments } = shown;
    expect({ single, remainingPayments }).toEqual(said);
    const order = await openBy(relay, link);
    expect((await relay.read(order)).source).toEqual({
      type: "payment_link",
      paymentLink: link,
      single,
    });
  });

  it("is free again when the payment has failed", async () => {
    const { relay, link } = await startWithLink({ maxPayments: 1 });
    const [first, second] = [
      await openBy(relay, link),
      await openBy(relay, link),
    ];
    await learn(
      relay,
      first,
      await relay.attempt(first),
      declined("failed", "insufficient_funds"),
    );
    expect((await startAttempt(relay, second, MPESA)).status).toBe(201);
  });

  it("pays nothing twice: money that comes when it is gone is unmatched, and names the link", async () => {
    const { relay, link } = await startWithLink({ maxPayments: 1 });
    const [first, second] = [
      await openBy(relay, link),
      await openBy(relay, link),
    ];
    const early = await relay.attempt(first);
    await learn(relay, first, early, declined("expired"));
    await learn(relay, second, await relay.attempt(second), paid);
    expect((await relay.read(second)).status).toBe("paid");

    relay.provider.onQuery = () => ({ ...paid, receipt: "SKL7X2Q9ZZ" });
    for (let time = 0; time < 2; time += 1) {
      relay.clock.advance(5);
      await callBack(relay, early);
    }
    const [surplus, ...others] = await until("the money is kept", async () => {
      const found = await list(relay, "?state=open");
      return found.length > 0 ? found : undefined;
    });
    expect(others).toEqual([]);
    expect(surplus).toMatchObject({
      id: "SKL7X2Q9ZZ",
      amount: kes(250_000),
      phone: "254712345678",
      surplusOf: { paymentLink: link, orderId: first.id },
    });
    const after = await relay.read(first);
    expect([after.status, after.flags.review]).toEqual(["open", true]);
    expect(await statisticsOf(relay, link)).toMatchObject({ paid: 1 });

    // The merchant may sell one more than planned.
    expect((await assign(relay, "SKL7X2Q9ZZ", first.id)).body).toMatchObject({
      order: { status: "paid" },
    });
    expect(await statisticsOf(relay, link)).toMatchObject({ paid: 2 });
  });
});

describe("an order that holds its use", () => {
  const change = (relay: TestRelay, link: string, body: object) =>
    relay.request(`/v1/merchant/payment-links/${link}`, {
      method: "PATCH",
      body: JSON.stringify(body),
      headers: { ...KEY, "Content-Type": "application/json" },
    });

  it("keeps it when the limit falls while the payer types the PIN", async () => {
    const { relay, link } = await startWithLink({ stock: 1 });
    const order = await openBy(relay, link);
    const attemptId = await relay.attempt(order);
    expect((await change(relay, link, { stock: 0 })).status).toBe(200);
    await learn(relay, order, attemptId, paid);
    const after = await relay.read(order);
    expect([after.status, after.flags.review]).toEqual(["paid", false]);
    expect(await list(relay, "?state=open")).toEqual([]);
  });

  it("can pay the rest when others hold more than the limit allows now", async () => {
    const { relay, link } = await startWithLink({
      payment: "partial",
      deposit: { percent: 30 },
      maxPayments: 2,
    });
    const orders = [await openBy(relay, link), await openBy(relay, link)];
    for (const [place, order] of orders.entries()) {
      const begun = await startAttempt(relay, order, {
        ...MPESA,
        part: "deposit",
      });
      const { attempt } = begun.body as { attempt: { id: string } };
      await learn(relay, order, attempt.id, {
        ...paid,
        amount: kes(75_000),
        receipt: `SKL7X2Q9W${place}`,
      });
    }
    expect((await change(relay, link, { maxPayments: 1 })).status).toBe(200);
    for (const order of orders)
      expect((await startAttempt(relay, order, MPESA)).status).toBe(201);
  });

  it("gives it back when a person cancels what the provider never decided", async () => {
    const { relay, link } = await startWithLink({ maxPayments: 1 });
    const first = await openBy(relay, link);
    relay.provider.onQuery = () => pending;
    const undecided = await relay.attempt(first);
    await pass(relay, 120);
    await pass(relay, 73 * 3_600);
    await pass(relay, 3_600);
    await postAsMerchant(relay, `orders/${first.id}/resolve`, {
      note: "Nothing was paid",
    });
    const cancelled = await postAsMerchant(relay, `orders/${first.id}/cancel`);
    expect(cancelled.status).toBe(200);
    expect(await statisticsOf(relay, link)).toMatchObject({
      pending: 0,
      remainingPayments: 1,
    });
    const second = await openBy(relay, link);
    await learn(relay, second, await relay.attempt(second), paid);
    expect((await relay.read(second)).status).toBe("paid");

    // And yet it was paid.
    relay.provider.onQuery = () => ({ ...paid, receipt: "SKL7X2Q9ZZ" });
    relay.clock.advance(5);
    await callBack(relay, undecided);
    await until("the money is kept", async () => {
      const found = await list(relay, "?state=open");
      return found.length > 0 ? found : undefined;
    });
    const after = await asMerchant(relay, `orders/${first.id}`);
    expect(after.body).toMatchObject({
      order: { status: "cancelled", flags: { review: true } },
    });
  });
});

describe("a link that sells pieces", () => {
  const KIT = { stock: 5, quantity: { min: 1, max: 4 }, amount: kes(10_000) };

  it("is priced here, and sells no more than there are", async () => {
    const { relay, link } = await startWithLink(KIT);
    const order = await openBy(relay, link, { quantity: 3 });
    expect((await relay.read(order)).lines).toMatchObject([
      { quantity: 3, unitAmount: kes(10_000), amount: kes(30_000) },
    ]);
    await learn(relay, order, await relay.attempt(order), {
      ...paid,
      amount: kes(30_000),
    });
    expect(await linkOf(relay, link)).toMatchObject({
      active: true,
      quantity: { min: 1, max: 2 },
      remainingStock: 2,
    });
    expect(refusal(await orderBy(relay, link, { quantity: 3 }))).toBe(
      "409 link_used_up",
    );
    expect(refusal(await orderBy(relay, link, { quantity: 5 }))).toBe(
      "422 quantity_not_allowed",
    );
    expect(await statisticsOf(relay, link)).toEqual({
      ...{ orders: 1, pending: 0, paid: 1, units: 3 },
      sums: [kes(30_000)],
      lastPaidAt: "2026-11-21T09:00:05.000Z",
      ...{ remainingPayments: null, remainingStock: 2 },
    });
  });

  it("says nothing of what it can't do", async () => {
    const { relay, link } = await startWithLink({});
    const seen = await linkOf(relay, link);
    for (const name of ["quantity", "remainingStock", "fields", "reason"])
      expect(seen).not.toHaveProperty(name);
  });
});

describe("a link for one use per phone number, paid in parts", () => {
  it("knows every phone that paid a part, and none that only tried", async () => {
    const { relay, link } = await startWithLink({
      onePerPhone: true,
      payment: "partial",
      deposit: { percent: 30 },
    });
    const order = await openBy(relay, link);
    const other = await openBy(relay, link);
    const [deposit, failed, rest] = [
      "0712 345 671",
      "0712 345 672",
      "0712 345 673",
    ];
    const pay = async (phone: string | undefined, part: object) => {
      const begun = await startAttempt(relay, order, {
        method: "mpesa",
        phone,
        ...part,
      });
      return (begun.body as { attempt: { id: string } }).attempt.id;
    };
    const first = await pay(deposit, { part: "deposit" });
    await learn(relay, order, first, { ...paid, amount: kes(75_000) });
    await learn(
      relay,
      order,
      await pay(failed, {}),
      declined("failed", "insufficient_funds"),
    );
    const last = { ...paid, amount: kes(175_000), receipt: "SKL7X2Q9ZZ" };
    await learn(relay, order, await pay(rest, {}), last);
    expect((await relay.read(order)).status).toBe("paid");
    for (const phone of [deposit, rest])
      expect(
        refusal(await startAttempt(relay, other, { method: "mpesa", phone })),
      ).toBe("409 phone_used");
    const failedBefore = { method: "mpesa", phone: failed };
    expect((await startAttempt(relay, other, failedBefore)).status).toBe(201);
  });
});

describe("a link for one use per phone number", () => {
  it("refuses a number that has paid, and methods without a number", async () => {
    const { relay, link } = await startWithLink({ onePerPhone: true });
    const [first, second] = [
      await openBy(relay, link),
      await openBy(relay, link),
    ];
    expect((await relay.read(first)).methods.map(({ id }) => id)).toEqual([
      "mpesa",
    ]);
    expect(refusal(await startAttempt(relay, first, { method: "card" }))).toBe(
      "422 method_unavailable",
    );
    await learn(relay, first, await relay.attempt(first), paid);
    expect(refusal(await startAttempt(relay, second, MPESA))).toBe(
      "409 phone_used",
    );
    const other = { ...MPESA, phone: "0712 000 000" };
    expect((await startAttempt(relay, second, other)).status).toBe(201);
  });
});
