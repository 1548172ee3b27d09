/** A deposit for tests that need one without a sandbox. */
import type { DepositAttempt } from "../../src/almara/attempts/attempts.ts";

export function createDeposit(
  changes: Partial<DepositAttempt> = {},
): DepositAttempt {
  return {
    kind: "deposit",
    originatorConversationId: "id",
    conversationId: "conversation-id",
    callbackUrl: "http://shop.example",
    amountCents: 250_000,
    currency: "KES",
    createdAt: new Date(0),
    decision: null,
    deliveries: [],
    phone: "254712345678",
    shortCode: "174379",
    operator: "mpesa",
    accountNo: "ORD-1",
    description: "Duka",
    firstName: null,
    lastName: null,
    merchantRequestId: "1",
    checkoutRequestId: "2",
    payer: "person",
    promptEndsAt: new Date(60_000),
    ignored: false,
    ...changes,
  };
}
