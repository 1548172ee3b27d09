/**
 * Parses the provider's records of its webhook deliveries.
 * https://docs.yourflexpay.com/api-reference/webhooks/list-all-webhook-records-for-a-transaction
 */
import { cutText } from "@malipo/protocol/text";
import type { TransferNotice } from "../../domain/transfer.ts";
import { fields, looseText } from "../provider-http/fields.ts";
import { toIsoTime } from "../provider-http/instant.ts";

export interface NoticeRecord {
  /** The transfer's reference, if present. */
  readonly reference: string | null;
  readonly notice: TransferNotice;
}

const MAX_TEXT = 500;
const UNKNOWN = "UNKNOWN";

const schema = fields({
  transactionReference: looseText,
  direction: looseText,
  targetUrl: looseText,
  eventType: looseText,
  status: looseText,
  attempts: looseText,
  lastError: looseText,
  lastAttemptAt: looseText,
  deliveredAt: looseText,
});

/** Null if it is not such a record. */
export function readNotice(json: unknown): NoticeRecord | null {
  const read = schema.safeParse(json).data;
  if (read === undefined) return null;
  const { eventType, status, direction, attempts } = read;
  if (eventType === null && status === null) return null;
  const short = (text: string | null): string | null =>
    text === null ? null : cutText(text, MAX_TEXT);
  return {
    reference: read.transactionReference,
    notice: {
      direction: short(direction) ?? UNKNOWN,
      eventType: short(eventType) ?? UNKNOWN,
      status: short(status) ?? UNKNOWN,
      attempts: /^\d{1,6}$/.test(attempts ?? "") ? Number(attempts) : 0,
      targetUrl: short(read.targetUrl),
      lastError: short(read.lastError),
      lastAttemptAt: toIsoTime(read.lastAttemptAt),
      deliveredAt: toIsoTime(read.deliveredAt),
    },
  };
}
