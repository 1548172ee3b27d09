/** A bill payment at the provider in our words. Pure types. */
import type { Amount } from "@malipo/protocol";
import type { PayoutStatus } from "./payout.ts";

export interface Bill {
  /** `originatorConversationId`. */
  readonly id: string;
  readonly providerId: string | null;
  /** The platform has one set of statuses for all that it moves. */
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
  /** When it was paid. ISO 8601 in UTC; null where it was not. */
  readonly paidAt: string | null;
  /** When the provider got it, where it was not paid (yet). ISO 8601 in UTC. */
  readonly receivedAt: string | null;
}
