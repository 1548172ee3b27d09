/** What a run compares next, a page at a time. */
import { subjectOf } from "../../domain/reconciliation.ts";
import type {
  Difference,
  Reconciliation,
} from "../../domain/reconciliation.ts";
import type { Store } from "../../ports/store.ts";

/** An attempt or a refund, with the differences that its day has about it. */
export interface Item {
  readonly kind: "attempt" | "refund";
  readonly id: string;
  readonly day: string;
  /** An earlier day's, or one that had no answer: it was compared in its own stage, too. */
  readonly isRepeated: boolean;
  readonly place: string;
  readonly known: readonly Difference[];
}

export interface ItemPage {
  readonly items: readonly Item[];
  /** Where the page ends; null at the stage's end. */
  readonly next: string | null;
}

const AT_ONCE = 50;
/** A difference is asked about again each night for this long. */
const ASKED_AGAIN_MS = 30 * 24 * 60 * 60_000;

export async function readItems(
  { reconciliations }: Pick<Store, "reconciliations">,
  run: Reconciliation,
): Promise<ItemPage> {
  const { day, startedAt } = run;
  const { stage, after } = run.place;
  if (stage === "open_differences") {
    const from = startedAt - ASKED_AGAIN_MS;
    const found = await reconciliations.listOpen(from, AT_ONCE, after);
    return {
      items: found
        .filter(({ difference }) => isToAskAgain(difference, run))
        .map(({ difference, place }) => ({
          kind: difference.refundId === null ? "attempt" : "refund",
          id: subjectOf(difference),
          day: difference.day,
          isRepeated: true,
          place,
          known: [difference],
        })),
      next: endOf(found),
    };
  }
  const subjects = await reconciliations.listSubjects(
    stage,
    run,
    AT_ONCE,
    after,
  );
  const known = await reconciliations.findDifferences(
    day,
    subjects.map(({ id }) => id),
  );
  return {
    items: subjects.map(({ id, place }) => ({
      kind: stage.startsWith("attempts") ? "attempt" : "refund",
      ...{ id, day, place },
      isRepeated: false,
      known: known.filter((each) => subjectOf(each) === id),
    })),
    next: endOf(subjects),
  };
}

/** Not what this run has just found, unless there was no answer. */
const isToAskAgain = (
  { checkedAt, cause }: Difference,
  { startedAt }: Reconciliation,
): boolean => checkedAt < startedAt || cause === "no_answer";

const endOf = (found: readonly { readonly place: string }[]): string | null =>
  found.length < AT_ONCE ? null : (found.at(-1)?.place ?? null);
