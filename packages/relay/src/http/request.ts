/** Reads what every route reads: bearer token, origin, idempotency key, and a body through its schema. */
import type { IncomingMessage } from "node:http";
import type { z } from "zod";
import { ok, refuse } from "../domain/errors.ts";
import type { FieldError, Result } from "../domain/errors.ts";

const PRINTABLE = /^[\x21-\x7e]{1,255}$/;

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

export function readIdempotencyKey(req: IncomingMessage): Result<string> {
  const key = req.headers["idempotency-key"];
  if (key === undefined || key === "") {
    return refuse(
      "idempotency_key_missing",
      "Send an Idempotency-Key header: a random value for each new request, the same one when you repeat it.",
    );
  }
  return typeof key === "string" && PRINTABLE.test(key)
    ? ok(key)
    : refuse(
        "idempotency_key_invalid",
        "An Idempotency-Key is 1 to 255 visible ASCII characters.",
      );
}

export function fieldErrors(error: z.ZodError): FieldError[] {
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
    : refuse(
        "invalid_request",
        "The request is not as documented: see the errors.",
        { errors: fieldErrors(parsed.error) },
      );
}
