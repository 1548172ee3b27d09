/** All problem codes of a route: its own, and those derived from its definition. */
import type { ProblemCode } from "@malipo/protocol";
import type { KeyRule } from "../kit/request.ts";
import type { Access, Route } from "../kit/route.ts";

const ANY_REQUEST: readonly ProblemCode[] = [
  "internal_error",
  "store_unavailable",
];
const JSON_BODY: readonly ProblemCode[] = [
  "invalid_request",
  "invalid_json",
  "body_too_large",
  "unsupported_media_type",
];

const BY_ACCESS: Readonly<Record<Access, readonly ProblemCode[]>> = {
  anyone: [],
  page: ["origin_refused"],
  relayToken: [
    "origin_refused",
    "token_missing",
    "token_invalid",
    "token_expired",
  ],
  merchantKey: [
    "merchant_key_missing",
    "merchant_key_invalid",
    "merchant_key_expired",
    "insufficient_scope",
    "too_many_requests",
  ],
  mac: ["not_found"],
  signature: ["not_found", "callback_refused"],
};

const KEY: readonly ProblemCode[] = [
  "idempotency_key_invalid",
  "idempotency_key_reused",
  "request_in_progress",
];
const BY_KEY: Readonly<Record<KeyRule, readonly ProblemCode[]>> = {
  required: ["idempotency_key_missing", ...KEY],
  unguessable: ["idempotency_key_missing", ...KEY],
  optional: KEY,
};

export function problemsOf(route: Route): ReadonlySet<ProblemCode> {
  return new Set([
    ...ANY_REQUEST,
    ...BY_ACCESS[route.access],
    ...(route.params === undefined ? [] : (["not_found"] as const)),
    ...(route.limit === undefined ? [] : (["too_many_requests"] as const)),
    ...(route.kind === "json" ? problemsOfInput(route) : []),
    ...(route.kind === "plain" && route.bytes !== undefined
      ? (["body_too_large"] as const)
      : []),
    ...(route.problems ?? []),
  ]);
}

const problemsOfInput = ({
  query,
  body,
  idempotencyKey,
}: Extract<Route, { kind: "json" }>): readonly ProblemCode[] => [
  ...(query === undefined ? [] : (["invalid_request"] as const)),
  ...(body === undefined ? [] : JSON_BODY),
  ...(idempotencyKey === undefined ? [] : BY_KEY[idempotencyKey]),
];
