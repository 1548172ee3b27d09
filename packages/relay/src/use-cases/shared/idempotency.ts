/** "Same key and body: the same answer." The record is written with what the request makes. */
import { SUBMIT_SURELY_OVER_MS } from "../../domain/attempt.ts";
import { mapResult, ok, refuse } from "../../domain/errors.ts";
import type { Refused, Result } from "../../domain/errors.ts";
import type { Instant } from "../../domain/observation.ts";
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
  const text = canonical(body);
  return {
    scope,
    key,
    fingerprint: deps.secrets.digest(text),
    earlierFingerprints: deps.secrets.earlierDigests(text),
  };
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

/** Where the answer is not known when the thing is made: what is to be said meanwhile, and where it never came. */
export interface Current<A> {
  /** What was made is known to be past its submit, so that the first request is over or as good as over. */
  readonly isPastSubmit: boolean;
  /** The answer as it now is. */
  readonly answer: () => Result<A>;
}

/** What the first request with a key makes. `answer`: for those who repeat it; null where `rememberAnswer` tells it later. */
export interface Made<T, A extends object> {
  readonly subject: string;
  readonly value: T;
  readonly answer: A | null;
}

interface Course<T, A extends object> {
  readonly now: Instant;
  readonly make: () => Promise<Result<Made<T, A>>>;
  readonly current?: (subject: string) => Current<A>;
}

type Repeated<A> = { readonly kind: "repeated"; readonly value: A };

/**
 * Makes what the request asks for, or repeats the answer of the first one with its key. The look and the record are one
 * transaction: of two at once only one makes anything. Without a key each request makes its own. `A` is what the caller
 * alone remembers under its scope, so its shape is known.
 */
export async function withIdempotency<T, A extends object>(
  tx: StoreTransaction,
  request: KeyedRequest | null,
  course: Course<T, A>,
): Promise<Result<{ readonly kind: "made"; readonly value: T } | Repeated<A>>> {
  const { now, make, current } = course;
  if (request !== null) {
    const known = await findAnswer(tx, request, now, current);
    if (!known.ok) return known;
    if (known.value.kind === "repeated") return ok(known.value);
  }
  const made = await make();
  if (!made.ok) return made;
  const { subject, value, answer } = made.value;
  if (request !== null) await rememberAnswer(tx, request, subject, answer, now);
  return ok({ kind: "made", value });
}

/** What a repeat is to be told; refused where the key was used for something else, or where the first still runs. */
export async function findAnswer<A>(
  tx: StoreTransaction,
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
    throw new Error("a request was remembered without its answer");
  const { isPastSubmit, answer } = current(record.subject);
  if (!isPastSubmit && mayStillRun(record, now)) return IN_PROGRESS;
  return mapResult(answer(), (value) => ({ kind: "repeated", value }));
}

/** One that took longer died before it had an answer. */
function mayStillRun({ createdAt }: IdempotencyRecord, now: Instant): boolean {
  const ageMs = now - createdAt;
  // A clock that was put back must not keep anybody waiting.
  return ageMs >= 0 && ageMs < SUBMIT_SURELY_OVER_MS;
}

/** From now on a repeat is told this; null: that the request still runs, or what `current` says. */
export async function rememberAnswer(
  tx: StoreTransaction,
  request: KeyedRequest,
  subject: string,
  answer: object | null,
  now: Instant,
): Promise<void> {
  const { scope, key, fingerprint } = request;
  await tx.putIdempotency({
    scope,
    key,
    fingerprint,
    subject,
    answer: answer === null ? null : JSON.stringify(answer),
    createdAt: now,
  });
}
