/** A catalog of three shirts. */
import { multiplyAmount } from "../../src/domain/amount.ts";
import { ok, refuse } from "../../src/domain/errors.ts";
import type { Catalog } from "../../src/ports/catalog.ts";

const PRICES: Readonly<Record<string, number>> = {
  "SHRT-BLK-XL-9981": 250_000,
  "SHRT-BLU-L-4421": 220_000,
  "SHRT-GRN-M-7712": 230_000,
};

export const shirts: Catalog = {
  price(lines) {
    const unknown = lines.find(({ sku }) => !Object.hasOwn(PRICES, sku));
    if (unknown !== undefined)
      return Promise.resolve(refuse("unknown_sku", "No such product."));
    return Promise.resolve(
      ok({
        reference: null,
        adjustments: [],
        lines: lines.map(({ sku, quantity }) => {
          const unitAmount = { value: PRICES[sku] ?? 0, currency: "KES" };
          const amount = multiplyAmount(unitAmount, quantity) ?? unitAmount;
          return { sku, name: sku, quantity, unitAmount, amount };
        }),
      }),
    );
  },
};
