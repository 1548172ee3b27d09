/** Where a relay can be told to die by itself: between what it does to the store, to its callers and to others. */

export const KILL_POINTS = [
  "before_commit",
  "after_commit",
  /** Of a request that changes something: a callback, an attempt, a refund. */
  "before_answer",
  /** A submit, a payout, an acceptance or a webhook. */
  "before_call",
  "during_call",
  "after_call",
] as const;
export type KillPoint = (typeof KILL_POINTS)[number];

export interface Death {
  readonly point: KillPoint;
  /** The how manieth time that it gets there. */
  readonly nth: number;
}

/** What a relay's process is told. */
export type Command =
  | { readonly kind: "start"; readonly clockAheadMs: number }
  | { readonly kind: "die"; readonly death: Death }
  | { readonly kind: "clock"; readonly clockAheadMs: number };
