/** "Same key and body: the same answer." The record is written with what the request makes. */
import { SUBMIT_SURELY_OVER_MS } from "../../domain/attempt.ts";
import { ok, refuse } from "../../domain/errors.ts";
import type { Refused, Result } from "../../domain/errors.ts";
import type { IdempotencyRecord } from "../../ports/store.ts";
import type { Deps } from "./deps.ts";

/** A request that came with an `Idempotency-Key`. */
export interface KeyedRequest {
  readonly scope: string;
  readonly key: string;
  readonly fingerprint: string;
}

/** Scopes of requests that send money away begin with it: they are never forgotten, since a late repeat would send it again. */
export const REFUNDS = "refunds";

/** How long all other keys are remembered. */
export const IDEMPOTENCY_KEPT_MS = 48 * 60 * 60 * 1000;

/** `body` is the parsed body; its digest does not depend on the order of its fields. */
export function keyedRequest(
  deps: Deps,
  scope: string,
  key: string,
  body: unknown,
): KeyedRequest {
  return { scope, key, fingerprint: deps.secrets.digest(canonical(body)) };
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)),
        )
      : inner,
  );
}

export const IN_PROGRESS: Refused = refuse(
  "request_in_progress",
  "A request with this Idempotency-Key is still running.",
  {
    retryAfterSeconds: 1,
  },
);

/**
 * The answer of the first request with this key; undefined where it never had one and is over: because what it made is known
 * to be past its submit (`isPastSubmit`), or because it took too long to be still running. `T` is what the caller
 * alone remembers under its scope, so its shape is known.
 */
export function rememberedAnswer<T>(
  record: IdempotencyRecord,
  request: KeyedRequest,
  now: number,
  isPastSubmit: boolean,
): Result<T | undefined> {
  const reused = reusedKey(record, request);
  if (reused !== undefined) return reused;
  if (record.answer !== null) return ok(JSON.parse(record.answer) as T);
  const ageMs = now - record.createdAt;
  // A clock that was put back must not keep anybody waiting.
  const mayRun = ageMs >= 0 && ageMs < SUBMIT_SURELY_OVER_MS;
  return mayRun && !isPastSubmit ? IN_PROGRESS : ok(undefined);
}

/** The refusal when the key was used for something else; undefined when the record is of this very request. */
export function reusedKey(
  record: IdempotencyRecord,
  request: KeyedRequest,
): Refused | undefined {
  return record.fingerprint === request.fingerprint
    ? undefined
    : refuse(
        "idempotency_key_reused",
        "This Idempotency-Key was used with another body. Use a new key for a new request.",
      );
}
