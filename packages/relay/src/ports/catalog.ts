/** Where prices come from. The page never sends one. */
import type { CartLine, Line } from "@malipo/protocol";
import type { Result } from "../domain/errors.ts";

export interface PricedCart {
  readonly lines: readonly Line[];
  /** The merchant's own name for the order, where the source gives one. */
  readonly reference: string | null;
}

export interface Catalog {
  /**
   * Prices a cart. Refusals: `unknown_sku`, `quantity_too_large`, `invalid_request`, `currency_unsupported`,
   * `catalog_unavailable` (prices could not be had; nothing is wrong with the cart).
   */
  price(lines: readonly CartLine[]): Promise<Result<PricedCart>>;
}

export interface CartTokens {
  /** Reads a cart that the merchant's backend priced and signed. Refusals: `cart_token_invalid`, `currency_unsupported`. */
  read(cartToken: string): Promise<Result<PricedCart>>;
}
