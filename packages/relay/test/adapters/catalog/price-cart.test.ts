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

const products = new Map<string, Product>([
  product("A", 250_000, {
    imageUrl: "https://shop.example/a.png",
    maxQuantity: 3,
  }),
  product("B", 220_000),
  product("HUGE", Number.MAX_SAFE_INTEGER),
]);

describe("priceCart", () => {
  it("multiplies and keeps what the catalog says of the product", () => {
    const priced = priceCart(products, [{ sku: "A", quantity: 2 }]);
    expect(priced).toEqual({
      ok: true,
      value: {
        reference: null,
        lines: [
          {
            sku: "A",
            name: "Name of A",
            quantity: 2,
            unitAmount: kes(250_000),
            amount: kes(500_000),
            imageUrl: "https://shop.example/a.png",
            maxQuantity: 3,
          },
        ],
      },
    });
    if (priced.ok)
      for (const line of priced.value.lines) lineSchema.parse(line);
  });

  it("makes one line of a sku that stands twice, in the first one's place", () => {
    const priced = priceCart(products, [
      { sku: "B", quantity: 1 },
      { sku: "A", quantity: 1 },
      { sku: "B", quantity: 4 },
    ]);
    expect(
      priced.ok &&
        priced.value.lines.map(({ sku, quantity, amount }) => [
          sku,
          quantity,
          amount.value,
        ]),
    ).toEqual([
      ["B", 5, 1_100_000],
      ["A", 1, 250_000],
    ]);
  });

  it("names every unknown sku", () => {
    const priced = priceCart(products, [
      { sku: "X", quantity: 1 },
      { sku: "A", quantity: 1 },
      { sku: "Y", quantity: 1 },
    ]);
    expect(priced).toMatchObject({
      code: "unknown_sku",
      errors: [{ field: "lines.0.sku" }, { field: "lines.2.sku" }],
    });
  });

  it.each([
    ["over the product's own limit", [{ sku: "A", quantity: 4 }], 0],
    [
      "over it in two lines",
      [
        { sku: "B", quantity: 1 },
        { sku: "A", quantity: 2 },
        { sku: "A", quantity: 2 },
      ],
      1,
    ],
    [
      "over the wire's limit in two lines",
      [
        { sku: "B", quantity: 9999 },
        { sku: "B", quantity: 1 },
      ],
      0,
    ],
    ["more than can be counted", [{ sku: "HUGE", quantity: 2 }], 0],
  ])("refuses %s", (_what, lines, index) => {
    expect(priceCart(products, lines)).toMatchObject({
      code: "quantity_too_large",
      errors: [{ field: `lines.${index}.quantity` }],
    });
  });

  it("knows no product by the name of an object's own members", () => {
    expect(
      priceCart(products, [{ sku: "__proto__", quantity: 1 }]),
    ).toMatchObject({
      code: "unknown_sku",
    });
  });
});
