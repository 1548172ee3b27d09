/** What can go wrong with a call. Branch on `code`; messages are for people. */
import { formatMerchantKey } from "@malipo/protocol/merchant-key";
import type { KeyMode } from "@malipo/protocol/merchant-key";
import type { Problem, ProblemCode } from "@malipo/protocol";

/** What is known about a request that failed. */
export type RequestFate =
  /** It has changed nothing. */
  | "refused"
  /** It may have taken effect: read the object, or repeat the request with the same Idempotency-Key. */
  | "unknown";

export interface FailedCall {
  /** "POST /v1/merchant/orders". */
  readonly call: string;
  readonly fate: RequestFate;
  /** The key that was sent, for a repetition; undefined if the call takes none. */
  readonly idempotencyKey: string | undefined;
  /** How often it was sent. */
  readonly tries: number;
}

interface ErrorOptions extends FailedCall {
  readonly message: string;
  readonly cause?: unknown;
}

/** Every error of a call, other than the reason of the caller's own signal. */
export abstract class MalipoError extends Error implements FailedCall {
  abstract readonly code: string;
  readonly call: string;
  readonly fate: RequestFate;
  readonly idempotencyKey: string | undefined;
  readonly tries: number;

  constructor({ message, cause, ...failed }: ErrorOptions) {
    super(
      `${failed.call}: ${message}`,
      cause === undefined ? undefined : { cause },
    );
    this.call = failed.call;
    this.fate = failed.fate;
    this.idempotencyKey = failed.idempotencyKey;
    this.tries = failed.tries;
  }
}

/** Known codes are those of `ProblemCode`; a newer relay may have others. */
export type KnownOrNewCode = ProblemCode | (string & {});

/** A problem document (RFC 9457), also of a newer relay. */
export type ProblemDocument = Omit<Problem, "code" | "scope"> & {
  readonly code: KnownOrNewCode;
  /** With `insufficient_scope`: the scope that the API key lacks. */
  readonly scope?: string;
};

/** A key of the wrong kind is the likeliest mistake between a test system and a live one; the key itself is never shown. */
const describeKey = (mode: KeyMode | null): string =>
  mode === null
    ? ""
    : ` The key that was sent is a ${mode} key (${formatMerchantKey(mode, "…")}).`;

/** The relay's response is a problem document. */
export class ProblemError extends MalipoError {
  override readonly name = "ProblemError";
  readonly code: KnownOrNewCode;
  readonly status: number;
  readonly problem: ProblemDocument;
  /** When to try again, if the relay says so. */
  readonly retryAfterSeconds: number | null;
  /** If the relay refuses the key: which kind it is; null if it has no prefix, and for other problems. */
  readonly keyMode: KeyMode | null;

  constructor(
    problem: ProblemDocument,
    retryAfterSeconds: number | null,
    failed: FailedCall,
    keyMode: KeyMode | null,
  ) {
    super({
      ...failed,
      message: `${problem.detail}${describeKey(keyMode)} (${problem.code}, request ${problem.instance})`,
    });
    this.keyMode = keyMode;
    this.code = problem.code;
    this.status = problem.status;
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** There was no response: a time-out is not a failure, so a request that changes something has an unknown fate. */
export class NoResponseError extends MalipoError {
  override readonly name = "NoResponseError";
  readonly code: "timeout" | "connection";

  constructor(
    code: "timeout" | "connection",
    failed: FailedCall,
    cause: unknown,
  ) {
    super({
      ...failed,
      cause,
      message:
        code === "timeout"
          ? "no response in time"
          : "the connection failed or was lost",
    });
    this.code = code;
  }
}

/** Something responded, but not as a Malipo relay does: a proxy, another server, or a response that is too large. */
export class UnexpectedResponseError extends MalipoError {
  override readonly name = "UnexpectedResponseError";
  readonly code = "unexpected_response";
  readonly status: number;

  constructor(status: number, failed: FailedCall) {
    super({ ...failed, message: `status ${status} without a usable body` });
    this.status = status;
  }
}
