/**
 * One observation about an attempt, with its time. Observations are the only input of `join`; they may arrive in any
 * order and any number of times.
 */
import type { Action, Amount, FailureCode } from "@malipo/protocol";

/** Milliseconds since 1970, UTC. */
export type Instant = number;

/**
 * A position in the order in which an order's events were stored, independent of clocks. `seq`: the event's own.
 * `since`: the last event stored before the provider was queried. If missing, the time is used instead.
 */
export type Sequence = number;

export type NegativeStatus = "failed" | "cancelled" | "expired";

export type Observation =
  /** The provider accepted the request. `action`: what the shopper has to do; null if there is nothing to show. */
  | {
      readonly kind: "accepted";
      readonly at: Instant;
      readonly action: Action | null;
    }
  /** No response to the submit, or an inconclusive one: only a query with the same id can tell. */
  | { readonly kind: "submit_unknown"; readonly at: Instant }
  /** From a callback: the payer answered the prompt. Updates the display, but proves no payment. */
  | { readonly kind: "payer_answered"; readonly at: Instant }
  /** A query returned "paid". `amount` is null if the response has none. */
  | {
      readonly kind: "succeeded";
      readonly at: Instant;
      readonly seq?: Sequence | undefined;
      readonly amount: Amount | null;
      readonly receipt: string | null;
    }
  /** A query returned a final result that is not a payment. */
  | {
      readonly kind: "refused";
      readonly at: Instant;
      readonly seq?: Sequence | undefined;
      readonly status: NegativeStatus;
      readonly code: FailureCode | null;
    }
  /** A query returned "timed out". The outcome is uncertain until a second query confirms it. */
  | {
      readonly kind: "timed_out";
      readonly at: Instant;
      readonly since?: Sequence | undefined;
      readonly seq?: Sequence | undefined;
    }
  /** The provider knows the attempt but has no final result yet. */
  | {
      readonly kind: "pending";
      readonly at: Instant;
      readonly since?: Sequence | undefined;
    }
  /**
   * The provider doesn't know the id. `absentForMs`: how long before the query the submit had certainly ended, on a
   * monotonic clock. Wall-clock times would fail live attempts whenever the clock jumps.
   */
  | {
      readonly kind: "not_found";
      readonly at: Instant;
      readonly since?: Sequence | undefined;
      readonly absentForMs?: number | undefined;
    }
  /** The attempt's deadline has passed. */
  | {
      readonly kind: "deadline";
      readonly at: Instant;
      readonly seq?: Sequence | undefined;
    }
  /** The shopper cancelled. */
  | {
      readonly kind: "cancel_requested";
      readonly at: Instant;
      readonly seq?: Sequence | undefined;
    }
  /** A transfer was matched to this attempt; `transfer` is the provider's reference. */
  | {
      readonly kind: "matched";
      readonly at: Instant;
      readonly seq?: Sequence | undefined;
      readonly transfer: string;
    }
  /** A payment to the attempt's account from an authenticated notice. One attempt may have several. */
  | {
      readonly kind: "payment";
      readonly at: Instant;
      readonly seq?: Sequence | undefined;
      readonly receipt: string;
      readonly amount: Amount;
    }
  /** An authenticated callback reported a different amount. */
  | { readonly kind: "amount_disputed"; readonly at: Instant }
  /** A query returned "paid" with a receipt that counts for another attempt. */
  | { readonly kind: "receipt_disputed"; readonly at: Instant }
  /** No final result after 72 hours: needs a manual review. */
  | { readonly kind: "unresolved"; readonly at: Instant };
