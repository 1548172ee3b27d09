import { paymentLinkSchema } from "@malipo/protocol";
import { refusal } from "../support/attempts.ts";
import { describe, expect, it } from "vitest";
import { SHOP, newKey, startTestRelay } from "../support/test-relay.ts";
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
    expect(
      refusal(
        await relay.post(
          "/v1/orders",
          { paymentLink: id },
          { "Idempotency-Key": newKey() },
        ),
      ),
    ).toBe("409 link_inactive");
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
    const order = (paymentLink: string, amount?: object) =>
      relay.post(
        "/v1/orders",
        { paymentLink, ...(amount === undefined ? {} : { amount }) },
        { "Idempotency-Key": newKey(), Origin: SHOP },
      );
    expect((await order(fixed.id)).body).toMatchObject({
      order: {
        amount: kes(100_000),
        source: { type: "payment_link", paymentLink: fixed.id },
      },
    });
    expect((await order(fixed.id, kes(100_000))).status).toBe(201);
    expect(refusal(await order(fixed.id, kes(1)))).toBe(
      "422 amount_not_allowed",
    );
    expect((await order(open.id, kes(20_000))).body).toMatchObject({
      order: { amount: kes(20_000) },
    });
    expect(refusal(await order(open.id))).toBe("422 amount_required");
    expect(refusal(await order(open.id, kes(4_999)))).toBe(
      "422 amount_out_of_range",
    );
    expect(refusal(await order(open.id, kes(50_001)))).toBe(
      "422 amount_out_of_range",
    );
    expect(
      refusal(await order(open.id, { value: 20_000, currency: "UGX" })),
    ).toBe("422 currency_unsupported");
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
    expect(
      refusal(
        await relay.post(
          "/v1/orders",
          { paymentLink: id },
          { "Idempotency-Key": newKey() },
        ),
      ),
    ).toBe("409 link_inactive");
  });

  it.each([
    [
      "a fixed amount with limits",
      { amount: kes(100), min: kes(1) },
      "400 invalid_request",
    ],
    [
      "limits that cross",
      { min: kes(2), max: kes(1) },
      "422 amount_out_of_range",
    ],
    ["an amount of zero", { amount: kes(0) }, "422 amount_out_of_range"],
    ["an unknown currency", { currency: "XXX" }, "422 currency_unsupported"],
    ["an empty title", { title: "" }, "400 invalid_request"],
    ["an unknown field", { price: 1 }, "400 invalid_request"],
    ["a broken time", { expiresAt: "tomorrow" }, "400 invalid_request"],
  ])("refuse %s", async (_what, wish, expected) => {
    const relay = await startTestRelay({ asleep: true });
    expect(refusal(await postAsMerchant(relay, "payment-links", wish))).toBe(
      expected,
    );
  });
});
