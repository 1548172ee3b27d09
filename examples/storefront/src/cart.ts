/** The cart: which products and how many. What they cost is looked up when it is shown, and again by the relay. */
import type { Catalog, Product } from "./catalog.ts";
import { findProduct } from "./catalog.ts";

export interface CartLine {
  readonly sku: string;
  readonly quantity: number;
}

export type Cart = readonly CartLine[];

/** As a cookie keeps it: `SKU:2,SKU:1`. */
export const formatCart = (cart: Cart): string =>
  cart.map(({ sku, quantity }) => `${sku}:${quantity}`).join(",");

/** What a browser sent, as a cart of what is sold here. Anything else is left out. */
export function parseCart(text: string, catalog: Catalog): Cart {
  return text.split(",").reduce<Cart>((cart, part) => {
    const [, sku = "", quantity = ""] = /^(.+):(\d{1,4})$/.exec(part) ?? [];
    return withQuantity(cart, sku, Number(quantity), catalog);
  }, []);
}

export const quantityOf = (cart: Cart, sku: string): number =>
  cart.find((line) => line.sku === sku)?.quantity ?? 0;

/** The cart with so many of a product, at most what one order may hold. None takes it out. */
export function withQuantity(
  cart: Cart,
  sku: string,
  quantity: number,
  catalog: Catalog,
): Cart {
  const product = findProduct(catalog, sku);
  if (product === undefined || !Number.isSafeInteger(quantity)) return cart;
  const line = { sku, quantity: Math.min(quantity, product.maxQuantity) };
  const known = cart.some((other) => other.sku === sku);
  return (
    known
      ? cart.map((other) => (other.sku === sku ? line : other))
      : [...cart, line]
  ).filter((other) => other.quantity > 0);
}

/** What is left when some of it was paid: the shopper may have put more into the cart since. */
export const withoutPaid = (cart: Cart, paid: Cart): Cart =>
  cart
    .map(({ sku, quantity }) => ({
      sku,
      quantity: quantity - quantityOf(paid, sku),
    }))
    .filter(({ quantity }) => quantity > 0);

export const countOf = (cart: Cart): number =>
  cart.reduce((count, { quantity }) => count + quantity, 0);

export interface PricedLine extends CartLine {
  readonly product: Product;
  /** Minor units. */
  readonly amount: number;
}

export function priceCart(cart: Cart, catalog: Catalog): PricedLine[] {
  return cart.flatMap((line) => {
    const product = findProduct(catalog, line.sku);
    return product === undefined
      ? []
      : [{ ...line, product, amount: product.unitAmount * line.quantity }];
  });
}

/** Minor units. */
export const totalOf = (lines: readonly PricedLine[]): number =>
  lines.reduce((total, { amount }) => total + amount, 0);
