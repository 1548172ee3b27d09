import { describe, expect, it } from "vitest";
import { parseProductList } from "../../../src/adapters/catalog/product-list.ts";
import { expecting } from "../../support/expecting.ts";

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

  const url = (imageUrl: string) => list({ imageUrl });
  const price = (text: unknown, currency?: string) =>
    list({ price: text }, currency);

  it.each<[string, unknown, string]>([
    ["a list", [], ""],
    ["nothing", null, ""],
    ...expecting("currency", {
      "no currency": { products: [] },
      "an unknown currency": list({}, "XXX"),
      "a currency in small letters": list({}, "kes"),
    }),
    ["an unknown field", { ...(list({}) as object), tax: 16 }, "tax"],
    ["an unknown field of a product", list({ cost: "1" }), "products.0"],
    ...expecting("products.0.sku", {
      "no sku": list({ sku: undefined }),
      "an empty sku": list({ sku: "" }),
      "a long sku": list({ sku: "x".repeat(65) }),
    }),
    ["no name", list({ name: "" }), "products.0.name"],
    ...expecting("products.0.price", {
      "a price that is a number": price(2500),
      "a price below zero": price("-1"),
      "a price with a comma": price("2,500"),
      "a price finer than a cent": price("1.005"),
      "a price with an exponent": price("1e3"),
      "a price in UGX cents": price("1.50", "UGX"),
      "a price that is too large": price("9".repeat(16)),
    }),
    ...expecting("products.0.imageUrl", {
      "a picture without https": url("http://shop.example/a.png"),
      "a picture by a path": url("/a.png"),
      "a picture of script": url("javascript:alert(1)"),
    }),
    ...expecting("products.0.maxQuantity", {
      "a limit of zero": list({ maxQuantity: 0 }),
      "a broken limit": list({ maxQuantity: 1.5 }),
    }),
  ])("refuses %s and says where", (_what, value, where) => {
    const parsed = parseProductList(value);
    expect(parsed.ok).toBe(false);
    expect(!parsed.ok && parsed.problems.join("\n")).toContain(where);
  });

  it.each([
    ["S", "S"],
    ["CAF\u00c9", "CAFE\u0301"],
  ])("refuses a sku that stands twice: %j, %j", (sku, again) => {
    const products = [sku, again].map((each) => ({ ...shirt, sku: each }));
    expect(parseProductList({ currency: "KES", products })).toEqual({
      ok: false,
      problems: ["products.1.sku: is listed twice"],
    });
  });

  it("takes pictures of one's own machine over plain http", () => {
    for (const host of ["localhost:4000", "shop.localhost", "127.0.0.1"])
      expect(parseProductList(url(`http://${host}/a.png`)).ok, host).toBe(true);
  });

  it("names at most ten problems", () => {
    const products = Array.from({ length: 50 }, () => ({}));
    const parsed = parseProductList({ currency: "KES", products });
    expect(!parsed.ok && parsed.problems).toHaveLength(10);
  });
});
