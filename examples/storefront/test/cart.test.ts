import { describe, expect, it } from "vitest";
import {
  countOf,
  formatCart,
  parseCart,
  priceCart,
  totalOf,
  withQuantity,
  withoutPaid,
} from "../src/cart.ts";
import { catalog } from "./support/shop.ts";

const BLACK = "SHRT-BLK-XL-9981";
const BLUE = "SHRT-BLU-L-4421";

describe("parseCart", () => {
  it("reads what formatCart wrote", () => {
    const cart = [
      { sku: BLACK, quantity: 2 },
      { sku: BLUE, quantity: 1 },
    ];
    expect(parseCart(formatCart(cart), catalog)).toEqual(cart);
  });

  it.each([
    ["nothing", "", []],
    ["an unknown product", "SHRT-RED-S-0000:1", []],
    ["none of a product", `${BLACK}:0`, []],
    ["a negative quantity", `${BLACK}:-1`, []],
    ["half a shirt", `${BLACK}:1.5`, []],
    ["more than one order may hold", `${BLACK}:9999`, [10]],
    ["the same product twice", `${BLACK}:1,${BLACK}:3`, [3]],
    ["something else beside a line", `?,${BLUE}:2,:,${"x".repeat(99)}`, [2]],
  ])("reads %s", (_what, text, quantities) => {
    expect(parseCart(text, catalog).map(({ quantity }) => quantity)).toEqual(
      quantities,
    );
  });
});

describe("withQuantity", () => {
  const cart = [{ sku: BLACK, quantity: 1 }];

  it("adds, changes and takes away", () => {
    const both = withQuantity(cart, BLUE, 2, catalog);
    expect(countOf(both)).toBe(3);
    expect(formatCart(withQuantity(both, BLACK, 4, catalog))).toBe(
      `${BLACK}:4,${BLUE}:2`,
    );
    expect(formatCart(withQuantity(both, BLACK, 0, catalog))).toBe(`${BLUE}:2`);
  });

  it.each([NaN, 1.5, Infinity])("changes nothing for %d", (quantity) => {
    expect(withQuantity(cart, BLACK, quantity, catalog)).toEqual(cart);
  });
});

describe("withoutPaid", () => {
  it("keeps what was put into the cart since", () => {
    const cart = parseCart(`${BLACK}:3,${BLUE}:1`, catalog);
    const paid = parseCart(`${BLACK}:1,${BLUE}:1`, catalog);
    expect(formatCart(withoutPaid(cart, paid))).toBe(`${BLACK}:2`);
  });
});

describe("priceCart", () => {
  it("prices by the catalog, in whole cents", () => {
    const lines = priceCart(
      parseCart(`${BLACK}:2,${BLUE}:1`, catalog),
      catalog,
    );
    expect(lines.map(({ amount }) => amount)).toEqual([500_000, 220_000]);
    expect(totalOf(lines)).toBe(720_000);
  });
});
