/** The claims of a cart token: the lines with the merchant's names and prices. */
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import {
  paymentRuleSchema,
  secureUrlSchema,
  skuSchema,
} from "@malipo/protocol";
import type { Amount, Line } from "@malipo/protocol";
import { ok, refuse } from "../../domain/errors.ts";
import type { Refused, Result } from "../../domain/errors.ts";
import { priceLine } from "./price-cart.ts";
import {
  currencyNameSchema,
  nameSchema,
  pricedAdjustmentsSchema,
  priceSchema,
  referenceSchema,
} from "./product-list.ts";
import type { Product } from "./product-list.ts";

const signedLineSchema = z.strictObject({
  sku: skuSchema,
  name: nameSchema,
  quantity: z.int().min(1).max(9999),
  price: priceSchema,
  imageUrl: secureUrlSchema.optional(),
});
type SignedLine = Readonly<z.infer<typeof signedLineSchema>>;

export const signedCartSchema = z.strictObject({
  currency: currencyNameSchema,
  lines: z.array(signedLineSchema).min(1).max(100),
  adjustments: pricedAdjustmentsSchema.optional(),
  /** Whether the order can be paid in parts. Default: "exact". */
  payment: paymentRuleSchema.optional(),
  reference: referenceSchema.optional(),
});
/** `price` and `amount` in major units, as text. `reference`: 1 to 64 letters, digits or any of . _ - / */
export type SignedCart = Readonly<z.infer<typeof signedCartSchema>>;

/** Lines with the same sku are merged if they have the same name and price. */
export function priceSignedLines(
  lines: readonly SignedLine[],
  toAmount: (price: string) => Amount | undefined,
): Result<readonly Line[]> {
  const bySku = new Map<string, { product: Product; quantity: number }>();
  for (const [index, { quantity, price, ...rest }] of lines.entries()) {
    const unitAmount = toAmount(price);
    if (unitAmount === undefined)
      return refuseLine(index, "price is not a decimal of this currency");
    const product = { ...rest, unitAmount };
    const before = bySku.get(product.sku);
    if (before !== undefined && !isDeepStrictEqual(before.product, product))
      return refuseLine(index, "the same sku has another name or price");
    bySku.set(product.sku, {
      product,
      quantity: quantity + (before?.quantity ?? 0),
    });
  }
  const priced: Line[] = [];
  for (const { product, quantity } of bySku.values()) {
    const line = priceLine(product, quantity);
    if (line === undefined)
      return refuse(
        "cart_token_invalid",
        "A quantity in the cart token exceeds the maximum for one order.",
      );
    priced.push(line);
  }
  return ok(priced);
}

function refuseLine(index: number, message: string): Refused {
  return refuse(
    "cart_token_invalid",
    `The cart token's lines.${index}: ${message}.`,
  );
}
