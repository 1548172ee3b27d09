import { lineSchema } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import { priceCart } from "../../../src/adapters/catalog/price-cart.ts";
import type { Product } from "../../../src/adapters/catalog/product-list.ts";

const kes = (value: number) => ({ value, currency: "KES" });
const product = (sku: string, value: number, more: Partial<Product> = {}) =>
  [
    sku,
    { sku, name: `Name of ${sku}`, unitAmount: kes(value), ...more },
  ] as const;

const imageUrl = "https://shop.example/a.png";
const products = new Map<string, Product>([
  product("A", 250_000, { imageUrl, maxQuantity: 3 }),
  product("B", 220_000),
  product("HUGE", Number.MAX_SAFE_INTEGER),
]);
const price = (...lines: [sku: string, quantity: number][]) =>
  priceCart(
    { products, adjustments: [] },
    lines.map(([sku, quantity]) => ({ sku, quantity })),
  );

describe("priceCart", () => {
  it("multiplies and keeps what the catalog says of the product", () => {
    const priced = price(["A", 2]);
    const line = {
      sku: "A",
      name: "Name of A",
      quantity: 2,
      unitAmount: kes(250_000),
      amount: kes(500_000),
      imageUrl,
      maxQuantity: 3,
    };
    const value = { reference: null, lines: [line], adjustments: [] };
    expect(priced).toEqual({ ok: true, value });
    lineSchema.parse(line);
  });

  it("makes one line of a sku that stands twice, in the first one's place", () => {
    expect(price(["B", 1], ["A", 1], ["B", 4])).toMatchObject({
      value: {
        lines: [
          { sku: "B", quantity: 5, amount: kes(1_100_000) },
          { sku: "A", quantity: 1, amount: kes(250_000) },
        ],
      },
    });
  });

  it("names every unknown sku, an object's own members among them", () => {
    expect(price(["X", 1], ["A", 1], ["__proto__", 1])).toMatchObject({
      code: "unknown_sku",
      errors: [{ field: "lines.0.sku" }, { field: "lines.2.sku" }],
    });
  });

  it.each<[string, [string, number][], number]>([
    ["over the product's own limit", [["A", 4]], 0],
    [
      "over it in two lines",
      [
        ["B", 1],
        ["A", 2],
        ["A", 2],
      ],
      1,
    ],
    [
      "over the wire's limit in two lines",
      [
        ["B", 9999],
        ["B", 1],
      ],
      0,
    ],
    ["more than can be counted", [["HUGE", 2]], 0],
  ])("refuses %s", (_what, lines, index) => {
    expect(price(...lines)).toMatchObject({
      code: "quantity_too_large",
      errors: [{ field: `lines.${index}.quantity` }],
    });
  });
});
