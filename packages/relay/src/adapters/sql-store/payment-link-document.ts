/** The stored document of a payment link. */
import { PAYMENT_RULES } from "@malipo/protocol";
import type { LinkField } from "@malipo/protocol";
import { z } from "zod";
import type { PaymentLink } from "../../domain/payment-link.ts";
import { createDocument } from "./document.ts";
import { metadata } from "./documents.ts";
import { amount } from "./goods.ts";

const instant = z.int();
const maybeInstant = instant.nullable();
const flag = z.boolean();
const text = z.string();
const maybeText = text.nullable();

const fieldBase = { id: text, label: text, required: flag };
const linkField: z.ZodType<LinkField> = z.discriminatedUnion("type", [
  z.looseObject({ ...fieldBase, type: z.literal("text") }),
  z.looseObject({ ...fieldBase, type: z.literal("number") }),
  z.looseObject({
    ...fieldBase,
    type: z.literal("choice"),
    choices: z.array(text),
  }),
]);

const paymentLink: z.ZodType<PaymentLink> = z.looseObject({
  id: text,
  reference: maybeText,
  title: text,
  description: maybeText,
  currency: text,
  amount: amount.nullable(),
  min: amount.nullable(),
  max: amount.nullable(),
  active: z.boolean(),
  expiresAt: maybeInstant,
  returnUrl: maybeText,
  maxPayments: z.int().optional(),
  stock: z.int().optional(),
  quantity: z.looseObject({ min: z.int(), max: z.int() }).optional(),
  onePerPhone: flag.optional(),
  payment: z.enum(PAYMENT_RULES).optional(),
  deposit: z.looseObject({ percent: z.int() }).optional(),
  inactiveMessage: text.optional(),
  imageUrl: text.optional(),
  suggestedAmounts: z.array(amount).optional(),
  fields: z.array(linkField).optional(),
  successUrl: text.optional(),
  metadata: metadata.optional(),
  mirror: z
    .looseObject({
      wanted: z.boolean(),
      id: maybeText,
      url: maybeText,
      carriedOver: maybeInstant,
      fault: maybeText,
    })
    .nullable()
    .default(null),
  createdAt: instant,
  updatedAt: instant,
});

export const paymentLinkDocument = createDocument("payment link", paymentLink);
