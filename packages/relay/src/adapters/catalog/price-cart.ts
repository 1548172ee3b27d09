/** Prices a page's cart with the merchant's products. */
import type { Adjustment, CartLine, Line, PaymentRule } from "@malipo/protocol";
import { multiplyAmount } from "../../domain/amount.ts";
import { ok, refuse } from "../../domain/errors.ts";
import type { Refused, Result } from "../../domain/errors.ts";
import type { PricedCart } from "../../ports/catalog.ts";
import type { Product, Products } from "./product-list.ts";

export interface Prices {
  readonly products: Products;
  readonly adjustments: readonly Adjustment[];
  readonly payment?: PaymentRule | undefined;
}

/** The maximum quantity if the merchant sets none, and per line on the wire. */
const MAX_QUANTITY = 9999;

/** Lines with the same sku are merged into the first one. */
export function priceCart(
  { products, adjustments, payment }: Prices,
  lines: readonly CartLine[],
  reference: string | null = null,
): Result<PricedCart> {
  const missing = lines.flatMap(({ sku }, index) =>
    products.has(sku)
      ? []
      : [fieldError(index, "sku", "is not in the catalog")],
  );
  if (missing.length > 0)
    return refuse("unknown_sku", "This product is not in the catalog.", {
      errors: missing,
    });
  const priced: Line[] = [];
  for (const [sku, quantity] of quantities(lines)) {
    const product = products.get(sku);
    const line = product && priceLine(product, quantity);
    if (line === undefined)
      return tooMuch(
        lines.findIndex((asked) => asked.sku === sku),
        product,
      );
    priced.push(line);
  }
  return ok({ lines: priced, adjustments, reference, payment });
}

/** Undefined if the quantity is too large or the amount is not exact. */
export function priceLine(
  product: Product,
  quantity: number,
): Line | undefined {
  const { sku, name, unitAmount, imageUrl, maxQuantity } = product;
  const amount = multiplyAmount(unitAmount, quantity);
  if (amount === undefined || quantity > (maxQuantity ?? MAX_QUANTITY))
    return undefined;
  return {
    sku,
    name,
    quantity,
    unitAmount,
    amount,
    ...(imageUrl === undefined ? {} : { imageUrl }),
    ...(maxQuantity === undefined ? {} : { maxQuantity }),
  };
}

function quantities(lines: readonly CartLine[]): ReadonlyMap<string, number> {
  const bySku = new Map<string, number>();
  for (const { sku, quantity } of lines)
    bySku.set(sku, (bySku.get(sku) ?? 0) + quantity);
  return bySku;
}

function tooMuch(index: number, product: Product | undefined): Refused {
  const most = product?.maxQuantity ?? MAX_QUANTITY;
  return refuse(
    "quantity_too_large",
    "The quantity exceeds the maximum for one order.",
    { errors: [fieldError(index, "quantity", `at most ${most} in one order`)] },
  );
}

function fieldError(index: number, field: string, message: string) {
  return { field: `lines.${index}.${field}`, message };
}
