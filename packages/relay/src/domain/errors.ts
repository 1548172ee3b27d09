/** Expected refusals: returned, never thrown. The codes are the wire's. */
import type { ProblemCode, Scope } from "@malipo/protocol";

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

export interface Refused {
  readonly ok: false;
  readonly code: ProblemCode;
  /** For people: what happened and what to do. Never includes secrets or internal details. */
  readonly detail: string;
  readonly retryAfterSeconds?: number;
  readonly errors?: readonly FieldError[];
  /** What the caller's API key lacks. */
  readonly scope?: Scope;
}

export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

export type Result<T> = Ok<T> | Refused;

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

export function refuse(
  code: ProblemCode,
  detail: string,
  more: Pick<Refused, "retryAfterSeconds" | "errors" | "scope"> = {},
): Refused {
  return { ok: false, code, detail, ...more };
}

/** Maps the value of an ok result; a refusal is returned unchanged. */
export function mapResult<T, U>(
  result: Result<T>,
  change: (value: T) => U,
): Result<U> {
  return result.ok ? ok(change(result.value)) : result;
}

/** The same response for an object that doesn't exist and one that the caller may not see. */
export const NOT_FOUND: Refused = refuse(
  "not_found",
  "It doesn't exist, or you don't have access to it.",
);
