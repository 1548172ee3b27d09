/** What can be read in a callback, whoever sent it. */
import type { Amount } from "@malipo/protocol";

/** What a callback claims. A hint, never the truth. */
export interface CallbackHint {
  /** The attempt it names; null when it names none. Compare without case. */
  readonly attemptId: string | null;
  /** The payer did something (the prompt was answered). */
  readonly payerAnswered: boolean;
  /** The amount it names, where it names one we can read. */
  readonly amount: Amount | null;
  /** It carries an amount, readable or not. */
  readonly namesAmount: boolean;
}
