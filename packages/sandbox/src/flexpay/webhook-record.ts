/** The provider's record of a webhook: https://docs.yourflexpay.com/idaas/webhooks */
import { randomUUID } from "node:crypto";
import type { JsonObject } from "../web/json-text.ts";
import type { Application } from "./applications.ts";

export type Direction = "RECEIVER" | "SENDER";

/** Only the first is documented; the other two are our names for the sender's callback. */
export type EventType =
  "TRANSACTION_INITIATED" | "TRANSACTION_COMPLETED" | "TRANSACTION_REJECTED";

/** One per transaction and direction; changes as the webhook is tried. */
export interface WebhookRecord {
  readonly id: string;
  readonly transactionId: string;
  readonly transactionReference: string;
  readonly application: Application;
  readonly direction: Direction;
  readonly targetUrl: string;
  readonly eventType: EventType;
  readonly createdAt: Date;
  status: "PENDING" | "DELIVERED" | "FAILED";
  attempts: number;
  lastError: string | null;
  lastAttemptAt: Date | null;
  deliveredAt: Date | null;
  updatedAt: Date;
}

export function createRecord(
  facts: Pick<
    WebhookRecord,
    | "transactionId"
    | "transactionReference"
    | "application"
    | "direction"
    | "targetUrl"
    | "eventType"
  >,
): WebhookRecord {
  const now = new Date();
  return {
    ...facts,
    id: randomUUID(),
    createdAt: now,
    status: "PENDING",
    attempts: 0,
    lastError: null,
    lastAttemptAt: null,
    deliveredAt: null,
    updatedAt: now,
  };
}

/** Members without a value are left out. */
export function toRecordJson(record: WebhookRecord): JsonObject {
  return {
    id: record.id,
    transactionId: record.transactionId,
    transactionReference: record.transactionReference,
    applicationId: record.application.id,
    applicationName: record.application.name,
    direction: record.direction,
    targetUrl: record.targetUrl,
    eventType: record.eventType,
    status: record.status,
    attempts: record.attempts,
    lastError: record.lastError ?? undefined,
    lastAttemptAt: record.lastAttemptAt?.toISOString(),
    deliveredAt: record.deliveredAt?.toISOString(),
    createdAt: record.createdAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
  };
}
