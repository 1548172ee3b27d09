/**
 * One thing we learned about an attempt, with the moment we learned it. Observations are the only
 * input of `join`; they may arrive in any order and any number of times.
 */
import type { Action, Amount, FailureCode } from "@malipo/protocol";

/** Milliseconds since 1970, UTC. */
export type Instant = number;

/**
 * A place in the order in which an order's events were stored, which no clock moves. `seq`: of the event itself. `since`:
 * the last one that was stored before the provider was asked. Where there is none, the moment serves as one.
 */
export type Place = number;

export type NegativeStatus = "failed" | "cancelled" | "expired";

export type Observation =
  /** The provider took the request. `action` is what the shopper has to do (null: nothing a page can show). */
  | {
      readonly kind: "accepted";
      readonly at: Instant;
      readonly action: Action | null;
    }
  /** No answer to our submit, or one that does not tell: only a query under the same id can. */
  | { readonly kind: "submit_unknown"; readonly at: Instant }
  /** A callback moved the display along ("the prompt was answered"); it proves nothing about money. */
  | { readonly kind: "payer_answered"; readonly at: Instant }
  /** The provider's own answer says paid. `amount` null where that answer carries none. */
  | {
      readonly kind: "succeeded";
      readonly at: Instant;
      readonly amount: Amount | null;
      readonly receipt: string | null;
    }
  /** The provider's own answer names a final result that is not a payment. */
  | {
      readonly kind: "refused";
      readonly at: Instant;
      readonly status: NegativeStatus;
      readonly code: FailureCode | null;
    }
  /** The provider says "timed out": the money is uncertain until it says so a second time. */
  | {
      readonly kind: "timed_out";
      readonly at: Instant;
      readonly since?: Place | undefined;
      readonly seq?: Place | undefined;
    }
  /** The provider knows the attempt and has no final result yet. */
  | {
      readonly kind: "pending";
      readonly at: Instant;
      readonly since?: Place | undefined;
    }
  /**
   * The provider does not know the id. `absentForMs`: for how long the submit had surely been over when it was asked,
   * measured by a clock that nobody sets, since the moments alone would have a clock that jumps fail what is under way.
   */
  | {
      readonly kind: "not_found";
      readonly at: Instant;
      readonly since?: Place | undefined;
      readonly absentForMs?: number | undefined;
    }
  /** The attempt's deadline is over. */
  | {
      readonly kind: "deadline";
      readonly at: Instant;
      readonly seq?: Place | undefined;
    }
  /** The shopper gave up. */
  | {
      readonly kind: "cancel_requested";
      readonly at: Instant;
      readonly seq?: Place | undefined;
    }
  /** A transfer of the payer was found to be meant for this attempt; `transfer` is the provider's reference of it. */
  | {
      readonly kind: "matched";
      readonly at: Instant;
      readonly transfer: string;
    }
  /** A payment to the attempt's account that its sender proved to be the provider's. One attempt may have several. */
  | {
      readonly kind: "payment";
      readonly at: Instant;
      readonly receipt: string;
      readonly amount: Amount;
    }
  /** An authentic callback names an amount that is not ours. */
  | { readonly kind: "amount_disputed"; readonly at: Instant }
  /** The provider's own answer says paid, by a receipt that counts for another attempt. */
  | { readonly kind: "receipt_disputed"; readonly at: Instant }
  /** 72 hours without a final answer: a person must look. */
  | { readonly kind: "unresolved"; readonly at: Instant };
