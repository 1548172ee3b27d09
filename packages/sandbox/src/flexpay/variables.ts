/** Environment variables of the simulated FlexPay. */
import { z } from "zod";
import type { FlexpayOptions } from "./options.ts";
import { flexpayTag, publicJwk, webhookUrl } from "./options.ts";

export const FLEXPAY_SECRETS = [
  "FLEXPAY_CLIENT_SECRET",
  "FLEXPAY_WEBHOOK_SECRET",
] as const;

/** A public key as JSON text. */
const jwkText = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue("is not JSON");
      return z.NEVER;
    }
  })
  .pipe(publicJwk);

export const flexpayVariables = {
  FLEXPAY_CLIENT_ID: z.string().optional(),
  FLEXPAY_CLIENT_SECRET: z.string().optional(),
  FLEXPAY_TAG: flexpayTag.optional(),
  FLEXPAY_WEBHOOK_SECRET: z.string().optional(),
  MALIPO_SANDBOX_FLEXPAY_WEBHOOK_URL: webhookUrl.optional(),
  MALIPO_SANDBOX_FLEXPAY_ENCRYPT_TO: jwkText.optional(),
};

export const FLEXPAY_EXPECTED = {
  FLEXPAY_TAG: "must be a tag such as @duka or duka@dukaapp",
  MALIPO_SANDBOX_FLEXPAY_WEBHOOK_URL: "must be an http or https URL",
  MALIPO_SANDBOX_FLEXPAY_ENCRYPT_TO: "must be a public P-256 key as a JWK",
} as const;

/** Converts validated variables to options. */
export function toFlexpayOptions(
  data: z.output<z.ZodObject<typeof flexpayVariables>>,
): {
  readonly [Name in keyof FlexpayOptions]: FlexpayOptions[Name] | undefined;
} {
  return {
    flexpayClientId: data.FLEXPAY_CLIENT_ID,
    flexpayClientSecret: data.FLEXPAY_CLIENT_SECRET,
    flexpayTag: data.FLEXPAY_TAG,
    flexpayWebhookSecret: data.FLEXPAY_WEBHOOK_SECRET,
    flexpayWebhookUrl: data.MALIPO_SANDBOX_FLEXPAY_WEBHOOK_URL,
    flexpayEncryptTo: data.MALIPO_SANDBOX_FLEXPAY_ENCRYPT_TO,
  };
}
