/** What the shop sells: the same file that the relay prices carts from. */
import { parsePrice } from "./money.ts";

export interface Product {
  readonly sku: string;
  readonly name: string;
  /** Minor units. */
  readonly unitAmount: number;
  readonly imageUrl: string;
  readonly maxQuantity: number;
}

export interface Catalog {
  /** ISO 4217, for example `KES`. */
  readonly currency: string;
  readonly products: readonly Product[];
}

/** The file as it is written: prices as decimal text in major units. */
interface CatalogFile {
  readonly currency: string;
  readonly products: readonly (Omit<Product, "unitAmount"> & {
    readonly price: string;
  })[];
}

/** Reads the merchant's own file; throws where it is no JSON or a price is none. */
export function parseCatalog(text: string): Catalog {
  const { currency, products } = JSON.parse(text) as CatalogFile;
  return {
    currency,
    products: products.map(({ price, ...product }) => ({
      ...product,
      unitAmount: parsePrice(price),
    })),
  };
}

export const findProduct = (
  { products }: Catalog,
  sku: string,
): Product | undefined => products.find((product) => product.sku === sku);
