/** Money on the wire: integers in minor units, never a float. */
import { z } from "zod";

/** ISO 4217 alphabetic code, for example `KES`. */
export const currencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/, "must be three capital letters (ISO 4217)");

/**
 * An amount of money. `value` counts minor units (KES 25.00 is 2500), is never negative and
 * always exact; how many minor units make one major unit is the order's `currencyExponent`.
 */
export const amountSchema = z
  .strictObject({
    value: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
    currency: currencySchema,
  })
  .meta({ id: "Amount" });

export type Amount = Readonly<z.infer<typeof amountSchema>>;
