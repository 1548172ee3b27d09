/** A company that moves money. Adapters read its answers tolerantly and decide nothing. */
import type {
  Action,
  Amount,
  FailureCode,
  Line,
  Method,
} from "@malipo/protocol";
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
  /** Server to server; carries the attempt's MAC. At most 256 characters. */
  readonly callbackUrl: string;
  /** Where the provider sends the shopper's browser. */
  readonly returnUrl: string;
  readonly cancelUrl: string;
}

export type SubmitAnswer =
  | { readonly kind: "accepted"; readonly action: Action | null }
  /** The provider certainly did not take it: no money can move under this id. */
  | {
      readonly kind: "refused";
      readonly code: FailureCode;
      readonly detail: string;
    }
  /** Time-out, 5xx, an answer we can't read, a duplicate id: only a query can tell. */
  | { readonly kind: "unknown"; readonly detail: string };

export type QueryAnswer =
  /** `amount` null where the provider's answer carries none. */
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
  /** A transfer of the payer waits for us to take it; `transfer` is its reference. */
  | { readonly kind: "matched"; readonly transfer: string }
  | { readonly kind: "pending" }
  | { readonly kind: "not_found" }
  /** No answer, or none that we can read: we learned nothing. */
  | {
      readonly kind: "unavailable";
      readonly detail: string;
      /** Not to be asked sooner, where the provider named a time. */
      readonly retryAfterSeconds?: number;
    };

/** A payment to the merchant's paybill number, as the provider tells of it. */
export interface PaybillNotice {
  /** What the payer typed as the account; null where the message names none. */
  readonly account: string | null;
  readonly shortCode: string | null;
  /** The amount it names, where it names one we can read. */
  readonly amount: Amount | null;
  /** The operator's receipt; nothing is paid without one. */
  readonly receipt: string | null;
  /** As the provider writes it; M-Pesa may put a hash in its place. */
  readonly phone: string | null;
  /** It says itself that the payment did not succeed. */
  readonly failed: boolean;
}

/** The limits of one method; an amount outside can't be paid by it. */
export interface MethodTerms {
  readonly id: Method;
  /** Its name for shoppers, where a page has none of its own ("M-Pesa"). */
  readonly title: string;
  /** What the shopper will have to do once an attempt has begun. */
  readonly action: Action["type"];
  readonly currencies: readonly string[];
  readonly min: Amount | null;
  readonly max: Amount | null;
  /** Amounts must be a multiple of so many minor units: 100 where cents can't be paid. */
  readonly step: number;
  /** Mobile money: the payer's phone is needed. */
  readonly needsPhone: boolean;
  /** The payer pays in an app of their own and types a reference there, by which the payment is found. */
  readonly needsReference: boolean;
  /** How long the shopper has: the seconds a prompt waits, or null for "as long as the order lives". */
  readonly promptSeconds: number | null;
}

/**
 * A call that the provider makes to the relay, by POST: below `/callbacks/<provider>`, or at an address that the provider's
 * documents fix. `proof` says how it shows whose it is, and so which reader of the provider takes it.
 */
export type InboundCall = { readonly path: string } & (
  | {
      /**
       * `attempt_mac`: the path ends with `:attemptId`, and `s` is a MAC over that. Read by `readCallback`; a hint.
       * `signature`: in its headers. Read by `webhooks`; a hint.
       * `none`: read by `readCallback`; at most the attempt that it names is asked about, and not often.
       */
      readonly proof: "attempt_mac" | "signature" | "none";
    }
  | {
      /** `s` is a MAC over `word`. Read by `readPaybillNotice`: no query can confirm it, so it may pay by itself. */
      readonly proof: "address_mac";
      readonly word: string;
    }
);

export interface Provider {
  readonly id: ProviderId;
  /** Every call that this provider makes to the relay. */
  readonly inbound: readonly InboundCall[];
  /** What this provider is configured for. */
  readonly methods: readonly MethodTerms[];
  /** Sends the request once. Never throws for what the provider or the network does. */
  submit(request: SubmitRequest): Promise<SubmitAnswer>;
  /**
   * Asks what became of an attempt. May be called any number of times; never throws for what the provider does.
   * `transfer`: the payer's transfer that was taken for it, where one was.
   */
  query(
    plan: AttemptPlan,
    reference: string,
    transfer: string | null,
  ): Promise<QueryAnswer>;
  /** Reads a callback body of any quality; null when there is nothing to read in it. */
  readCallback(body: Uint8Array, currency: string | null): CallbackHint | null;
  /** Reads a message about a payment to the merchant's paybill number; null when there is nothing to read in it. */
  readPaybillNotice?(body: Uint8Array): PaybillNotice | null;
  /** Opens the messages that the provider signs. */
  readonly webhooks?: ProviderWebhooks;
  /**
   * Why the relay can't send a payment by this method back; null where the provider's payouts to the payer's phone can.
   * Where it is left out, no payment can be sent back.
   */
  refundFault?(method: Method): string | null;
}
