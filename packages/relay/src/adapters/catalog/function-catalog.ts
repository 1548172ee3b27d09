/** Prices from a function of the merchant's, for those who mount the relay in their own Node server. */
import type { CartLine } from "@malipo/protocol";
import { refuse } from "../../domain/errors.ts";
import type { Catalog } from "../../ports/catalog.ts";
import type { Log } from "../../ports/log.ts";
import { priceCart } from "./price-cart.ts";
import { parseProductList, referenceSchema } from "./product-list.ts";
import type { ProductList, Products } from "./product-list.ts";

/** What the function says of a cart: the products of its lines, and the merchant's name for the order if it has one. */
export type ResolvedCart = ProductList & {
  /** 1 to 64 letters, digits or any of . _ - / */
  readonly reference?: string;
};

/**
 * Looks up the products of `lines`; a product left out is unknown. `signal` ends when nobody waits for the
 * answer any more. What it throws is logged, and the shopper is told that prices can't be had.
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

interface Resolved {
  readonly products: Products;
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
        options.log.error({ err: error }, "resolveCart gave no prices");
        return refuse(
          "catalog_unavailable",
          "The merchant's catalog is not available right now.",
        );
      }
      return priceCart(resolved.products, lines, resolved.reference);
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
      reject(new Error(`no answer within ${timeoutMs} ms`));
    });
  });
  // Also what it throws at once becomes a rejection, so that nothing leaves the race unheard.
  const ask = async (): Promise<ResolvedCart> => resolveCart(lines, { signal });
  const { reference, ...list } = await Promise.race([ask(), late]);
  const parsed = parseProductList(list);
  if (!parsed.ok) throw new Error(parsed.problems.join("; "));
  return {
    products: parsed.products,
    reference:
      reference === undefined ? null : referenceSchema.parse(reference),
  };
}
