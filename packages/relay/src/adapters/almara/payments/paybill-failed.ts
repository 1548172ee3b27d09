/**
 * Whether a paybill notice reports a failed payment. The format is undocumented: a code or status that is not known to
 * mean success must not pay.
 */
import { z } from "zod";
import { fields } from "../../provider-http/fields.ts";
import type { UnknownValues } from "../../provider-http/unknown-values.ts";
import { STATUS } from "./transaction-status.ts";

const codesSchema = fields({
  ResultCode: z.unknown(),
  ResponseCode: z.unknown(),
});
const statusSchema = fields({
  Status: z.unknown(),
  TransactionStatus: z.unknown(),
  TransactionStatusDescription: z.unknown(),
});

const GOOD_CODE = /^0{1,3}$/;
const GOOD_STATUS: ReadonlySet<string> = new Set([
  STATUS.completed,
  "completed",
  "success",
  "successful",
  "paid",
]);
const BAD_STATUS: ReadonlySet<string> = new Set([
  STATUS.failed,
  STATUS.rejected,
  STATUS.timedOut,
  "failed",
  "rejected",
  "timed out",
  "cancelled",
]);

export function paybillFailed(
  body: object,
  unknownValues: UnknownValues,
): boolean {
  const codes = valuesOf(codesSchema.parse(body)).filter(
    (code) => !GOOD_CODE.test(code),
  );
  const statuses = valuesOf(statusSchema.parse(body)).filter(
    (status) => !GOOD_STATUS.has(status),
  );
  for (const code of codes)
    unknownValues.seen("paybill_result_code", code, SUBJECT);
  for (const status of statuses.filter((word) => !BAD_STATUS.has(word)))
    unknownValues.seen("paybill_status", status, SUBJECT);
  return codes.length > 0 || statuses.length > 0;
}

/** For the log: the notice's content is not logged before its sender is authenticated. */
const SUBJECT = "paybill notice";

function valuesOf(found: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.values(found).flatMap((value) => {
    if (value === null || value === undefined) return [];
    const text =
      typeof value === "string" || typeof value === "boolean"
        ? String(value).trim().toLowerCase()
        : "unreadable";
    return text === "" ? [] : [text];
  });
}
