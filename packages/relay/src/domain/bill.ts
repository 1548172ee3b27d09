/** A bill payment at the provider in our words. Pure types. */
import type { Amount } from "@malipo/protocol";

export const BILL_STATUSES = [
  "pending",
  "paid",
  "failed",
  "rejected",
  "timed_out",
  "unknown",
] as const;
export type BillStatus = (typeof BILL_STATUSES)[number];

export interface Bill {
  /** `originatorConversationId`. */
  readonly id: string;
  readonly providerId: string | null;
  readonly status: BillStatus;
  readonly statusDescription: string | null;
  readonly amount: Amount | null;
  readonly dueAmount: Amount | null;
  readonly dueDate: string | null;
  readonly serviceCode: string | null;
  readonly accountNumber: string | null;
  readonly accountName: string | null;
  readonly customerName: string | null;
  readonly phone: string | null;
  readonly narration: string | null;
  readonly receipt: string | null;
  /** As the provider writes it: it names no time zone. */
  readonly paidAt: string | null;
}
