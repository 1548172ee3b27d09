/**
 * Asks a provider every minute whether it responds. There is one task for each provider in the whole store, so only one of
 * several relays asks, and what it learned is stored with the task.
 */
import { outageAlert } from "../../domain/alert-causes.ts";
import { UP, WATCH_EVERY_MS, afterCheck } from "../../domain/outage.ts";
import type { LeasedTask, Task } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";
import type { Alerting } from "./alerting.ts";
import { LOOK_AGAIN_MS } from "./gather-alert.ts";
import { putAlert } from "./put-alert.ts";

/** At the start; where nobody is to be told, nobody asks. */
export async function requestWatches({
  store,
  clock,
  alerts,
}: Deps): Promise<void> {
  const watched = Object.keys(alerts?.healthChecks ?? {}).filter(
    (provider) => checkOf(alerts, provider) !== null,
  );
  if (watched.length === 0) return;
  await store.transaction(async (tx) => {
    for (const subject of watched)
      await tx.ensureTask({
        kind: "watch_provider",
        subject,
        dueAt: clock.now(),
      });
  });
}

export async function watchProvider(
  deps: Deps,
  task: LeasedTask,
): Promise<void> {
  const { store, clock, log } = deps;
  const { subject: provider } = task;
  const next = (ms: number): Task => ({ ...task, dueAt: clock.now() + ms });
  const check = checkOf(deps.alerts, provider);
  if (check === null)
    return store.transaction((tx) => tx.settleTask(task, next(LOOK_AGAIN_MS)));
  const isUp = await check();
  const outage = await store.transaction(async (tx) => {
    const before = (await tx.alerts.getWatch(provider)) ?? UP;
    const after = afterCheck(before, isUp, clock.now());
    if (before !== UP || after.watch !== UP)
      await tx.alerts.putWatch(provider, after.watch);
    if (after.outage !== null)
      await putAlert(deps, tx, outageAlert(provider, after.outage));
    await tx.settleTask(task, next(WATCH_EVERY_MS));
    return after.outage;
  });
  if (outage === null) return;
  if (outage.until === null)
    log.warn({ provider, since: outage.since }, "the provider is down");
  else log.info({ provider, ...outage }, "the provider is back");
}

/** Null if it is not configured, or nobody wants to know. */
const checkOf = (alerts: Alerting | null, provider: string) =>
  alerts?.kinds.includes("provider.down") === true
    ? (alerts.healthChecks[provider] ?? null)
    : null;
