/** Reads a body through its schema, or says in the envelope what is wrong with it. */
import type { Request } from "express";
import type { ZodError, ZodType } from "zod";
import type { Answer } from "../web/answer.ts";
import { refusalAnswer } from "./envelope.ts";

export type ReadBody<Fields> =
  | { readonly ok: true; readonly fields: Fields }
  | { readonly ok: false; readonly answer: Answer };

export function readBody<Fields>(
  request: Request,
  schema: ZodType<Fields>,
): ReadBody<Fields> {
  const body: unknown = request.body;
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return { ok: false, answer: refusalAnswer("MALFORMED_REQUEST") };
  const read = schema.safeParse(body);
  return read.success
    ? { ok: true, fields: read.data }
    : {
        ok: false,
        answer: refusalAnswer("VALIDATION_ERROR", toErrors(read.error)),
      };
}

/** `amount: …`, one line per problem. */
function toErrors(error: ZodError): string[] {
  return error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join(".")}: ${message}`,
  );
}
