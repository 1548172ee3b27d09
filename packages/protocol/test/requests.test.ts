import { describe, expect, it } from "vitest";
import {
  amountSchema,
  cartLineSchema,
  createOrderSchema,
  droppedHints,
  orderIdSchema,
  startAttemptSchema,
} from "@malipo/protocol";

const LINES = [{ sku: "SHRT-BLK-XL-9981", quantity: 1 }];

describe("droppedHints", () => {
  it.each<[object, readonly string[]]>([
    [{}, []],
    [{ locale: "en_US", customer: { email: " a@b.example " } }, []],
    [{ locale: null, customer: { email: "", phone: null } }, []],
    [{ locale: "??", returnUrl: "javascript:1" }, ["locale", "returnUrl"]],
    [{ customer: "Asha" }, ["customer"]],
    [
      { customer: { name: "Asha", email: "no", phone: "none" } },
      ["customer.email", "customer.phone"],
    ],
    [{ customer: { email: "no" } }, ["customer.email"]],
  ])("names what could not be used of %j", (hints, dropped) => {
    const body = { lines: LINES, ...hints };
    expect(droppedHints(body, createOrderSchema.parse(body))).toEqual(dropped);
  });
});

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
    { paymentLink: "pl_short" },
  ])("refuses %j", (body) => {
    expect(createOrderSchema.safeParse(body).success).toBe(false);
  });
});

describe("what may be said beside an order", () => {
  const parsed = (context: object): unknown => {
    const { lines, ...rest } = createOrderSchema.parse({
      lines: LINES,
      ...context,
    }) as Record<string, unknown>;
    expect(lines).toEqual(LINES);
    return JSON.parse(JSON.stringify(rest)) as unknown;
  };
  const address = (length: number): string =>
    "https://shop.example/".padEnd(length, "x");

  it.each<[context: object, kept: object]>([
    [{ customer: null }, {}],
    [{ customer: {} }, {}],
    [{ customer: "Amina" }, {}],
    [{ customer: ["Amina"] }, {}],
    [{ customer: { name: "", email: "", phone: "" } }, {}],
    [{ customer: { name: null, email: null, phone: null } }, {}],
    [{ customer: { name: 7, email: true, phone: {} } }, {}],
    [{ customer: { email: "nobody", phone: "none" } }, {}],
    [
      { customer: { name: " Amina\u202e\n Otieno\u0000", email: "" } },
      { customer: { name: "Amina Otieno" } },
    ],
    [
      { customer: { name: "x".repeat(500) } },
      { customer: { name: "x".repeat(128) } },
    ],
    [
      { customer: { name: `${"x".repeat(127)}😀` } },
      { customer: { name: "x".repeat(127) } },
    ],
    [
      { customer: { email: "a@shop.example " } },
      { customer: { email: "a@shop.example" } },
    ],
    [
      { customer: { email: "\u202aａ@shop.example\u202c\r\n" } },
      { customer: { email: "a@shop.example" } },
    ],
    [{ customer: { email: `${"a".repeat(250)}@shop.example` } }, {}],
    [
      { customer: { phone: "\u202a+254 (0) 712 345 601\u202c" } },
      { customer: { phone: "+254 (0) 712 345 601" } },
    ],
    [{ customer: { phone: "٠٧١٢" } }, { customer: { phone: "0712" } }],
    [{ customer: { phone: "1".repeat(65) } }, {}],
    [{ locale: "en_US" }, { locale: "en-US" }],
    [{ locale: "sw-KE" }, { locale: "sw-KE" }],
    [{ locale: " sw_ke.UTF-8\n" }, { locale: "sw-KE" }],
    [{ locale: "zh_Hant_TW" }, { locale: "zh-Hant-TW" }],
    [{ locale: "" }, {}],
    [{ locale: null }, {}],
    [{ locale: 7 }, {}],
    [{ locale: "<script>" }, {}],
    [{ locale: "en-".repeat(20) }, {}],
    [{ locale: "en-a-a" }, {}],
    [{ locale: "C" }, {}],
    [{ returnUrl: null }, {}],
    [{ returnUrl: "" }, {}],
    [{ returnUrl: 7 }, {}],
    [{ returnUrl: "/checkout" }, {}],
    [{ returnUrl: "about:srcdoc" }, {}],
    [{ returnUrl: "blob:https://shop.example/1" }, {}],
    [{ returnUrl: "javascript:alert(1)" }, {}],
    [{ returnUrl: "file:///android_asset/index.html" }, {}],
    [{ returnUrl: "http://[bad" }, {}],
    [{ returnUrl: address(2049) }, {}],
    [{ returnUrl: address(2048) }, { returnUrl: address(2048) }],
    [
      { returnUrl: "\ufeff https://shop.example/#/a?b\n" },
      { returnUrl: "https://shop.example/#/a?b" },
    ],
  ])("of %j keeps %j", (context, kept) => {
    expect(parsed(context)).toEqual(kept);
  });

  it.each([
    { customer: { name: "Amina", vip: true } },
    { customer: { Email: "a@shop.example" } },
    { locales: "en" },
  ])("refuses unknown fields: %j", (context) => {
    expect(
      createOrderSchema.safeParse({ lines: LINES, ...context }).success,
    ).toBe(false);
  });
});

