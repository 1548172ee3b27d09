/** A transaction between two tags, and its JSON format. */
import { randomInt, randomUUID } from "node:crypto";
import type { JsonObject } from "../web/json-text.ts";
import type { Account, Application } from "./applications.ts";
import { toJsonAmount } from "./money.ts";
import type { WebhookRecord } from "./webhook-record.ts";

export type TransactionStatus =
  "AWAITING_ACCEPTANCE" | "COMPLETED" | "REJECTED" | "EXPIRED";

/** One side of a transaction. */
export interface Party {
  readonly account: Account;
  /** The tag as the sender gave it: `@duka` or `duka@dukaapp`. */
  readonly tag: string;
}

export interface Transfer {
  readonly sender: Party;
  readonly receiver: Party;
  readonly units: number;
  readonly currency: string;
  readonly narration: string | null;
  /** URL that is notified of the outcome. */
  readonly callbackUrl: string | null;
}

export interface Transaction extends Transfer {
  readonly id: string;
  readonly reference: string;
  readonly status: TransactionStatus;
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
  readonly rejectedAt: Date | null;
  readonly rejectionReason: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Shared by all versions of the transaction; the delivery adds to it. */
  readonly webhooks: WebhookRecord[];
}

const CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

export function createTransaction(
  transfer: Transfer,
  now: Date,
  acceptanceMs: number,
): Transaction {
  return {
    ...transfer,
    id: randomUUID(),
    reference: createReference(now),
    status: "AWAITING_ACCEPTANCE",
    expiresAt: new Date(now.getTime() + acceptanceMs),
    acceptedAt: null,
    rejectedAt: null,
    rejectionReason: null,
    createdAt: now,
    updatedAt: now,
    webhooks: [],
  };
}

/** In the form of the documented `TXN-16820000-AB1C2D3E`. */
function createReference(now: Date): string {
  const random = Array.from({ length: 8 }, () =>
    CHARACTERS.charAt(randomInt(CHARACTERS.length)),
  );
  return `TXN-${String(now.getTime()).slice(0, 8)}-${random.join("")}`;
}

export function isPartOf(
  { sender, receiver }: Transaction,
  application: Application,
): boolean {
  return [sender, receiver].some(
    ({ account }) => account.application === application,
  );
}

/** Members without a value are left out. */
export function toTransactionJson(transaction: Transaction): JsonObject {
  const { sender, receiver } = transaction;
  return {
    id: transaction.id,
    reference: transaction.reference,
    senderTag: sender.tag,
    senderAppName: sender.account.application.name,
    senderAppId: sender.account.application.id,
    receiverTag: receiver.tag,
    receiverAppName: receiver.account.application.name,
    receiverAppId: receiver.account.application.id,
    amount: toJsonAmount(transaction.units),
    currency: transaction.currency,
    status: transaction.status,
    narration: transaction.narration ?? undefined,
    expiresAt: transaction.expiresAt.toISOString(),
    acceptedAt: transaction.acceptedAt?.toISOString(),
    rejectedAt: transaction.rejectedAt?.toISOString(),
    rejectionReason: transaction.rejectionReason ?? undefined,
    createdAt: transaction.createdAt.toISOString(),
    updatedAt: transaction.updatedAt.toISOString(),
  };
}
