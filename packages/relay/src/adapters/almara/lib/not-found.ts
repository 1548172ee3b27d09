/** Recognizes responses for unknown ids. */
import type { ApiResult } from "../../provider-http/api.ts";
import { fields, text } from "../../provider-http/fields.ts";

/** `{ id, idType, message }`, unlike any other response. */
const notFoundSchema = fields({
  idType: text,
  message: text,
  originatorConversationId: text,
});

export function isNotFound({
  status,
  json,
  empty,
}: Extract<ApiResult, { kind: "response" }>): boolean {
  // A 404 with a text page comes from a proxy between us and the provider.
  if (status === 404)
    return empty || (typeof json === "object" && json !== null);
  const success = status >= 200 && status < 300;
  return (success || status === 400) && isNotFoundBody(json);
}

function isNotFoundBody(json: unknown): boolean {
  const body = notFoundSchema.safeParse(json).data;
  return (
    body != null &&
    body.idType !== null &&
    body.message !== null &&
    body.originatorConversationId === null
  );
}
