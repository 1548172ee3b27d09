/**
 * The provider's error bodies: `errors: [{ field, message }]` as documented, `{ appDomainName, timestamp, reason }`,
 * and ASP.NET's `{ errors: { field: [message] }, type, title, status, traceId }`. Messages are parsed but never logged:
 * they may repeat the request.
 */
import { z } from "zod";
import { fields, looseText } from "../../provider-http/fields.ts";
import { layers } from "./envelope.ts";
import { DUPLICATE_ID } from "./result-codes/transaction.ts";

export interface ErrorBody {
  /** The last part of each field's name, lower case ("phonenumber"). */
  readonly fields: readonly string[];
  /** The id was used before: an earlier request with it may have been accepted. */
  readonly duplicate: boolean;
  /** The body has the shape of an error, whatever the HTTP status. */
  readonly isError: boolean;
  readonly resultCode: string | null;
}

const entrySchema = fields({
  field: looseText,
  message: looseText,
});

const errorSchema = fields({
  errors: z.unknown(),
  reason: looseText,
  title: looseText,
  message: looseText,
  status: looseText,
});

const codeSchema = fields({ resultCode: looseText });

/** Undefined if the body is not a JSON object. */
export function readErrorBody(json: unknown): ErrorBody | undefined {
  const body = errorSchema.safeParse(json);
  if (!body.success) return undefined;
  const { errors, reason, title, message, status } = body.data;
  const resultCode = readResultCode(json);
  const entries = readErrors(errors);
  const texts = [reason, title, message];
  return {
    fields: entries.map(({ field }) => field),
    duplicate:
      resultCode === DUPLICATE_ID ||
      texts.some((words) => words !== null && reportsDuplicateId(words)) ||
      entries.some((entry) => isDuplicate(entry)),
    isError:
      entries.length > 0 ||
      reason !== null ||
      (title !== null && /^[45]\d\d$/.test(status ?? "")),
    resultCode,
  };
}

/** In any layer of the envelope. */
function readResultCode(json: unknown): string | null {
  if (typeof json !== "object" || json === null) return null;
  const codes = layers(json).map(
    (layer) => codeSchema.safeParse(layer).data?.resultCode ?? null,
  );
  return codes.find((code) => code !== null) ?? null;
}

/** Field names are untrusted input, and are shown in logs and to the merchant. */
export function describeFields(names: readonly string[]): string {
  return `fields: ${names.map(printable).join(", ") || "none"}`;
}

function printable(name: string): string {
  return /^[a-z\d[\]]{1,64}$/.test(name) ? name : "?";
}

interface Entry {
  readonly field: string;
  readonly message: string;
}

function readErrors(errors: unknown): readonly Entry[] {
  if (Array.isArray(errors)) return errors.map((error) => readEntry(error));
  return typeof errors === "object" && errors !== null
    ? Object.entries(errors).map(([field, messages]: [string, unknown]) =>
        toEntry(field, toWords(messages)),
      )
    : [];
}

function readEntry(error: unknown): Entry {
  const entry = entrySchema.safeParse(error).data;
  return toEntry(entry?.field ?? "", entry?.message ?? toWords(error));
}

function toWords(messages: unknown): string {
  return [messages]
    .flat()
    .filter((message) => typeof message === "string")
    .join(" ");
}

function toEntry(field: string, message: string): Entry {
  const name = field.split(".").at(-1) ?? "";
  return { field: name.toLowerCase(), message };
}

function isDuplicate({ field, message }: Entry): boolean {
  return (
    reportsDuplicateId(message) ||
    (field === "originatorconversationid" && /duplicate/i.test(message))
  );
}

/** https://docs.zamupay.com/express-deposit-request-25375893e0 */
function reportsDuplicateId(words: string): boolean {
  return /duplicate\s+originator\s*conversation\s*id/i.test(words);
}
