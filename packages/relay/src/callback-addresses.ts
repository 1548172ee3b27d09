/** What the operator tells the providers: where this relay takes their messages. */
import { createSecrets } from "./adapters/secrets/hmac-secrets.ts";
import type { Config } from "./config.ts";
import { c2bAddress } from "./use-cases/attempts/c2b-address.ts";

export interface CallbackAddresses {
  /** Almara Pay's C2B IPN; null where no paybill payments are taken. A secret: a message to it can make an order paid. */
  readonly almaraC2b: string | null;
  /** FlexPay's `transactionWebhookUrl`; null where FlexPay is not configured. */
  readonly flexpay: string | null;
}

export function callbackAddresses({
  publicUrl,
  masterKey,
  almara,
  flexpay,
}: Pick<
  Config,
  "publicUrl" | "masterKey" | "almara" | "flexpay"
>): CallbackAddresses {
  return {
    almaraC2b:
      almara?.paybillShortCode == null
        ? null
        : c2bAddress(publicUrl, createSecrets(masterKey)),
    flexpay: flexpay === null ? null : `${publicUrl}/callbacks/flexpay`,
  };
}
