import { describe, expect, it } from "vitest";
import {
  amountSchema,
  createOrderSchema,
  orderIdSchema,
  startAttemptSchema,
} from "@malipo/protocol";

const LINES = [{ sku: "SHRT-BLK-XL-9981", quantity: 1 }];

describe("createOrderSchema", () => {
  it.each([
    { lines: LINES },
    {
      lines: LINES,
      customer: { email: "a@shop.example" },
      locale: "sw-KE",
      returnUrl: "https://shop.example/checkout",
    },
    { cartToken: "e30.e30.e30" },
    { paymentLink: "pl_AAAAAAAAAAAAAAAAAAAAAA" },
    {
      paymentLink: "pl_AAAAAAAAAAAAAAAAAAAAAA",
      amount: { value: 100, currency: "KES" },
    },
  ])("takes %j", (body) => {
    expect(createOrderSchema.safeParse(body).success).toBe(true);
  });

  it.each([
    {},
    { lines: [] },
    { lines: LINES, cartToken: "e30.e30.e30" },
    { lines: [{ ...LINES[0], price: 1 }] },
    { lines: [{ sku: "A", quantity: 0 }] },
    { lines: [{ sku: "A", quantity: 1.5 }] },
    { lines: [{ sku: "A", quantity: "1" }] },
    { lines: LINES, amount: { value: 1, currency: "KES" } },
    { lines: LINES, returnUrl: "/checkout" },
    { paymentLink: "pl_short" },
  ])("refuses %j", (body) => {
    expect(createOrderSchema.safeParse(body).success).toBe(false);
  });
});

describe("amountSchema", () => {
  it.each([
    { value: 1.5, currency: "KES" },
    { value: -1, currency: "KES" },
    { value: 2 ** 53, currency: "KES" },
    { value: "100", currency: "KES" },
    { value: 100, currency: "kes" },
    { value: 100, currency: "404" },
    { value: 100, currency: "KES", exponent: 2 },
  ])("refuses %j", (amount) => {
    expect(amountSchema.safeParse(amount).success).toBe(false);
  });
});

describe("startAttemptSchema", () => {
  it("knows the methods and nothing else", () => {
    expect(
      startAttemptSchema.safeParse({ method: "mpesa", phone: "0712 345 678" })
        .success,
    ).toBe(true);
    expect(startAttemptSchema.safeParse({ method: "cash" }).success).toBe(
      false,
    );
    expect(
      startAttemptSchema.safeParse({ method: "card", amount: 1 }).success,
    ).toBe(false);
  });
});

describe("orderIdSchema", () => {
  it("takes 128 bits of base64url behind its prefix", () => {
    expect(orderIdSchema.safeParse("ord_AAAAAAAAAAAAAAAAAAAA-_").success).toBe(
      true,
    );
    expect(orderIdSchema.safeParse("ord_AAAA").success).toBe(false);
    expect(orderIdSchema.safeParse("pl_AAAAAAAAAAAAAAAAAAAAAA").success).toBe(
      false,
    );
  });
});
