/**
 * The envelope of every response: `{ success, message, errorCode, data, errors, timestamp }`.
 * https://docs.yourflexpay.com/api-reference/transactions/reject-a-pending-transaction
 */
import { z } from "zod";
import { fields, looseText } from "../provider-http/fields.ts";

export type Opened =
  /** `data`, or the whole body if it has no envelope. */
  | { readonly ok: true; readonly content: object }
  /** `success` is false, whatever the HTTP status. */
  | { readonly ok: false; readonly words: readonly string[] };

const envelopeSchema = fields({
  success: z.unknown(),
  message: looseText,
  errorCode: looseText,
  errors: z.array(looseText).catch([]),
  data: z.unknown(),
});

const pageSchema = fields({ content: z.array(z.unknown()) });

/** Undefined if it is not a JSON object or array. */
export function openEnvelope(json: unknown): Opened | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  const envelope = envelopeSchema.safeParse(json).data;
  if (envelope === undefined) return { ok: true, content: json };
  const { success, message, errorCode, errors, data } = envelope;
  if (String(success).toLowerCase() === "false") {
    const words = [message, ...errors, errorCode];
    return { ok: false, words: words.filter((word) => word !== null) };
  }
  return {
    ok: true,
    content: typeof data === "object" && data !== null ? data : json,
  };
}

/** The items of a list or a page; undefined for anything else. */
export function listOf(content: object): readonly unknown[] | undefined {
  return Array.isArray(content)
    ? content
    : pageSchema.safeParse(content).data?.content;
}
