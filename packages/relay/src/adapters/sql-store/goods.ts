/** Stored amounts, lines and adjustments. */
import { ADJUSTMENT_KINDS } from "@malipo/protocol";
import type { Adjustment, Amount, Line } from "@malipo/protocol";
import { z } from "zod";

export const amount: z.ZodType<Amount> = z.looseObject({
  value: z.int().min(0),
  currency: z.string(),
});

export const line: z.ZodType<Line> = z.looseObject({
  sku: z.string(),
  name: z.string(),
  quantity: z.int().min(1),
  unitAmount: amount,
  amount,
  imageUrl: z.string().optional(),
  maxQuantity: z.int().min(1).optional(),
});

export const adjustment: z.ZodType<Adjustment> = z.looseObject({
  kind: z.enum(ADJUSTMENT_KINDS),
  label: z.string(),
  amount,
});
