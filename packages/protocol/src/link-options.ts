/** What a payment link can ask for and offer beside its amount. Shared by the public and the merchant's view. */
import { z } from "zod";
import { LINK_LIMITS, MAX_URL } from "./limits.ts";
import { cleanName } from "./text.ts";

/** https, or plain http on a loopback address. Nothing may follow the port that would make it a user's name. */
const SECURE =
  /^(?:https:|http:\/\/(?:(?:[\w-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?(?:[/?#]|$))/i;

/** Pages on any origin show and follow these, so they are absolute, and plain http only on loopback addresses. */
export const secureUrlSchema = z
  .url({ protocol: /^https?$/ })
  .max(MAX_URL)
  .regex(SECURE, "must be an https address");

/** How many of the thing one payer can take. The relay multiplies. */
export const linkQuantitySchema = z
  .strictObject({
    min: z.int().min(1).max(LINK_LIMITS.quantity),
    max: z.int().min(1).max(LINK_LIMITS.quantity),
  })
  .refine(({ min, max }) => min <= max, '"min" must not be above "max"')
  .meta({ id: "LinkQuantity" });
export type LinkQuantity = Readonly<z.infer<typeof linkQuantitySchema>>;

export const MAX_ANSWER = 200;

const fieldBase = {
  /** Names the answer in requests, orders, webhooks and exports. */
  id: z.string().regex(/^[a-z][a-z\d_]{0,31}$/),
  /** What the payer reads. */
  label: z.string().trim().min(1).max(LINK_LIMITS.fieldLabel),
  required: z.boolean(),
};

/** A question to the payer. */
export const linkFieldSchema = z
  .discriminatedUnion("type", [
    z.strictObject({ ...fieldBase, type: z.literal("text") }),
    z.strictObject({ ...fieldBase, type: z.literal("number") }),
    z.strictObject({
      ...fieldBase,
      type: z.literal("choice"),
      choices: z
        // As answers are, which are compared with them.
        .array(z.string().overwrite(cleanName).min(1).max(LINK_LIMITS.choice))
        .min(1)
        .max(LINK_LIMITS.choices)
        .refine((all) => new Set(all).size === all.length, "must all differ"),
    }),
  ])
  .meta({ id: "LinkField" });
export type LinkField = Readonly<z.infer<typeof linkFieldSchema>>;

export const linkFieldsSchema = z
  .array(linkFieldSchema)
  .max(LINK_LIMITS.fields)
  .refine(
    (fields) => new Set(fields.map(({ id }) => id)).size === fields.length,
    "ids must differ",
  );

/** The payer's answers, by the field's id; the relay checks them against the link's fields. */
export const fieldAnswersSchema = z.record(
  z.string().max(32),
  z.string().max(1000),
);
export type FieldAnswers = Readonly<z.infer<typeof fieldAnswersSchema>>;

/** An answer as the order keeps it, with the label that the payer read. */
export const orderFieldSchema = z
  .strictObject({ id: z.string(), label: z.string(), value: z.string() })
  .meta({ id: "OrderField" });
export type OrderField = Readonly<z.infer<typeof orderFieldSchema>>;

/** Why a link takes no payment. */
export const LINK_REASONS = [
  "deactivated",
  "expired",
  "used_up",
  "sold_out",
] as const;
export const linkReasonSchema = z.enum(LINK_REASONS);
export type LinkReason = z.infer<typeof linkReasonSchema>;