describe("a sku", () => {
  it.each([
    ["CAFE\u0301", "CAF\u00c9"],
    ["CAF\u00c9", "CAF\u00c9"],
    ["\u212b", "\u00c5"],
    ["\uff21", "\uff21"],
  ])("%j is %j", (sku, composed) => {
    expect(cartLineSchema.parse({ sku, quantity: 1 }).sku).toBe(composed);
  });

  it("has its length once it is composed", () => {
    const sku = "e\u0301".repeat(64);
    expect(cartLineSchema.safeParse({ sku, quantity: 1 }).success).toBe(true);
    expect(
      cartLineSchema.safeParse({ sku: `${sku}e`, quantity: 1 }).success,
    ).toBe(false);
  });
});

describe("amountSchema", () => {
  it.each([
    { value: 1.5, currency: "KES" },
    { value: -1, currency: "KES" },
    { value: 2 ** 53, currency: "KES" },
    { value: "100", currency: "KES" },
    { value: "1,000.00", currency: "KES" },
    { value: "1e3", currency: "KES" },
    { value: null, currency: "KES" },
    { value: 100 },
    100,
    { value: 100, currency: "kes" },
    { value: 100, currency: "404" },
    { value: 100, currency: "KES", exponent: 2 },
  ])("refuses %j", (amount) => {
    expect(amountSchema.safeParse(amount).success).toBe(false);
  });
});

describe("startAttemptSchema", () => {
  it("is a method's name, which the relay knows or not, and nothing else", () => {
    expect(
      startAttemptSchema.safeParse({ method: "mpesa", phone: "0712 345 678" })
        .success,
    ).toBe(true);
    expect(startAttemptSchema.safeParse({ method: "cowrie" }).success).toBe(
      true,
    );
    expect(startAttemptSchema.safeParse({ method: "M-Pesa!" }).success).toBe(
      false,
    );
    expect(
      startAttemptSchema.safeParse({ method: "card", amount: 1 }).success,
    ).toBe(false);
  });
});

describe("the phone of an attempt", () => {
  it.each([
    [`\u202a${"+254712345601".split("").join("\u200b")}\u202c`, true],
    ["+254 (0) 712 - 345 - 601".padEnd(80), true],
    ["7".repeat(64), true],
    ["7".repeat(65), false],
    ["", false],
  ])("%j may be sent: %s", (phone, may) => {
    expect(
      startAttemptSchema.safeParse({ method: "mpesa", phone }).success,
    ).toBe(may);
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
