/** What must happen later: a row, never a timer alone. */

/** At most one task of a kind for each subject. */
export const TASK_KINDS = [
  "query_attempt",
  "attempt_deadline",
  "order_expiry",
  "query_refund",
  "deliver_webhook",
  "settle_transfer",
  "poll_transfers",
  "mirror_link",
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];
/**
 * Which of the tasks of a kind that are due goes first, and how many places of the scheduler it may take. Stored as
 * numbers; the highest goes first.
 */
export const TASK_PRIORITY = {
  background: 0,
  /** A shopper waits for it. */
  shopper: 1,
  /** Money is known to have moved, or somebody who could prove it says so. */
  first: 2,
} as const;
export type TaskPriority = (typeof TASK_PRIORITY)[keyof typeof TASK_PRIORITY];
