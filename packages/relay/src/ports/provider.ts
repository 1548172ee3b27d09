/** A payment provider. Adapters parse its responses tolerantly and make no policy decisions. */
import type {
  Action,
  Amount,
  FailureCode,
  Line,
  Method,
} from "@malipo/protocol";
import type { RefundObstacle } from "@malipo/protocol/merchant";
import type { AttemptPlan, ProviderId } from "../domain/attempt.ts";
import type { NegativeStatus } from "../domain/observation.ts";
import type { CallbackHint } from "./callback-hint.ts";
import type { ProviderWebhooks } from "./provider-webhooks.ts";

export type { CallbackHint };

export interface SubmitRequest {
  readonly plan: AttemptPlan;
  readonly reference: string;
  readonly lines: readonly Line[];
  readonly merchantName: string;
  readonly customerName: string | null;
  /** For callbacks; includes the attempt's MAC. At most 256 characters. */
  readonly callbackUrl: string;
  /** Where the provider redirects the shopper's browser. */
  readonly returnUrl: string;
  readonly cancelUrl: string;
}

export type SubmitResult =
  | { readonly kind: "accepted"; readonly action: Action | null }
  /** The provider certainly didn't accept it: no money can move under this id. */
  | {
      readonly kind: "refused";
      readonly code: FailureCode;
      readonly detail: string;
    }
  /** A time-out, a 5xx, an unreadable response or a duplicate id: only a query can tell. */
  | { readonly kind: "unknown"; readonly detail: string };

export type QueryResult =
  /** `amount` is null if the response has none. */
  | {
      readonly kind: "succeeded";
      readonly amount: Amount | null;
      readonly receipt: string | null;
    }
  | {
      readonly kind: "refused";
      readonly status: NegativeStatus;
      readonly code: FailureCode | null;
    }
  | { readonly kind: "timed_out" }
  /** A matching transfer awaits acceptance; `transfer` is its reference. */
  | { readonly kind: "matched"; readonly transfer: string }
  /**
   * `action`: what the payer is to do, where the provider can say so again. Who pays by themselves could not without it,
   * when the process died that had the submit's answer.
   */
  | { readonly kind: "pending"; readonly action?: Action }
  | { readonly kind: "not_found" }
  /** No response, or an unreadable one: nothing is known. */
  | {
      readonly kind: "unavailable";
      readonly detail: string;
      /** If the provider sent a Retry-After. */
      readonly retryAfterSeconds?: number;
    };

/** The provider's notice of a payment to the merchant's paybill number. */
export interface PaybillNotice {
  /** The account as entered by the payer; null if the message has none. */
  readonly account: string | null;
  readonly shortCode: string | null;
  /** The amount, if it has a readable one. */
  readonly amount: Amount | null;
  /** The operator's receipt. Without it, nothing counts as paid. */
  readonly receipt: string | null;
  /** The provider's spelling; M-Pesa may send a hash instead. */
  readonly phone: string | null;
  /** As far as the notice tells it: M-Pesa may send the first name alone. */
  readonly payerName: string | null;
  /** The notice reports a failed payment. */
  readonly failed: boolean;
}

/** A method's terms; an amount outside its limits can't be paid with it. */
export interface MethodTerms {
  readonly id: Method;
  /** Display name, if the page has no name of its own ("M-Pesa"). */
  readonly title: string;
  /** What the shopper has to do after the attempt starts. */
  readonly action: Action["type"];
  readonly currencies: readonly string[];
  readonly min: Amount | null;
  readonly max: Amount | null;
  /** Amounts must be a multiple of this number of minor units: 100 if cents can't be paid. */
  readonly step: number;
  /** Mobile money: requires the payer's phone number. */
  readonly needsPhone: boolean;
  /** The payer pays in another app and enters a reference there, used to match the payment. */
  readonly needsReference: boolean;
  /** How long the prompt is valid, in seconds; null for the lifetime of the order. */
  readonly promptSeconds: number | null;
}

/**
 * A POST from the provider to the relay, under `/callbacks/<provider>` or at an address that the provider's
 * documentation fixes. `proof`: how it is authenticated, which also determines the method that reads it.
 */
export type InboundCall = { readonly path: string } & (
  | {
      /**
       * - `attempt_mac`: the path ends with `:attemptId`, and `s` is a MAC over it. Read by `readCallback`; a hint.
       * - `signature`: in the headers. Read by `webhooks`; a hint.
       * - `none`: read by `readCallback`; triggers at most a rate-limited query of the named attempt.
       */
      readonly proof: "attempt_mac" | "signature" | "none";
    }
  | {
      /**
       * `s` is a MAC over `word`. Read by `readPaybillNotice`. No query can confirm the payment, so the notice itself
       * may pay an order.
       */
      readonly proof: "address_mac";
      readonly word: string;
    }
);

export interface Provider {
  readonly id: ProviderId;
  /** All calls from this provider to the relay. */
  readonly inbound: readonly InboundCall[];
  /** The configured methods. */
  readonly methods: readonly MethodTerms[];
  /** Sends the request once. Never throws for provider or network errors. */
  submit(request: SubmitRequest): Promise<SubmitResult>;
  /**
   * Queries the status of an attempt. May be called any number of times; never throws for provider errors. `transfer`:
   * the transfer accepted for the attempt, if any.
   */
  query(
    plan: AttemptPlan,
    reference: string,
    transfer: string | null,
  ): Promise<QueryResult>;
  /** Parses a callback body tolerantly; null if it has no usable content. */
  readCallback(body: Uint8Array, currency: string | null): CallbackHint | null;
  /** Parses a paybill notice; null if it has no usable content. */
  readPaybillNotice?(body: Uint8Array): PaybillNotice | null;
  /** Verifies webhooks that the provider signs. */
  readonly webhooks?: ProviderWebhooks;
  /**
   * Why a payment by this method can't be refunded; null if a payout to the payer's phone can refund it. If not
   * implemented, nothing can be refunded.
   */
  whyNotRefundable?(method: Method): RefundObstacle | null;
  /** Whether `query` asks the provider about payments by this method. If not implemented, it does. */
  canQuery?(method: Method): boolean;
}
