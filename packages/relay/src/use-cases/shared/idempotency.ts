/**
 * Idempotency keys: the same key and body return the same response. The record is stored together with what the request
 * creates.
 */
import { SUBMIT_SURELY_OVER_MS } from "../../domain/attempt.ts";
import { mapResult, ok, refuse } from "../../domain/errors.ts";
import type { Refused, Result } from "../../domain/errors.ts";
import type { Instant } from "../../domain/observation.ts";
import { canonicalJson } from "../../domain/same-value.ts";
import { REFUNDS } from "../../ports/store.ts";
import type { IdempotencyRecord, StoreTransaction } from "../../ports/store.ts";
import type { Deps } from "./deps.ts";

/** A request that came with an `Idempotency-Key`. */
export interface KeyedRequest {
  readonly scope: string;
  readonly key: string;
  readonly fingerprint: string;
  /** Those that a record made under the previous master key may have. */
  readonly earlierFingerprints: readonly string[];
}

export const attemptScope = (orderId: string): string => `attempts ${orderId}`;
export const refundScope = (orderId: string): string => `${REFUNDS} ${orderId}`;

/** Those whose responses are about one order and its payer. The response to its creation names nobody. */
export const scopesOf = (orderId: string): readonly string[] => [
  attemptScope(orderId),
  refundScope(orderId),
];

/** How long all keys but those of refunds are kept. */
export const IDEMPOTENCY_KEPT_MS = 48 * 60 * 60 * 1000;

/** `body`: the parsed body. The digest doesn't depend on the order of fields. */
export function keyedRequest(
  deps: Deps,
  scope: string,
  key: string,
  body: unknown,
): KeyedRequest {
  const text = canonicalJson(body);
  return {
    scope,
    key,
    fingerprint: deps.secrets.digest(text),
    earlierFingerprints: deps.secrets.earlierDigests(text),
  };
}

export const IN_PROGRESS: Refused = refuse(
  "request_in_progress",
  "A request with this Idempotency-Key is still running.",
  {
    retryAfterSeconds: 1,
  },
);

/** The state of a request whose response is not known at creation. */
export interface Current<A> {
  /** The submit is over, so the first request has ended or is about to. */
  readonly isPastSubmit: boolean;
  /** The current response. */
  readonly response: () => Result<A>;
}

/**
 * What the first request with a key creates. `response`: for repeated requests; null if `storeResponse` sets it later.
 */
export interface Made<T, A extends object> {
  readonly subject: string;
  readonly value: T;
  readonly response: A | null;
}

interface IdempotentWork<T, A extends object> {
  readonly now: Instant;
  readonly make: () => Promise<Result<Made<T, A>>>;
  readonly current?: (subject: string) => Current<A>;
}

type Repeated<A> = { readonly kind: "repeated"; readonly value: A };

/**
 * Runs `make`, or returns the response of the first request with the same key. Check and record are one transaction, so
 * only one of two concurrent requests creates anything. Without a key, every request runs `make`. `A` is the stored
 * response; only the caller writes to its scope, so its shape is known.
 */
export async function withIdempotency<T, A extends object>(
  tx: StoreTransaction,
  request: KeyedRequest | null,
  work: IdempotentWork<T, A>,
): Promise<Result<{ readonly kind: "made"; readonly value: T } | Repeated<A>>> {
  const { now, make, current } = work;
  if (request !== null) {
    const known = await findResponse(tx, request, now, current);
    if (!known.ok) return known;
    if (known.value.kind === "repeated") return ok(known.value);
  }
  const made = await make();
  if (!made.ok) return made;
  const { subject, value, response } = made.value;
  if (request !== null)
    await storeResponse(tx, request, subject, response, now);
  return ok({ kind: "made", value });
}

/**
 * Looks up the response for a repeated request. Refused if the key was used with a different body, or while the first
 * request is running.
 */
export async function findResponse<A>(
  tx: Pick<StoreTransaction, "getIdempotency">,
  request: KeyedRequest,
  now: Instant,
  current?: (subject: string) => Current<A>,
): Promise<Result<{ readonly kind: "first" } | Repeated<A>>> {
  const record = await tx.getIdempotency(request.scope, request.key);
  if (record === undefined) return ok({ kind: "first" });
  const { fingerprint, earlierFingerprints } = request;
  if (![fingerprint, ...earlierFingerprints].includes(record.fingerprint))
    return refuse(
      "idempotency_key_reused",
      "This Idempotency-Key was already used with a different body. Use a new key for a new request.",
    );
  if (record.answer !== null)
    return ok({ kind: "repeated", value: JSON.parse(record.answer) as A });
  if (current === undefined)
    throw new Error("an idempotency record has no response");
  const { isPastSubmit, response } = current(record.subject);
  if (!isPastSubmit && mayStillRun(record, now)) return IN_PROGRESS;
  return mapResult(response(), (value) => ({ kind: "repeated", value }));
}

/** An older request died before it had a response. */
function mayStillRun({ createdAt }: IdempotencyRecord, now: Instant): boolean {
  const ageMs = now - createdAt;
  // A clock that was set back must not delay anyone.
  return ageMs >= 0 && ageMs < SUBMIT_SURELY_OVER_MS;
}

/**
 * Stores the response for repeated requests. Null: the request is still running, or `current` provides the response.
 */
export async function storeResponse(
  tx: StoreTransaction,
  request: KeyedRequest,
  subject: string,
  response: object | null,
  now: Instant,
): Promise<void> {
  const { scope, key, fingerprint } = request;
  await tx.putIdempotency({
    scope,
    key,
    fingerprint,
    subject,
    answer: response === null ? null : JSON.stringify(response),
    createdAt: now,
  });
}
