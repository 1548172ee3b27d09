/**
 * Makes messages of what waits to be told. Each alert has a task of its own, so none is forgotten; the first that may be
 * told takes the others of its type along. After quiet hours, it takes all that waited.
 */
import { GATHER_MS, kindOf } from "../../domain/alert.ts";
import type { StoredAlert } from "../../domain/alert.ts";
import { NEVER_TRIED } from "../../domain/message-progress.ts";
import type { Instant } from "../../domain/observation.ts";
import { quietUntil } from "../../domain/quiet-hours.ts";
import type { LeasedTask, StoreTransaction, Task } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";
import { targetsOf } from "./alerting.ts";

/** Where nobody is to be told any more: another relay may know better, while a configuration is rolled out. */
export const LOOK_AGAIN_MS = 60 * 60_000;
export const GIVE_UP_AFTER_MS = 24 * 60 * 60_000;

export async function gatherAlert(deps: Deps, task: LeasedTask): Promise<void> {
  const { store, clock } = deps;
  const settle = (tx: StoreTransaction, next: Task | null): Promise<void> =>
    tx.settleTask(task, next);
  const known = await store.alerts.find(task.subject);
  if (known === undefined || known.gatheredAt !== null)
    return store.transaction((tx) => settle(tx, null));
  await store.transaction(async (tx) => {
    await tx.alerts.lock();
    const alert = await tx.alerts.find(task.subject);
    if (alert === undefined || alert.gatheredAt !== null)
      return settle(tx, null);
    const now = clock.now();
    const waitUntil = await whenToTell(deps, tx, alert, now);
    if (waitUntil !== null) return settle(tx, { ...task, dueAt: waitUntil });
    await tell(deps, tx, alert, now);
    await settle(tx, null);
  });
}

/** Null: now. */
async function whenToTell(
  { alerts, settings }: Deps,
  tx: StoreTransaction,
  { id, type, at, heldUntil }: StoredAlert,
  now: Instant,
): Promise<Instant | null> {
  if (alerts === null)
    return now - at < GIVE_UP_AFTER_MS ? now + LOOK_AGAIN_MS : null;
  const { quietHours, urgent } = alerts;
  const quiet =
    quietHours === null || urgent.includes(kindOf(type))
      ? null
      : quietUntil(quietHours, settings.timeZone, now);
  if (quiet !== null) {
    await tx.alerts.hold(id, quiet);
    return quiet;
  }
  if (heldUntil !== null) return null;
  const last = await tx.alerts.lastGatheredAt(type);
  // A message of the future was made before the clock was set back.
  return last !== null && last <= now && now < last + GATHER_MS
    ? last + GATHER_MS
    : null;
}

async function tell(
  { alerts, random }: Deps,
  tx: StoreTransaction,
  { type, heldUntil }: StoredAlert,
  now: Instant,
): Promise<void> {
  const batchId = random.id("alb_");
  const which = heldUntil === null ? { type } : { heldUntil };
  const groups = await tx.alerts.gather(which, batchId, now);
  for (const target of alerts === null ? [] : targetsOf(alerts)) {
    const id = random.id("alm_");
    await tx.alerts.insertMessage(
      { id, ...target, createdAt: now, groups, progress: NEVER_TRIED },
      batchId,
    );
    await tx.putTask({ kind: "send_alert", subject: id, dueAt: now });
  }
}
