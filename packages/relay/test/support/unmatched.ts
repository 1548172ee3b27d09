/** Payments without an order, and what the merchant's people do about them. */
import type { UnmatchedPayment as UnmatchedPaymentJson } from "@malipo/protocol/merchant";
import type { UnmatchedPayment } from "../../src/domain/unmatched-payment.ts";
import { anUnmatchedPayment } from "../domain/fixtures.ts";
import { asMerchant, postAsMerchant } from "./merchant.ts";
import { START } from "./test-relay.ts";
import type { TestRelay } from "./test-relay.ts";
import { startTelling } from "./webhooks.ts";

export const AT = Date.parse(START);

export const payment = (
  id: string,
  changes: Partial<UnmatchedPayment> = {},
): UnmatchedPayment =>
  anUnmatchedPayment({
    id,
    at: AT,
    raw: new TextEncoder().encode('{"a":1,}'),
    ...changes,
  });

export const start = async () =>
  (await startTelling({ settings: { methods: ["paybill", "mpesa"] } })).relay;

export async function put(
  relay: TestRelay,
  ...payments: readonly UnmatchedPayment[]
): Promise<void> {
  await relay.store.transaction(async (tx) => {
    for (const each of payments) await tx.insertUnmatchedPayment(each);
  });
}

export const assign = (relay: TestRelay, id: string, orderId: string) =>
  postAsMerchant(relay, `unmatched-payments/${id}/assign`, { orderId });
export const dismiss = (relay: TestRelay, id: string, note: string) =>
  postAsMerchant(relay, `unmatched-payments/${id}/dismiss`, { note });
export const list = async (
  relay: TestRelay,
  query = "",
): Promise<readonly UnmatchedPaymentJson[]> => {
  const { body } = await asMerchant(relay, `unmatched-payments${query}`);
  return (body as { unmatchedPayments: readonly UnmatchedPaymentJson[] })
    .unmatchedPayments;
};
