/** How urgent a scheduled query is: while the payer is most likely to be waiting it goes before those of old attempts. */
import type { AttemptPlan } from "../../domain/attempt.ts";
import type { Instant } from "../../domain/observation.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { TaskPriority } from "../../domain/task.ts";

const FRESH_MS = 2 * 60_000;

export function queryPriority(
  { createdAt }: AttemptPlan,
  now: Instant,
): TaskPriority {
  return Math.abs(now - createdAt) < FRESH_MS
    ? TASK_PRIORITY.shopper
    : TASK_PRIORITY.background;
}
