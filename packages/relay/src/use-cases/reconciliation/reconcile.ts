/**
 * Compares past days with the provider, one attempt or refund after the other and slowly, in short steps. How far a day
 * has come is stored with what was found: after a crash another relay goes on from there.
 */
import {
  differenceId,
  STAGES,
  updateDifferences,
} from "../../domain/reconciliation.ts";
import type {
  Difference,
  Reconciliation,
  Silence,
} from "../../domain/reconciliation.ts";
import { nextDueTime } from "../../domain/reconciliation-days.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { LeasedTask } from "../../ports/store.ts";
import { differenceAlert } from "../../domain/alert-causes.ts";
import type { Instant } from "../../domain/observation.ts";
import { putAlert } from "../alerts/put-alert.ts";
import type { AttemptQuerier } from "../attempts/attempt-querier.ts";
import type { Deps } from "../shared/deps.ts";
import { askAboutAttempt, readableAmount } from "./ask-about-attempt.ts";
import { askAboutRefund } from "./ask-about-refund.ts";
import { beginDueDays } from "./begin.ts";
import type { AlsoStore, Compared } from "./compared.ts";
import { doneOf, endReconciliation } from "./finish.ts";
import { readItems } from "./subjects.ts";
import type { Item } from "./subjects.ts";

/** Short enough to stop a relay soon. */
const STEP_MS = 2_000;
/** From the beginning of one query to the next: 100,000 attempts take about three hours. */
const QUERY_EVERY_MS = 100;
/** While a query that a shopper waits for is due. */
const SHOPPER_FIRST_MS = 1_000;
/** After so many queries in a row without an answer, the run waits. */
const SILENT_TIMES = 5;
const SILENT_REST_MS = 5 * 60_000;
const GIVE_UP_AFTER_MS = 6 * 60 * 60_000;
const DOUBTFUL_REST_MS = 60 * 60_000;

interface Step {
  readonly run: Reconciliation;
  /** When to go on; null if the item is done. */
  readonly restMs: number | null;
}

