import { paymentLinkSchema } from "@malipo/protocol";
import { refusal } from "../support/attempts.ts";
import { describe, expect, it } from "vitest";
import { expecting } from "../support/expecting.ts";
import {
  SHOP,
  newKey,
  openedIn,
  startTestRelay,
} from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { KEY, asMerchant, postAsMerchant } from "../support/merchant.ts";

const kes = (value: number) => ({ value, currency: "KES" });
const createLink = async (
  relay: TestRelay,
  wish: object,
): Promise<{ id: string }> => {
  const answer = await postAsMerchant(relay, "payment-links", wish);
  expect(answer.status).toBe(201);
  return answer.body as { id: string };
};
/** Orders by the link, of the amount where one is chosen. */
const orderBy = (relay: TestRelay, paymentLink: string, amount?: object) =>
  relay.post(
    "/v1/orders",
    { paymentLink, amount },
    { "Idempotency-Key": newKey(), Origin: SHOP },
  );

describe("payment links", () => {
  it("are made, listed, read and changed by the merchant, and seen by anyone", async () => {
    const relay = await startTestRelay({ asleep: true });
    const { id } = await createLink(relay, {
      title: "Gift card",
      amount: kes(100_000),
      reference: "GIFT",
    });
    const seen = await relay.request(`/v1/payment-links/${id}`, {
      headers: { Origin: SHOP },
    });
    expect(paymentLinkSchema.parse(seen.body)).toMatchObject({
      id,
      title: "Gift card",
      amount: kes(100_000),
      active: true,
      url: `${relay.url}/pay/${id}`,
    });
    expect(seen.text).not.toContain('GIFT"');
    const list = await asMerchant(relay, "payment-links");
    expect(list.body).toMatchObject({
      paymentLinks: [{ id, reference: "GIFT" }],
      nextCursor: null,
    });
    const changed = await relay.request(`/v1/merchant/payment-links/${id}`, {
      method: "PATCH",
      body: JSON.stringify({ active: false, title: "Gone" }),
      headers: { ...KEY, "Content-Type": "application/json" },
    });
    expect(changed.body).toMatchObject({
      id,
      title: "Gone",
      active: false,
      amount: kes(100_000),
    });
    expect(refusal(await orderBy(relay, id))).toBe("409 link_inactive");
  });

  it("are found by what they are called, and by whether they take payments", async () => {
    const relay = await startTestRelay({ asleep: true });
    const made = async (wish: object) =>
      (await createLink(relay, { amount: kes(100_000), ...wish })).id;
    const gift = await made({ title: "Gift card", reference: "XMAS-1" });
    const soldOut = await made({ title: "GIFT basket", stock: 0 });
    const off = await made({ title: "Class", active: false });
    const found = async (query: string) => {
      const { body } = await asMerchant(relay, `payment-links?${query}`);
      const { paymentLinks } = body as { paymentLinks: { id: string }[] };
      return paymentLinks.map(({ id }) => id).toSorted();
    };
    expect(await found("q=gift")).toEqual([gift, soldOut].toSorted());
    expect(await found("q=xmas")).toEqual([gift]);
    expect(await found(`q=${off}`)).toEqual([off]);
    expect(await found("state=active")).toEqual([gift]);
    expect(await found("state=ended")).toEqual([off, soldOut].toSorted());
    expect(await found("q=gift&state=ended")).toEqual([soldOut]);
    expect(await found("q=nobody")).toEqual([]);
  });

  it("list the orders that were made for them", async () => {
    const relay = await startTestRelay({ asleep: true });
    const { id } = await createLink(relay, { amount: kes(100_000) });
    const other = await createLink(relay, { amount: kes(100_000) });
    const mine = openedIn(await orderBy(relay, id)).id;
    await orderBy(relay, other.id);
    const ordersOf = async (query: string) => {
      const { body } = await asMerchant(relay, `orders?paymentLink=${query}`);
      return (body as { orders: { id: string }[] }).orders.map((o) => o.id);
    };
    expect(await ordersOf(id)).toEqual([mine]);
    expect(await ordersOf(`${id}&status=open`)).toEqual([mine]);
    expect(await ordersOf(`${id}&status=paid`)).toEqual([]);
    expect(await ordersOf(`${id}&q=${mine}`)).toEqual([mine]);
    expect(await ordersOf(`${other.id}&q=${mine}`)).toEqual([]);
  });

  it("ask for their own amount, or for one within their limits", async () => {
    const relay = await startTestRelay({ asleep: true });
    const fixed = await createLink(relay, {
      title: "Fixed",
      amount: kes(100_000),
    });
    const open = await createLink(relay, {
      title: "Open",
      min: kes(5_000),
      max: kes(50_000),
    });
    expect((await orderBy(relay, fixed.id)).body).toMatchObject({
      order: {
        amount: kes(100_000),
        source: { type: "payment_link", paymentLink: fixed.id },
      },
    });
    expect(refusal(await orderBy(relay, fixed.id, kes(1)))).toBe(
      "422 amount_not_allowed",
    );
    expect((await orderBy(relay, open.id, kes(20_000))).body).toMatchObject({
      order: { amount: kes(20_000) },
    });
    expect(refusal(await orderBy(relay, open.id))).toBe("422 amount_required");
  });

  it("end with their time", async () => {
    const relay = await startTestRelay({ asleep: true });
    const { id } = await createLink(relay, {
      amount: kes(100),
      expiresAt: "2026-11-21T10:00:00Z",
    });
    relay.clock.advance(3600);
    expect((await relay.request(`/v1/payment-links/${id}`)).body).toMatchObject(
      { active: false },
    );
    expect(refusal(await orderBy(relay, id))).toBe("409 link_inactive");
  });

  it.each([
    ...expecting<object, string>("400 invalid_request", {
      "a fixed amount with limits": { amount: kes(100), min: kes(1) },
      "an empty title": { title: "" },
      "a broken time": { expiresAt: "tomorrow" },
    }),
    ...expecting<object, string>("422 amount_out_of_range", {
      "limits that cross": { min: kes(2), max: kes(1) },
      "an amount of zero": { amount: kes(0) },
    }),
    ...expecting<object, string>("422 currency_unsupported", {
      "an unknown currency": { currency: "XXX" },
    }),
  ])("refuse %s", async (_what, wish, expected) => {
    const relay = await startTestRelay({ asleep: true });
    expect(refusal(await postAsMerchant(relay, "payment-links", wish))).toBe(
      expected,
    );
  });
});
