/** Common handling of responses to payment queries: failures and unknown ids. */
import type { QueryResult } from "../../../ports/provider.ts";
import { retryAfter } from "../../provider-http/api.ts";
import type { ApiResult } from "../../provider-http/api.ts";
import { isNotFound } from "../lib/not-found.ts";

export type QueryContent =
  | { readonly kind: "content"; readonly content: object }
  | Extract<QueryResult, { kind: "not_found" | "unavailable" }>;

export function readQueryResponse(response: ApiResult): QueryContent {
  if (response.kind !== "response") return { ...response, kind: "unavailable" };
  if (isNotFound(response)) return { kind: "not_found" };
  const { status, json } = response;
  if (status < 200 || status >= 300)
    return {
      kind: "unavailable",
      detail: `HTTP ${status}`,
      ...retryAfter(response),
    };
  return typeof json === "object" && json !== null
    ? { kind: "content", content: json }
    : { kind: "unavailable", detail: `HTTP ${status}, unreadable body` };
}
