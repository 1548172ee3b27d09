import { describe, expect, it } from "vitest";
import { parseProductList } from "../../../src/adapters/catalog/product-list.ts";

const shirt = { sku: "S", name: "Shirt", price: "2500.00" };
const list = (changes: object, currency = "KES"): unknown => ({
  currency,
  products: [{ ...shirt, ...changes }],
});

describe("parseProductList", () => {
  it("reads prices as exact amounts", () => {
    const parsed = parseProductList({
      currency: "KES",
      products: [
        { ...shirt, imageUrl: "https://shop.example/s.png", maxQuantity: 5 },
        { sku: "Gift", name: "Gift wrap", price: "0" },
      ],
    });
    expect(parsed.ok && [...parsed.products.values()]).toEqual([
      {
        sku: "S",
        name: "Shirt",
        unitAmount: { value: 250_000, currency: "KES" },
        imageUrl: "https://shop.example/s.png",
        maxQuantity: 5,
      },
      {
        sku: "Gift",
        name: "Gift wrap",
        unitAmount: { value: 0, currency: "KES" },
      },
    ]);
  });

  it("knows a product by its composed sku", () => {
    const parsed = parseProductList(list({ sku: "CAFE\u0301" }));
    expect(parsed.ok && [...parsed.products.keys()]).toEqual(["CAF\u00c9"]);
  });

  it("takes an empty list", () => {
    expect(parseProductList({ currency: "KES", products: [] }).ok).toBe(true);
  });

  it.each([
    ["a list", [], ""],
    ["nothing", null, ""],
    ["no currency", { products: [] }, "currency"],
    ["an unknown currency", list({}, "XXX"), "currency"],
    ["a currency in small letters", list({}, "kes"), "currency"],
    ["an unknown field", { ...(list({}) as object), tax: 16 }, "tax"],
    ["an unknown field of a product", list({ cost: "1" }), "products.0"],
    ["no sku", list({ sku: undefined }), "products.0.sku"],
    ["an empty sku", list({ sku: "" }), "products.0.sku"],
    ["a long sku", list({ sku: "x".repeat(65) }), "products.0.sku"],
    ["no name", list({ name: "" }), "products.0.name"],
    ["a price that is a number", list({ price: 2500 }), "products.0.price"],
    ["a price below zero", list({ price: "-1" }), "products.0.price"],
    ["a price with a comma", list({ price: "2,500" }), "products.0.price"],
    ["a price finer than a cent", list({ price: "1.005" }), "products.0.price"],
    ["a price with an exponent", list({ price: "1e3" }), "products.0.price"],
    [
      "a price in UGX cents",
      list({ price: "1.50" }, "UGX"),
      "products.0.price",
    ],
    [
      "a price that is too large",
      list({ price: "9".repeat(16) }),
      "products.0.price",
    ],
    [
      "a picture without https",
      list({ imageUrl: "http://shop.example/a.png" }),
      "products.0.imageUrl",
    ],
    [
      "a picture by a path",
      list({ imageUrl: "/a.png" }),
      "products.0.imageUrl",
    ],
    [
      "a picture of script",
      list({ imageUrl: "javascript:alert(1)" }),
      "products.0.imageUrl",
    ],
    ["a limit of zero", list({ maxQuantity: 0 }), "products.0.maxQuantity"],
    ["a broken limit", list({ maxQuantity: 1.5 }), "products.0.maxQuantity"],
  ])("refuses %s and says where", (_what, value, where) => {
    const parsed = parseProductList(value);
    expect(parsed.ok).toBe(false);
    expect(!parsed.ok && parsed.problems.join("\n")).toContain(where);
  });

  it.each([
    ["S", "S"],
    ["CAF\u00c9", "CAFE\u0301"],
  ])("refuses a sku that stands twice: %j, %j", (sku, again) => {
    const parsed = parseProductList({
      currency: "KES",
      products: [
        { ...shirt, sku },
        { ...shirt, sku: again },
      ],
    });
    expect(parsed).toEqual({
      ok: false,
      problems: ["products.1.sku: is listed twice"],
    });
  });

  it("takes pictures of one's own machine over plain http", () => {
    for (const host of [
      "localhost:4000",
      "shop.localhost",
      "127.0.0.1",
      "[::1]:1",
    ])
      expect(
        parseProductList(list({ imageUrl: `http://${host}/a.png` })).ok,
        host,
      ).toBe(true);
  });

  it("names at most ten problems", () => {
    const parsed = parseProductList({
      currency: "KES",
      products: Array.from({ length: 50 }, () => ({})),
    });
    expect(!parsed.ok && parsed.problems).toHaveLength(10);
  });
});
