/** What counts requests, in this process or for all relays of a database. */

export interface CounterTerms {
  /** Counters of one name are one counter. */
  readonly name: string;
  readonly requests: number;
  readonly seconds: number;
  /** What was counted may be taken back or forgotten, by another relay as well. */
  readonly isTakenBack: boolean;
}

export interface Counter {
  /** Counts one: null, or where it is too much the milliseconds until it is not. */
  take(key: string): Promise<number | null>;
  giveBack(key: string): Promise<void>;
  reset(key: string): Promise<void>;
}

export interface Counters {
  /** Where it counts in a database, keys are stored as digests: they are addresses and phones. */
  make(terms: CounterTerms): Counter;
}

/** Counters that hold something open. */
export interface OpenCounters extends Counters {
  close(): Promise<void>;
}
