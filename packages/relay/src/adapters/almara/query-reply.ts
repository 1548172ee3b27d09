/** What both queries' answers have in common: when there is nothing in them to read, and "no such id". */
import type { QueryAnswer } from "../../ports/provider.ts";
import type { ApiAnswer } from "../provider-http/api.ts";
import { fields, text } from "../provider-http/fields.ts";

/** `{ id, idType, message }`, which no other answer looks like. */
const notFoundSchema = fields({
  idType: text,
  message: text,
  originatorConversationId: text,
});

export type QueryReply =
  | { readonly json: object }
  | Extract<QueryAnswer, { kind: "not_found" | "unavailable" }>;

export function readQueryReply(answer: ApiAnswer): QueryReply {
  if (answer.kind !== "answer")
    return { kind: "unavailable", detail: answer.detail };
  const { status, json, empty } = answer;
  const readable = typeof json === "object" && json !== null;
  const success = status >= 200 && status < 300;
  if ((success || status === 400) && saysNotFound(json))
    return { kind: "not_found" };
  // A page of words in front of a 404 comes from something between us and the provider.
  if (status === 404 && (readable || empty)) return { kind: "not_found" };
  if (!success) return { kind: "unavailable", detail: `HTTP ${status}` };
  return readable
    ? { json }
    : { kind: "unavailable", detail: `HTTP ${status}, unreadable body` };
}

function saysNotFound(json: unknown): boolean {
  const body = notFoundSchema.safeParse(json).data;
  return (
    body != null &&
    body.idType !== null &&
    body.message !== null &&
    body.originatorConversationId === null
  );
}
