/** Reads what every route reads: bearer token, origin, idempotency key, and a body through its schema. */
import type { IncomingMessage } from "node:http";
import { droppedHints } from "@malipo/protocol";
import type { z } from "zod";
import { ok, refuse } from "../../domain/errors.ts";
import type { FieldError, Result } from "../../domain/errors.ts";
import type { Log } from "../../ports/log.ts";

/**
 * Of a call's `Idempotency-Key`. `required`: whoever sends it has shown who they are, and meets nobody else's keys.
 * `unguessable`: required, and nothing else tells who repeats a call, so it must not be one that somebody else may choose.
 */
export type KeyRule = "required" | "optional" | "unguessable";

const ANY_KEY = {
  shape: /^[\x21-\x7e]{1,255}$/,
  says: "An Idempotency-Key must be 1 to 255 visible ASCII characters.",
};
const KEYS: Readonly<Record<KeyRule, { shape: RegExp; says: string }>> = {
  required: ANY_KEY,
  optional: ANY_KEY,
  unguessable: {
    shape: /^[\x21-\x7e]{16,255}$/,
    says: "The Idempotency-Key of this call must be 16 to 255 visible ASCII characters that can't be guessed, for example a UUID.",
  },
};

/** The token of `Authorization: Bearer …`; undefined when there is none. */
export function bearerToken(req: IncomingMessage): string | undefined {
  const match = /^Bearer +(\S+) *$/i.exec(req.headers.authorization ?? "");
  return match?.[1];
}

/** The page's origin as the browser names it; null when no page asks (or an opaque one does). */
export function requestOrigin(req: IncomingMessage): string | null {
  const { origin } = req.headers;
  return origin === undefined || origin === "null" ? null : origin;
}

/** Null where it may be left out and is. */
export function readIdempotencyKey(
  req: IncomingMessage,
  rule: KeyRule,
): Result<string | null> {
  const key = req.headers["idempotency-key"];
  if (key === undefined && rule === "optional") return ok(null);
  if (key === undefined || key === "") {
    return refuse(
      "idempotency_key_missing",
      "Send an Idempotency-Key header: a random value for each new request, the same one when you repeat it.",
    );
  }
  const { shape, says } = KEYS[rule];
  return typeof key === "string" && shape.test(key)
    ? ok(key)
    : refuse("idempotency_key_invalid", says);
}

function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.map(({ path, message }) => ({
    field: path.join("."),
    message,
  }));
}

/** The body as the schema reads it, or `invalid_request` naming every wrong field (never a value). */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): Result<T> {
  const parsed = schema.safeParse(body);
  return parsed.success
    ? ok(parsed.data)
    : refuse("invalid_request", "The request is not valid: see the errors.", {
        errors: fieldErrors(parsed.error),
      });
}

/** Hints never stop a sale, so nobody else hears that one was not understood. Field names only, in one line a request. */
export function logDroppedHints(
  log: Log,
  body: unknown,
  read: Parameters<typeof droppedHints>[1],
): void {
  const dropped = droppedHints(body, read);
  if (dropped.length > 0)
    log.info({ dropped }, "hints of a request that could not be used");
}
