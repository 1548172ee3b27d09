/** Time and randomness; replaced in tests. */

export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Milliseconds on a monotonic clock of this process. For durations only; meaningless in another process. */
  steadyMs(): number;
}

export interface Random {
  /** `prefix` and 128 random bits as 22 characters of base64url. */
  id(prefix: string): string;
  /** A UUID version 4, lower case. */
  uuid(): string;
  /** `length` unambiguous upper-case letters and digits (no 0, O, 1, I, L), for references. */
  code(length: number): string;
  /** In [0, 1); for jitter only. */
  chance(): number;
}
