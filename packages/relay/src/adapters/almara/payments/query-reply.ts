/** Common handling of responses to payment queries: failures and unknown ids. */
import type { QueryAnswer } from "../../../ports/provider.ts";
import { retryAfter } from "../../provider-http/api.ts";
import type { ApiAnswer } from "../../provider-http/api.ts";
import { saysNotFound } from "../lib/not-found.ts";

export type QueryReply =
  | { readonly kind: "content"; readonly content: object }
  | Extract<QueryAnswer, { kind: "not_found" | "unavailable" }>;

export function readQueryReply(answer: ApiAnswer): QueryReply {
  if (answer.kind !== "answer") return { ...answer, kind: "unavailable" };
  if (saysNotFound(answer)) return { kind: "not_found" };
  const { status, json } = answer;
  if (status < 200 || status >= 300)
    return {
      kind: "unavailable",
      detail: `HTTP ${status}`,
      ...retryAfter(answer),
    };
  return typeof json === "object" && json !== null
    ? { kind: "content", content: json }
    : { kind: "unavailable", detail: `HTTP ${status}, unreadable body` };
}
