/** Reads the common parts of a request: bearer token, origin, idempotency key, and a body through its schema. */
import type { IncomingMessage } from "node:http";
import { droppedHints } from "@malipo/protocol";
import type { z } from "zod";
import { ok, refuse } from "../../domain/errors.ts";
import type { FieldError, Result } from "../../domain/errors.ts";
import type { Log } from "../../ports/log.ts";

/**
 * The rule for a call's `Idempotency-Key`.
 * - `required`: the caller is authenticated, so keys can't collide with another caller's.
 * - `unguessable`: required, and the key alone identifies the caller, so it must be hard to guess.
 */
export type KeyRule = "required" | "optional" | "unguessable";

const ANY_KEY = {
  shape: /^[\x21-\x7e]{1,255}$/,
  message: "An Idempotency-Key must be 1 to 255 visible ASCII characters.",
};
const KEYS: Readonly<Record<KeyRule, { shape: RegExp; message: string }>> = {
  required: ANY_KEY,
  optional: ANY_KEY,
  unguessable: {
    shape: /^[\x21-\x7e]{16,255}$/,
    message:
      "The Idempotency-Key of this call must be 16 to 255 visible ASCII characters that can't be guessed, for example a UUID.",
  },
};

/** The token of `Authorization: Bearer …`; undefined if there is none. */
export function bearerToken(req: IncomingMessage): string | undefined {
  const match = /^Bearer +(\S+) *$/i.exec(req.headers.authorization ?? "");
  return match?.[1];
}

/** The `Origin` header; null if the request is not from a page, or from an opaque origin. */
export function requestOrigin(req: IncomingMessage): string | null {
  const { origin } = req.headers;
  return origin === undefined || origin === "null" ? null : origin;
}

/** Null if it is optional and missing. */
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
  const { shape, message } = KEYS[rule];
  return typeof key === "string" && shape.test(key)
    ? ok(key)
    : refuse("idempotency_key_invalid", message);
}

function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.map(({ path, message }) => ({
    field: path.join("."),
    message,
  }));
}

/** The parsed body, or `invalid_request` with every wrong field (never its value). */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): Result<T> {
  const parsed = schema.safeParse(body);
  return parsed.success
    ? ok(parsed.data)
    : refuse("invalid_request", "The request is not valid: see the errors.", {
        errors: fieldErrors(parsed.error),
      });
}

/** An unusable hint never stops a sale, so it is only logged. Field names only, one line per request. */
export function logDroppedHints(
  log: Log,
  body: unknown,
  read: Parameters<typeof droppedHints>[1],
): void {
  const dropped = droppedHints(body, read);
  if (dropped.length > 0) log.info({ dropped }, "a request had unusable hints");
}
