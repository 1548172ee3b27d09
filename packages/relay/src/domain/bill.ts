/** A bill payment at the provider. Pure types. */
import type { Amount } from "@malipo/protocol";
import type { PayoutStatus } from "./payout.ts";

export interface Bill {
  /** `originatorConversationId`. */
  readonly id: string;
  readonly providerId: string | null;
  /** The provider uses the same statuses for bills as for payouts. */
  readonly status: PayoutStatus;
  readonly statusDescription: string | null;
  readonly amount: Amount | null;
  readonly dueAmount: Amount | null;
  /** ISO 8601: a day, or a time in UTC. */
  readonly dueDate: string | null;
  readonly serviceCode: string | null;
  readonly accountNumber: string | null;
  readonly accountName: string | null;
  readonly customerName: string | null;
  readonly phone: string | null;
  readonly narration: string | null;
  readonly receipt: string | null;
  /** ISO 8601 in UTC; null if not paid. */
  readonly paidAt: string | null;
  /** When the provider received it, if it is not paid (yet). ISO 8601 in UTC. */
  readonly receivedAt: string | null;
}
