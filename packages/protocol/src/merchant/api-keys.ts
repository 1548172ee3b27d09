/** Keys of the merchant API. */
import { z } from "zod";
import { MAX_NAME, OVERLAP_SECONDS } from "../limits.ts";
import { scopeSchema } from "../scopes.ts";
import { timeSchema } from "./common.ts";

/** Shown in logs and terminals, so no control characters. */
export const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(MAX_NAME)
  .regex(/^[^\p{Cc}\p{Cf}]*$/u, "must not contain control characters");

export const apiKeySchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    /** How the key begins; null for `MALIPO_MERCHANT_KEY`. */
    prefix: z.string().nullable(),
    scopes: z.array(scopeSchema),
    livemode: z.boolean(),
    /** `MALIPO_MERCHANT_KEY`: changed in the configuration only. */
    configured: z.boolean(),
    createdAt: timeSchema.nullable(),
    /** Accurate to a minute. */
    lastUsedAt: timeSchema.nullable(),
    expiresAt: timeSchema.nullable(),
    /** Until when what the key was before a rotation is accepted as well. */
    previousAcceptedUntil: timeSchema.nullable(),
  })
  .meta({ id: "ApiKey" });
export type ApiKey = Readonly<z.infer<typeof apiKeySchema>>;

export const createApiKeySchema = z.strictObject({
  name: nameSchema,
  scopes: z
    .array(scopeSchema)
    .min(1)
    .refine(
      (scopes) => new Set(scopes).size === scopes.length,
      "must not repeat a scope",
    )
    .meta({ uniqueItems: true }),
  expiresAt: timeSchema.nullable().optional(),
});

/** 0: what the secret was counts no longer, at once. */
export const rotateSecretSchema = z
  .strictObject({
    overlapSeconds: z
      .int()
      .min(0)
      .max(OVERLAP_SECONDS.most)
      .default(OVERLAP_SECONDS.usual),
  })
  .default({ overlapSeconds: OVERLAP_SECONDS.usual });

export const oneApiKeySchema = z
  .strictObject({ apiKey: apiKeySchema })
  .meta({ id: "OneApiKey" });

/** `key`: what to send as the bearer token. It is shown this once. */
export const newApiKeySchema = z
  .strictObject({ apiKey: apiKeySchema, key: z.string() })
  .meta({ id: "NewApiKey" });
export type NewApiKey = Readonly<z.infer<typeof newApiKeySchema>>;

export const apiKeyListSchema = z
  .strictObject({ apiKeys: z.array(apiKeySchema) })
  .meta({ id: "ApiKeyList" });
