/** The content of a callback, independent of who sent it. */
import type { Amount } from "@malipo/protocol";

/** A callback's claims. Only a hint: nothing here is trusted. */
export interface CallbackHint {
  /** The attempt id, if it has one. Compare without case. */
  readonly attemptId: string | null;
  /** The payer answered the prompt. */
  readonly payerAnswered: boolean;
  /** The amount, if it has a readable one. */
  readonly amount: Amount | null;
  /** It has an amount, readable or not. */
  readonly hasAmount: boolean;
}
