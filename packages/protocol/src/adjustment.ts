/** What an order costs beside its goods: delivery, tax, discounts. */
import { z } from "zod";
import { amountSchema } from "./amount.ts";

export const ADJUSTMENT_KINDS = ["delivery", "tax", "discount"] as const;
export const adjustmentKindSchema = z.enum(ADJUSTMENT_KINDS);
export const adjustmentLabelSchema = z.string().min(1).max(100);
export const MAX_ADJUSTMENTS = 20;

/** `amount` is never negative: the kind says whether it is added (delivery, tax) or subtracted (discount). */
export const adjustmentSchema = z
  .strictObject({
    kind: adjustmentKindSchema,
    /** The merchant's name for it, as shoppers read it: "Delivery to Nairobi". */
    label: adjustmentLabelSchema,
    amount: amountSchema,
  })
  .meta({ id: "Adjustment" });
export type Adjustment = Readonly<z.infer<typeof adjustmentSchema>>;

export const adjustmentsSchema = z.array(adjustmentSchema).max(MAX_ADJUSTMENTS);
