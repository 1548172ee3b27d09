/** Time and randomness, the two things that tests replace. */

export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Milliseconds since a moment of this process, by a clock that nobody sets: for durations, not kept beyond the process. */
  steadyMs(): number;
}

export interface Random {
  /** `prefix` and 128 unguessable bits as 22 characters of base64url. */
  id(prefix: string): string;
  /** A UUID version 4, lower case. */
  uuid(): string;
  /** `length` capitals and digits that people can't confuse (no 0, O, 1, I, L), for references. */
  code(length: number): string;
  /** At least 0, below 1; for jitter only. */
  chance(): number;
}