export function createReconciler(
  deps: Deps,
  querier: AttemptQuerier,
): (task: LeasedTask) => Promise<void> {
  const { store, clock, clockSteps, timers, settings, log } = deps;

  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      timers.after(ms, resolve);
    });

  const save = async (run: Reconciliation): Promise<Reconciliation> => {
    const saved = { ...run, version: run.version + 1 };
    await store.transaction((tx) => tx.reconciliations.put(saved));
    return saved;
  };

  /** Milliseconds to rest before the next step. */
  const work = async (begun: Reconciliation): Promise<number> => {
    const until = clock.steadyMs() + STEP_MS;
    let run = begun;
    let isFirst = true;
    for (;;) {
      const { items, next } = await readItems(store, run);
      for (const item of items) {
        const isOver = !isFirst && clock.steadyMs() >= until;
        const restMs = isOver ? 0 : await restForShoppers();
        isFirst = false;
        if (restMs !== null) {
          if (run !== begun) await save(run);
          return restMs;
        }
        const step = await compare(run, item);
        ({ run } = step);
        if (step.restMs !== null) return step.restMs;
      }
      const { stage } = run.place;
      const later = STAGES[STAGES.indexOf(stage) + 1];
      if (next !== null) run = await save(at(run, next));
      else if (later !== undefined)
        run = await save({ ...run, place: { stage: later, after: null } });
      else {
        await endReconciliation(deps, run, "finished");
        return 0;
      }
    }
  };

  const restForShoppers = async (): Promise<number | null> => {
    const now = clock.now();
    const dueAt = await store.nextTaskAt("query_attempt", now, [
      TASK_PRIORITY.first,
      TASK_PRIORITY.shopper,
    ]);
    return dueAt === null || dueAt > now ? null : SHOPPER_FIRST_MS;
  };

  const compare = async (run: Reconciliation, item: Item): Promise<Step> => {
    const startedAt = clock.steadyMs();
    const compared = await (item.kind === "attempt"
      ? askAboutAttempt(deps, querier, item.id)
      : askAboutRefund(deps, querier.pauses, item.id));
    if (compared.kind === "paused") {
      const restMs = Math.max(0, compared.until - clock.now());
      return { run: await save(run), restMs };
    }
    const wasAsked =
      compared.kind === "compared" &&
      compared.cause !== "provider_not_configured";
    if (wasAsked && compared.answer.says === "no_answer") {
      const step = await waitForProvider(run, compared.resumeAt);
      if (step !== null) return step;
    }
    const after = await keep(run, item, compared);
    const spentMs = clock.steadyMs() - startedAt;
    if (wasAsked) await sleep(Math.max(0, QUERY_EVERY_MS - spentMs));
    return { run: after, restMs: null };
  };

  /** Null if the item counts as done without an answer: the last stage asks about it again. */
  const waitForProvider = async (
    run: Reconciliation,
    resumeAt: Instant | null,
  ): Promise<Step | null> => {
    const now = clock.now();
    const silence = longer(run.silence, now);
    const isLong = silence.times > SILENT_TIMES;
    if (isLong && now - silence.since >= GIVE_UP_AFTER_MS) {
      await endReconciliation(deps, run, "given_up");
      return { run, restMs: 0 };
    }
    if (!isLong && resumeAt === null) return null;
    return {
      run: await save({ ...run, silence }),
      restMs: resumeAt === null ? SILENT_REST_MS : resumeAt - now,
    };
  };

  /** Stores what was found and how far the run has come; what changes nothing is stored with what follows. */
  const keep = async (
    run: Reconciliation,
    item: Item,
    compared: Compared,
  ): Promise<Reconciliation> => {
    const now = clock.now();
    const after = counted(at(run, item.place), item, compared, now);
    const saved = { ...after, version: run.version + 1 };
    const found = toDifference(item, compared, now);
    const hasNews = compared.kind === "compared" && compared.hasNews;
    if (!hasNews && updateDifferences(item.known, found, now).length === 0)
      return after;
    const kept = { isStored: false };
    const also: AlsoStore = async (tx, isTakenIn) => {
      kept.isStored = true;
      const changed = found && {
        ...found,
        resolution: isTakenIn ? ("taken_in" as const) : null,
      };
      for (const each of updateDifferences(item.known, changed, now))
        await tx.reconciliations.putDifference(each);
      if (changed !== null && isToBeTold(changed, item))
        await putAlert(deps, tx, differenceAlert(changed));
      await tx.reconciliations.put(saved);
    };
    await (compared.kind === "compared"
      ? compared.store(also)
      : store.transaction((tx) => also(tx, false)));
    return kept.isStored ? saved : after;
  };

  return async (task) => {
    const rest = (ms: number): Promise<void> =>
      store.transaction((tx) =>
        tx.settleTask(task, { ...task, dueAt: clock.now() + ms }),
      );
    if (clockSteps.isDoubtful()) {
      log.warn({}, "the clock was set ahead; no day is reconciled for now");
      return rest(DOUBTFUL_REST_MS);
    }
    await beginDueDays(deps);
    const [run] = (await store.reconciliations.listRunning()).toSorted(
      (a, b) => leftOf(a) - leftOf(b),
    );
    const now = clock.now();
    await rest(
      run === undefined
        ? nextDueTime(settings.timeZone, now) - now
        : await work(run),
    );
  };
}

const at = (run: Reconciliation, place: string): Reconciliation => ({
  ...run,
  place: { ...run.place, after: place },
});

/** Without an answer, only when it was asked for again. */
const isToBeTold = (
  { cause, resolution }: Difference,
  { isRepeated }: Item,
): boolean => resolution === null && (cause !== "no_answer" || isRepeated);

const leftOf = (run: Reconciliation): number => run.total - doneOf(run);

const longer = (silence: Silence | null, now: Instant): Silence => ({
  since: silence?.since ?? now,
  times: (silence?.times ?? 0) + 1,
});

/** What the last stage asks about again was counted in its own. */
function counted(
  run: Reconciliation,
  { kind, isRepeated }: Item,
  compared: Compared,
  now: Instant,
): Reconciliation {
  if (compared.kind === "not_asked")
    return isRepeated ? run : { ...run, notAsked: run.notAsked + 1 };
  if (compared.kind !== "compared") return run;
  const { attempts, refunds } = run.asked;
  const [attempt, refund] = kind === "attempt" ? [1, 0] : [0, 1];
  return {
    ...run,
    ...(isRepeated
      ? {}
      : { asked: { attempts: attempts + attempt, refunds: refunds + refund } }),
    silence: compared.cause === "no_answer" ? longer(run.silence, now) : null,
  };
}

function toDifference(
  { id, day }: Item,
  compared: Compared,
  now: Instant,
): Difference | null {
  if (compared.kind !== "compared" || compared.cause === null) return null;
  const { about, answer, cause } = compared;
  return {
    ...about,
    ...{ day, cause, foundAt: now, checkedAt: now, resolution: null },
    id: differenceId(day, id, cause),
    atProvider: readableAmount(answer),
  };
}
