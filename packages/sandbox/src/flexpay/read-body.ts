/** Validates a body with its schema, or returns the errors in the envelope. */
import type { Request } from "express";
import type { ZodError, ZodType } from "zod";
import type { ApiResponse } from "../web/response.ts";
import { refusalResponse } from "./envelope.ts";

export type ReadBody<Fields> =
  | { readonly ok: true; readonly fields: Fields }
  | { readonly ok: false; readonly answer: ApiResponse };

export function readBody<Fields>(
  request: Request,
  schema: ZodType<Fields>,
): ReadBody<Fields> {
  const body: unknown = request.body;
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return { ok: false, answer: refusalResponse("MALFORMED_REQUEST") };
  const read = schema.safeParse(body);
  return read.success
    ? { ok: true, fields: read.data }
    : {
        ok: false,
        answer: refusalResponse("VALIDATION_ERROR", toErrors(read.error)),
      };
}

/** `amount: …`, one line per problem. */
function toErrors(error: ZodError): string[] {
  return error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join(".")}: ${message}`,
  );
}
