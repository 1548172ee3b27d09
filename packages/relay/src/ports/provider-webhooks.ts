/** Messages that a provider signs. */

import type { CallbackHint } from "./callback-hint.ts";

export type WebhookFault =
  | "timestamp_missing"
  | "timestamp_unreadable"
  /** Too old, or from the future. */
  | "timestamp_outside"
  | "signature_missing"
  | "signature_unreadable"
  | "signature_wrong";

export type OpenedWebhook =
  | {
      readonly kind: "ok";
      /** In capitals ("TRANSACTION_INITIATED"); null where it names none that we can read. */
      readonly eventType: string | null;
      /** Of the transfer it is about, fit for a call; null where it names none that we can read. */
      readonly reference: string | null;
      /** It is the provider's, and yet we can't read it: ask the provider what is new. */
      readonly unreadable: boolean;
    }
  /** It is about an attempt, which `hint` names. */
  | { readonly kind: "attempt"; readonly hint: CallbackHint }
  /** Not proven to be the provider's: nothing may be done with it. */
  | { readonly kind: "refused"; readonly reason: WebhookFault };

export interface ProviderWebhooks {
  /**
   * Checks the signature over the bytes as they came, before anything in them is read. What it says of the transfer is
   * a hint still. Never throws for what it is given. Header names in any case.
   */
  open(
    body: Uint8Array,
    headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  ): Promise<OpenedWebhook>;
}
