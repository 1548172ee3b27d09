/** A catalog from a function of the merchant's, for a relay mounted in their Node server. */
import type { CartLine } from "@malipo/protocol";
import { refuse } from "../../domain/errors.ts";
import type { Catalog } from "../../ports/catalog.ts";
import type { Log } from "../../ports/log.ts";
import { priceCart } from "./price-cart.ts";
import type { Prices } from "./price-cart.ts";
import { parseProductList, referenceSchema } from "./product-list.ts";
import type { ProductList } from "./product-list.ts";

/** The function's result: the products of the cart's lines, delivery, tax and discounts, and an optional reference for the order. */
export type ResolvedCart = ProductList & {
  /** 1 to 64 letters, digits or any of . _ - / */
  readonly reference?: string;
};

/**
 * Looks up the products of `lines`; a missing product is unknown. `signal` aborts when the result is no longer needed.
 * Errors are logged, and the shopper is told that prices can't be loaded.
 */
export type ResolveCart = (
  lines: readonly CartLine[],
  context: { readonly signal: AbortSignal },
) => Promise<ResolvedCart> | ResolvedCart;

export interface FunctionCatalogOptions {
  readonly resolveCart: ResolveCart;
  readonly log: Log;
  /** Default 5,000. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 5_000;

interface Resolved extends Prices {
  readonly reference: string | null;
}

export function createFunctionCatalog(
  options: FunctionCatalogOptions,
): Catalog {
  return {
    async price(lines) {
      let resolved: Resolved;
      try {
        resolved = await resolve(options, lines);
      } catch (error) {
        options.log.error({ err: error }, "resolveCart returned no prices");
        return refuse(
          "catalog_unavailable",
          "The merchant's catalog is not available right now.",
        );
      }
      return priceCart(resolved, lines, resolved.reference);
    },
  };
}

async function resolve(
  { resolveCart, timeoutMs = TIMEOUT_MS }: FunctionCatalogOptions,
  lines: readonly CartLine[],
): Promise<Resolved> {
  const signal = AbortSignal.timeout(timeoutMs);
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener("abort", () => {
      reject(new Error(`no response within ${timeoutMs} ms`));
    });
  });
  // Turns a synchronous throw into a rejection, so that every error goes through the race.
  const call = async (): Promise<ResolvedCart> =>
    resolveCart(lines, { signal });
  const { reference, ...list } = await Promise.race([call(), late]);
  const parsed = parseProductList(list);
  if (!parsed.ok) throw new Error(parsed.problems.join("; "));
  return {
    products: parsed.products,
    adjustments: parsed.adjustments,
    payment: parsed.payment,
    reference:
      reference === undefined ? null : referenceSchema.parse(reference),
  };
}
