/** Attempts in control responses. */
import type { Attempt } from "../attempts/attempts.ts";
import { stateOf } from "../attempts/attempts.ts";
import { toDecimal } from "../../web/decimal.ts";

export function toSummary(attempt: Attempt) {
  return {
    originatorConversationId: attempt.originatorConversationId,
    kind: attempt.kind,
    phone: attempt.kind === "deposit" ? attempt.phone : null,
    amount: toDecimal(attempt.amountCents),
    currency: attempt.currency,
    state: stateOf(attempt),
    createdAt: attempt.createdAt.toISOString(),
    callbackUrl: withoutQuery(attempt.callbackUrl),
  };
}

export function toDetail(attempt: Attempt) {
  const { decision, deliveries } = attempt;
  return {
    ...toSummary(attempt),
    conversationId: attempt.conversationId,
    cardPage:
      attempt.kind === "checkout" ? `/card/${attempt.checkoutId}` : null,
    decidedAt: decision?.at.toISOString() ?? null,
    receipt: decision?.reference ?? null,
    callbacks: deliveries,
  };
}

/** The query string of a callback URL contains the merchant's secret. */
export function withoutQuery(address: string): string {
  return address.replace(/[?#].*$/s, "");
}
