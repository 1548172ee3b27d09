/** Answers of the checkout query, and what they are read as. */
import { CARD_PLAN, REFERENCE } from "./harness.ts";

/** The answer as the query page shows it: currency code as text, lines and outcome as in the callback. */
export const checkout = (changes: object = {}): object => ({
  id: "16780000-a97d-3024-98a9-08d9ed471bab",
  originatorConversationId: CARD_PLAN.id.toUpperCase(),
  conversationId: "16780000-a97d-3024-98a9-08d9ed471bac",
  checkoutId: "16780000-a97d-3024-98a9-08d9ed471bad",
  checkoutReference: REFERENCE,
  checkoutCurrencyCode: "404",
  checkoutCurrencyName: "KES",
  checkoutRequestLines: [{ sku: "a", name: "b", price: 2500 }],
  checkoutOutcome: outcome("4", "000"),
  ...changes,
});

export const outcome = (
  Status: unknown,
  ResultCode?: unknown,
  more = {},
): object => ({
  Status,
  StatusDesc: "Completed",
  ResultCode,
  ThirdPartyPayload: { ResponseCode: "000", Reference: "TXN565FDR43211" },
  ...more,
});

export const paid = (value: number | null, currency = "KES"): object => ({
  kind: "succeeded",
  amount: value === null ? null : { value, currency },
  receipt: "TXN565FDR43211",
});
