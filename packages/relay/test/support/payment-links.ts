/** Payment links of a test relay, their orders, and what became of them. */
import { expect } from "vitest";
import { asMerchant, postAsMerchant } from "./merchant.ts";
import { onAttempt } from "./attempts.ts";
import { SHOP, newKey, openedIn, startTestRelay } from "./test-relay.ts";
import type { OpenedOrder, TestRelay } from "./test-relay.ts";

export const kes = (value: number) => ({ value, currency: "KES" });
export const MPESA = { method: "mpesa", phone: "0712 345 678" };

export const startWithLink = async (wish: object) => {
  const relay = await startTestRelay({
    settings: { methods: ["mpesa", "card", "paybill"] },
  });
  const made = await postAsMerchant(relay, "payment-links", {
    amount: kes(250_000),
    ...wish,
  });
  expect(made.status).toBe(201);
  return { relay, link: (made.body as { id: string }).id };
};
export const orderBy = (
  relay: TestRelay,
  paymentLink: string,
  more: object = {},
) =>
  relay.post(
    "/v1/orders",
    { paymentLink, ...more },
    { "Idempotency-Key": newKey(), Origin: SHOP },
  );
export const openBy = async (
  relay: TestRelay,
  link: string,
  more: object = {},
) => openedIn(await orderBy(relay, link, more));
export const linkOf = async (relay: TestRelay, id: string) =>
  (await relay.request(`/v1/payment-links/${id}`)).body;
export const statisticsOf = async (relay: TestRelay, id: string) =>
  (await asMerchant(relay, `payment-links/${id}/statistics`)).body;
/** What the provider says of the attempt, asked for now. */
export const learn = async (
  relay: TestRelay,
  order: OpenedOrder,
  attemptId: string,
  what: ReturnType<TestRelay["provider"]["onQuery"]>,
) => {
  relay.provider.onQuery = () => what;
  relay.clock.advance(5);
  await onAttempt(relay, order, attemptId, "check");
};
