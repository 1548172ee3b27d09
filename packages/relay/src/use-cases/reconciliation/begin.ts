/** Begins days: each night the one that ended, and any past one again when the merchant asks for it. */
import { dayRange } from "../../domain/day.ts";
import { ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import {
  DAYS_BACK,
  dueDays,
  nextDueTime,
} from "../../domain/reconciliation-days.ts";
import { beginReconciliation } from "../../domain/reconciliation.ts";
import type { Reconciliation } from "../../domain/reconciliation.ts";
import type { StoreTransaction, Task } from "../../ports/store.ts";
import type { AuditTrail } from "../shared/audit.ts";
import type { Deps } from "../shared/deps.ts";

/** There is one task for the whole store, so only one of several relays works on it. */
const taskAt = (dueAt: number): Task => ({
  kind: "reconcile",
  subject: "store",
  dueAt,
});

/** Creates the task, unless it exists. */
export async function scheduleReconciliation({
  store,
  clock,
  settings,
}: Deps): Promise<void> {
  const dueAt = nextDueTime(settings.timeZone, clock.now());
  await store.transaction((tx) => tx.ensureTask(taskAt(dueAt)));
}

export async function beginDueDays(deps: Deps): Promise<void> {
  const { store, clock, settings } = deps;
  const known = await store.reconciliations.list({ limit: DAYS_BACK + 1 });
  for (const day of dueDays(settings.timeZone, clock.now(), known.items))
    await begin(deps, day, () => Promise.resolve());
}

/** Refusals: `invalid_request` for what is no day, `day_not_over`. A day that is running goes on. */
export async function requestReconciliation(
  deps: Deps,
  day: string,
  audit: AuditTrail,
): Promise<Result<Reconciliation>> {
  const { clock, settings } = deps;
  const { timeZone } = settings;
  const range = dayRange(timeZone, day);
  if (range === undefined)
    return refuse("invalid_request", "This is not a day of the calendar.", {
      errors: [{ field: "day", message: 'must be a day, as "2026-11-29"' }],
    });
  if (clock.now() < range.before)
    return refuse(
      "day_not_over",
      `${day} is not over yet in ${timeZone.name}. It can be reconciled from ${new Date(range.before).toISOString()} on.`,
    );
  return ok(
    await begin(deps, day, async (tx, before, after) => {
      await audit.record(tx, {
        ...(before === undefined ? {} : { before: { status: before.state } }),
        after: { status: after.state },
      });
      await tx.runSooner(taskAt(clock.now()));
    }),
  );
}

/** `also`: in the same transaction, unless the day is running. */
async function begin(
  { store, clock, settings }: Deps,
  day: string,
  also: (
    tx: StoreTransaction,
    before: Reconciliation | undefined,
    after: Reconciliation,
  ) => Promise<void>,
): Promise<Reconciliation> {
  const range = dayRange(settings.timeZone, day);
  if (range === undefined) throw new Error(`${day} is no day`);
  const total = await store.reconciliations.countSubjects(range);
  return store.transaction(async (tx) => {
    const known = await tx.reconciliations.get(day);
    if (known?.state === "running") return known;
    const begun = beginReconciliation(known, {
      ...{ day, ...range, total, now: clock.now() },
      timeZone: settings.timeZone.name,
    });
    await tx.reconciliations.put(begun);
    await also(tx, known, begun);
    return begun;
  });
}
