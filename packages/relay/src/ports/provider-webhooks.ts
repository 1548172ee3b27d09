/** Webhooks that a provider signs. */

import type { CallbackHint } from "./callback-hint.ts";

export type WebhookFault =
  | "timestamp_missing"
  | "timestamp_unreadable"
  /** Too old or in the future. */
  | "timestamp_outside"
  | "signature_missing"
  | "signature_unreadable"
  | "signature_wrong";

export type OpenedWebhook =
  | {
      readonly kind: "ok";
      /** Upper case ("TRANSACTION_INITIATED"); null if missing or unreadable. */
      readonly eventType: string | null;
      /** The transfer's reference, valid for use in a call; null if missing or unreadable. */
      readonly reference: string | null;
      /** Authentic but unreadable: ask the provider what is new. */
      readonly unreadable: boolean;
    }
  /** About the attempt in `hint`. */
  | { readonly kind: "attempt"; readonly hint: CallbackHint }
  /** Not authentic: must be ignored. */
  | { readonly kind: "refused"; readonly reason: WebhookFault };

export interface ProviderWebhooks {
  /**
   * Verifies the signature over the raw bytes before parsing them. The content is still only a hint. Never throws for
   * bad input. Header names are case-insensitive.
   */
  open(
    body: Uint8Array,
    headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  ): Promise<OpenedWebhook>;
}
