/** Reconciled days and their differences, and what there is to compare. */
import type {
  DifferenceCause,
  DifferenceState,
} from "@malipo/protocol/merchant";
import type { DayRange } from "../domain/day.ts";
import type { Instant } from "../domain/observation.ts";
import type {
  Difference,
  Reconciliation,
  Stage,
} from "../domain/reconciliation.ts";
import type { Page, PageRequest } from "./page.ts";

/** An attempt or a refund of a day. */
export interface Subject {
  readonly id: string;
  /** Names its place in the list. */
  readonly place: string;
}

export interface OpenDifference {
  readonly difference: Difference;
  readonly place: string;
}

export interface DifferenceCounts {
  readonly open: number;
  readonly resolved: number;
}

export interface ReconciliationFigures {
  /** When the last day was finished; null if none was. */
  readonly lastFinishedAt: Instant | null;
  /** Open differences by cause; at most 10,000 in all. */
  readonly open: Readonly<Partial<Record<DifferenceCause, number>>>;
  /** How long ago the oldest open one was found; 0 if there is none. */
  readonly oldestOpenMs: number;
}

export interface Reconciliations {
  /** Newest day first. */
  list(page: PageRequest): Promise<Page<Reconciliation>>;
  get(day: string): Promise<Reconciliation | undefined>;
  /** Those that are running; in no order. */
  listRunning(): Promise<readonly Reconciliation[]>;
  /** Attempts and refunds that were created or settled within the range. */
  countSubjects(range: DayRange): Promise<number>;
  /**
   * The first `most` behind `after`. What was created within the range is in the stage for that, and what was created
   * before and settled within it in the other.
   */
  listSubjects(
    stage: Exclude<Stage, "open_differences">,
    range: DayRange,
    most: number,
    after: string | null,
  ): Promise<readonly Subject[]>;
  /** Of one day; oldest first. */
  listDifferences(
    day: string,
    state: DifferenceState | undefined,
    page: PageRequest,
  ): Promise<Page<Difference>>;
  /** Of all days, found at or after `from`; oldest first. */
  listOpen(
    from: Instant,
    most: number,
    after: string | null,
  ): Promise<readonly OpenDifference[]>;
  /** All that a day has about these attempts and refunds; in no order. */
  findDifferences(
    day: string,
    subjects: readonly string[],
  ): Promise<readonly Difference[]>;
  /** By day; a day without any may be missing. */
  countDifferences(
    days: readonly string[],
  ): Promise<ReadonlyMap<string, DifferenceCounts>>;
}

export interface ReconciliationsTransaction {
  /** Locks it until the transaction ends. */
  get(day: string): Promise<Reconciliation | undefined>;
  /** Throws unless the stored version is the one before, or none for the first. */
  put(reconciliation: Reconciliation): Promise<void>;
  /** Inserts or replaces by id. */
  putDifference(difference: Difference): Promise<void>;
  countDifferences(day: string): Promise<DifferenceCounts>;
}
