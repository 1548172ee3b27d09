/** Scheduled work: stored as a row, never only as a timer. */

/** At most one task per kind and subject. */
export const TASK_KINDS = [
  "query_attempt",
  "attempt_deadline",
  "order_expiry",
  "query_refund",
  "deliver_webhook",
  "mail_receipt",
  "text_receipt",
  "gather_alert",
  "send_alert",
  "settle_transfer",
  "poll_transfers",
  "mirror_link",
  "watch_provider",
  "clean_up",
  "reconcile",
] as const;
/** Never done: settling one makes the next. All others end. */
export const RECURRING_TASKS: ReadonlySet<TaskKind> = new Set([
  "watch_provider",
  "clean_up",
  "reconcile",
]);
/** How long a clean-up rests that found nothing more to do. */
export const CLEAN_UP_EVERY_MS = 6 * 60 * 60_000;
export type TaskKind = (typeof TASK_KINDS)[number];
/**
 * The order in which due tasks of a kind run, and how many slots of the scheduler they may use. Stored as numbers; the
 * highest runs first.
 */
export const TASK_PRIORITY = {
  background: 0,
  /** A shopper is waiting. */
  shopper: 1,
  /** Money has moved, or an authenticated sender reported it. */
  first: 2,
} as const;
export type TaskPriority = (typeof TASK_PRIORITY)[keyof typeof TASK_PRIORITY];
