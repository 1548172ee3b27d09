/** The source of prices. Prices never come from the page. */
import type { Adjustment, CartLine, Line, PaymentRule } from "@malipo/protocol";
import type { Result } from "../domain/errors.ts";

export interface PricedCart {
  readonly lines: readonly Line[];
  readonly adjustments: readonly Adjustment[];
  /** The merchant's reference for the order, if the source provides one. */
  readonly reference: string | null;
  /** Default: "exact". */
  readonly payment?: PaymentRule | undefined;
}

export interface Catalog {
  /**
   * Prices a cart. Refusals: `unknown_sku`, `quantity_too_large`, `invalid_request`, `currency_unsupported`,
   * `catalog_unavailable` (prices could not be loaded; the cart may be fine).
   */
  price(lines: readonly CartLine[]): Promise<Result<PricedCart>>;
}

export interface CartTokens {
  /**
   * Verifies a cart priced and signed by the merchant's backend. Refusals: `cart_token_invalid`,
   * `currency_unsupported`.
   */
  read(cartToken: string): Promise<Result<PricedCart>>;
}
