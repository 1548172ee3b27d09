/** The priority of a scheduled query: fresh attempts, whose payer is probably waiting, go before old ones. */
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
