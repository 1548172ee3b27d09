/** The format of merchants' prices, in a file, from their backend, or from a function. */
import { z } from "zod";
import {
  paymentRuleSchema,
  MAX_ADJUSTMENTS,
  adjustmentKindSchema,
  adjustmentLabelSchema,
  secureUrlSchema,
  skuSchema,
} from "@malipo/protocol";
import type { Adjustment, Amount, PaymentRule } from "@malipo/protocol";
import { parseDecimal } from "../../domain/amount.ts";
import { SUPPORTED_CURRENCIES } from "../../domain/currency.ts";

export const nameSchema = z.string().min(1).max(200);
/** In major units, as text, because a JSON number is a float: "2500.00". */
export const priceSchema = z.string().max(32);
/** The merchant's reference for an order. */
export const referenceSchema = z
  .string()
  .regex(
    /^[\w.\-/]{1,64}$/,
    "must be 1 to 64 letters, digits or any of . _ - /",
  );

/** Delivery, tax and discounts of a cart. Also a discount's amount has no sign. */
export const pricedAdjustmentsSchema = z
  .array(
    z.strictObject({
      kind: adjustmentKindSchema,
      label: adjustmentLabelSchema,
      amount: priceSchema,
    }),
  )
  .max(MAX_ADJUSTMENTS);

/** Undefined if an amount is not a decimal of the currency. */
export function toAdjustments(
  given: z.infer<typeof pricedAdjustmentsSchema>,
  currency: string,
): readonly Adjustment[] | undefined {
  const adjustments = given.flatMap(({ kind, label, amount: text }) => {
    const amount = parseDecimal(text, currency);
    return amount === undefined ? [] : [{ kind, label, amount }];
  });
  return adjustments.length === given.length ? adjustments : undefined;
}

const productSchema = z.strictObject({
  sku: skuSchema,
  name: nameSchema,
  price: priceSchema,
  imageUrl: secureUrlSchema.optional(),
  maxQuantity: z.int().min(1).max(9999).optional(),
});

export const currencyNameSchema = z
  .string()
  .refine(
    (currency) => SUPPORTED_CURRENCIES.includes(currency),
    `must be one of ${SUPPORTED_CURRENCIES.join(", ")}`,
  );

const productListSchema = z
  .strictObject({
    currency: currencyNameSchema,
    products: z.array(productSchema).max(100_000),
    /** Of every order. */
    adjustments: pricedAdjustmentsSchema.optional(),
    /** Of every order: whether it can be paid in parts. Default: "exact". */
    payment: paymentRuleSchema.optional(),
  })
  .check(({ value, issues }) => {
    const seen = new Set<string>();
    for (const [index, { sku, price }] of value.products.entries()) {
      const path = ["products", index];
      if (seen.has(sku))
        issues.push({
          code: "custom",
          input: sku,
          path: [...path, "sku"],
          message: "is listed twice",
        });
      seen.add(sku);
      if (parseDecimal(price, value.currency) === undefined)
        issues.push({
          code: "custom",
          input: price,
          path: [...path, "price"],
          message: `must be a decimal in ${value.currency}, as text ("2500.00")`,
        });
    }
    for (const [index, { amount }] of (value.adjustments ?? []).entries())
      if (parseDecimal(amount, value.currency) === undefined)
        issues.push({
          code: "custom",
          input: amount,
          path: ["adjustments", index, "amount"],
          message: `must be a decimal in ${value.currency}, as text ("200.00")`,
        });
  });

/** The content of a catalog file or response. */
export type ProductList = Readonly<z.input<typeof productListSchema>>;

export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly unitAmount: Amount;
  readonly imageUrl?: string | undefined;
  readonly maxQuantity?: number | undefined;
}

/** By sku. */
export type Products = ReadonlyMap<string, Product>;

export type ParsedProducts =
  | {
      readonly ok: true;
      readonly products: Products;
      readonly adjustments: readonly Adjustment[];
      readonly payment?: PaymentRule | undefined;
    }
  /** What is wrong and where, never a value. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** More would not help. */
const MAX_PROBLEMS = 10;

export function parseProductList(value: unknown): ParsedProducts {
  const parsed = productListSchema.safeParse(value);
  if (!parsed.success)
    return { ok: false, problems: describeIssues(parsed.error) };
  const { currency, products, adjustments: given = [], payment } = parsed.data;
  const adjustments = toAdjustments(given, currency);
  if (adjustments === undefined)
    throw new TypeError("a validated amount could not be parsed");
  return {
    ok: true,
    adjustments,
    payment,
    products: new Map(
      products.map(({ price, ...product }) => {
        const unitAmount = parseDecimal(price, currency);
        if (unitAmount === undefined)
          throw new TypeError("a validated price could not be parsed");
        return [product.sku, { ...product, unitAmount }];
      }),
    ),
  };
}

export function describeIssues(error: z.ZodError): string[] {
  return error.issues
    .slice(0, MAX_PROBLEMS)
    .map(({ path, message }) =>
      path.length === 0 ? message : `${path.join(".")}: ${message}`,
    );
}
