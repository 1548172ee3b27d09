/** How a route is described: with the very schemas that check its requests and shape its answers. */
import type { ProblemCode } from "@malipo/protocol";
import type { z } from "zod";

/** Who may call it. `mac`: `s` in the query. `signature`: the provider's headers. */
export type Access =
  "anyone" | "page" | "relayToken" | "merchantKey" | "mac" | "signature";

export interface Answer {
  readonly description: string;
  /** Of the JSON; leave out where there is no body or it is of another type. */
  readonly schema?: z.ZodType;
  /** Content type where it is not JSON. */
  readonly type?: string;
}

export interface Operation {
  readonly method: "get" | "post" | "patch";
  /** As in `OWN_PATHS`: "/v1/orders/:id". */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly access: Access;
  readonly query?: z.ZodObject<Readonly<Record<string, z.ZodType>>>;
  readonly body?: z.ZodType;
  /** The body may be left out. */
  readonly bodyIsOptional?: boolean;
  /** Content type of a body that is not JSON. */
  readonly bodyType?: string;
  readonly idempotencyKey?: "required" | "optional";
  /** By HTTP status. */
  readonly answers: Readonly<Record<number, Answer>>;
  /** Every `code` it may refuse with, besides those that go with its access and the ones of any request. */
  readonly problems?: readonly ProblemCode[];
}

/** A group of operations under one heading. */
export interface OperationGroup {
  readonly tag: string;
  readonly description: string;
  readonly operations: readonly Operation[];
}

/** What every route may answer. */
const ANY_REQUEST: readonly ProblemCode[] = [
  "internal_error",
  "store_unavailable",
];
/** What the JSON reader in front of all `/v1` routes may answer. */
const JSON_BODY: readonly ProblemCode[] = [
  "invalid_request",
  "invalid_json",
  "body_too_large",
  "unsupported_media_type",
];
const PAGE: readonly ProblemCode[] = [...JSON_BODY, "origin_refused"];

const BY_ACCESS: Readonly<Record<Access, readonly ProblemCode[]>> = {
  anyone: [],
  page: PAGE,
  relayToken: [
    ...PAGE,
    "token_missing",
    "token_invalid",
    "token_expired",
    "not_found",
  ],
  merchantKey: [
    ...JSON_BODY,
    "merchant_key_missing",
    "merchant_key_invalid",
    "too_many_requests",
  ],
  mac: ["not_found", "body_too_large"],
  signature: ["not_found", "body_too_large", "callback_refused"],
};

const BY_KEY = {
  required: [
    "idempotency_key_missing",
    "idempotency_key_invalid",
    "idempotency_key_reused",
    "request_in_progress",
  ],
  optional: [
    "idempotency_key_invalid",
    "idempotency_key_reused",
    "request_in_progress",
  ],
} as const satisfies Record<string, readonly ProblemCode[]>;

/** Every `code` this operation may refuse with. */
export function problemsOf(operation: Operation): ReadonlySet<ProblemCode> {
  const { access, idempotencyKey, problems = [] } = operation;
  return new Set([
    ...ANY_REQUEST,
    ...BY_ACCESS[access],
    ...(idempotencyKey === undefined ? [] : BY_KEY[idempotencyKey]),
    ...problems,
  ]);
}
