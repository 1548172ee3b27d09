/** Reads a JSON body through its schema, or says what is wrong with it in the provider's words. */
import type { Request } from "express";
import type { ZodType } from "zod";
import type { ApiResponse } from "../../web/response.ts";
import { errorResponse, toFieldErrors } from "./errors.ts";
import { withNames } from "./fields.ts";

const MAX_ECHOED_ID = 100;

export type ReadBody<Fields> =
  | { readonly ok: true; readonly fields: Fields }
  | { readonly ok: false; readonly answer: ApiResponse };

export function readBody<Fields>(
  request: Request,
  schema: ZodType<Fields>,
): ReadBody<Fields> {
  return readFields(request.body, schema);
}

export function readFields<Fields>(
  body: unknown,
  schema: ZodType<Fields>,
): ReadBody<Fields> {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    const reason = "The body is not a JSON object sent as application/json.";
    return { ok: false, answer: errorResponse(400, { reason }) };
  }
  const read = schema.safeParse(body);
  if (read.success) return { ok: true, fields: read.data };
  const named = withNames(["originatorConversationId"])(body);
  return {
    ok: false,
    answer: errorResponse(400, {
      originatorConversationId: readId(named),
      errors: toFieldErrors(read.error, body),
    }),
  };
}

function readId(body: unknown): string | undefined {
  const id: unknown =
    typeof body === "object" && body !== null
      ? Reflect.get(body, "originatorConversationId")
      : undefined;
  return typeof id === "string" && id.length <= MAX_ECHOED_ID ? id : undefined;
}
