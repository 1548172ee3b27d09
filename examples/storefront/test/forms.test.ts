import { describe, expect, it } from "vitest";
import { RELAY, useShop } from "./support/shop.ts";
import type { Visit } from "./support/shop.ts";

const BLACK = "SHRT-BLK-XL-9981";
const BLUE = "SHRT-BLU-L-4421";

const PAID = {
  reference: "ORD-20261121-7K3QAB",
  amount: "470000",
  method: "mpesa",
  receipt: "QKL5A1B2C3",
};

const newVisitor = useShop();

/** The shirts that the header counts. */
const countOf = async (visit: Visit): Promise<string | undefined> =>
  /class="count">(\d+)</.exec(await visit.read("/"))?.[1];

/** What the checkout is asked to sell; undefined where there is none on the page. */
const checkoutCart = (text: string): unknown => {
  const cart = /<malipo-checkout[^>]*\scart="([^"]*)"/.exec(text)?.[1];
  return cart === undefined
    ? undefined
    : JSON.parse(cart.replaceAll("&#34;", '"'));
};

describe("the cart", () => {
  it("takes shirts, changes quantities and lets them go, without a script", async () => {
    const visit = newVisitor();
    const added = await visit.submit("/cart/lines", { sku: BLACK, add: "2" });
    expect(added.status).toBe(303);
    expect(added.headers.get("location")).toBe(`/cart?added=${BLACK}`);
    await visit.submit("/cart/lines", { sku: BLUE, add: "1" });
    await visit.submit("/cart/lines", { sku: BLACK, add: "1" });
    expect(await countOf(visit)).toBe("4");
    expect(await visit.read("/cart")).toContain("KES\u00a09,700");
    await visit.submit("/cart/lines", { sku: BLACK, quantity: "1" });
    expect(await countOf(visit)).toBe("2");
    await visit.submit("/cart/lines", { sku: BLUE, quantity: "0" });
    expect(await countOf(visit)).toBe("1");
  });

  it("gives the focus back to the button that was pressed", async () => {
    const visit = newVisitor();
    await visit.submit("/cart/lines", { sku: BLACK, add: "1" });
    const { headers } = await visit.submit("/cart/lines", {
      sku: BLACK,
      quantity: "2",
      way: "more",
    });
    const text = await visit.read(headers.get("location") ?? "");
    expect(text.match(/<button[^>]*autofocus[^>]*>/g)).toEqual([
      expect.stringContaining("One more of Black Shirt XL, now 2"),
    ]);
  });

  it.each([
    { sku: "SHRT-RED-S-0000", add: "1" },
    { sku: BLACK, quantity: "many" },
    { sku: BLACK, add: "-1" },
    {},
  ])("stays as it is for %j", async (fields) => {
    const visit = newVisitor();
    await visit.submit("/cart/lines", { sku: BLUE, add: "1" });
    await visit.submit("/cart/lines", fields);
    expect(await countOf(visit)).toBe("1");
  });

  it("says that it is empty, and that paying needs JavaScript when it is not", async () => {
    const visit = newVisitor();
    expect(await visit.read("/cart")).toContain("Your cart is empty");
    await visit.submit("/cart/lines", { sku: BLACK, add: "1" });
    expect(await visit.read("/cart")).toMatch(
      /<noscript>\s*<p[^>]*>\s*Paying needs JavaScript/,
    );
  });

  it("reads a cookie that somebody spoiled as an empty cart", async () => {
    for (const cookie of ["duka_cart=%E0%A4%A", "duka_cart", "=;;=", "a=b"]) {
      const answer = await newVisitor().fetch("/cart", { headers: { cookie } });
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain("Your cart is empty");
    }
  });

  it("follows quantities that were changed in the checkout", async () => {
    const visit = newVisitor();
    await visit.submit("/cart/lines", { sku: BLACK, add: "1" });
    const put = (body: string) =>
      visit.fetch("/cart", {
        method: "PUT",
        headers: { "Content-Type": "text/plain" },
        body,
      });
    const answer = await put(`${BLACK}:3,${BLUE}:1`);
    expect(await answer.json()).toEqual({ count: 4 });
    expect(await countOf(visit)).toBe("4");
    expect(await (await put("")).json()).toEqual({ count: 0 });
  });
});

describe("the checkout page", () => {
  it("names shirts and quantities, never a price", async () => {
    const visit = newVisitor();
    await visit.submit("/cart/lines", { sku: BLACK, add: "2" });
    const text = await visit.read("/checkout");
    expect(checkoutCart(text)).toEqual([{ sku: BLACK, quantity: 2 }]);
    expect(text).toContain(`relay="${RELAY}"`);
    expect(text).toContain('methods="mpesa airtel paybill card"');
    expect(text).toContain(`src="${RELAY}/widget/v1/malipo.js"`);
    expect(text).toMatch(/<noscript>\s*<p[^>]*>\s*Paying needs JavaScript/);
  });

  it("listens before the checkout can say anything", async () => {
    const visit = newVisitor();
    await visit.submit("/cart/lines", { sku: BLACK, add: "1" });
    const text = await visit.read("/checkout");
    const scripts = [...text.matchAll(/<script[^>]*\ssrc="([^"]*)"/g)];
    expect(scripts.map(([, address]) => address)).toEqual([
      "/checkout.js",
      `${RELAY}/widget/v1/malipo.js`,
    ]);
  });

  it("has nothing to pay for an empty cart", async () => {
    const text = await newVisitor().read("/checkout");
    expect(checkoutCart(text)).toBeUndefined();
    expect(text).toContain("Your cart is empty");
  });

  it("still shows the order to a shopper who comes back from the card page with an empty cart", async () => {
    const visit = newVisitor();
    await visit.submit("/cart/lines", { sku: BLUE, add: "1" });
    await visit.read("/checkout");
    await visit.submit("/cart/lines", { sku: BLUE, quantity: "0" });
    const text = await visit.read(
      `/checkout?malipo_order=ord_${"a".repeat(22)}`,
    );
    expect(checkoutCart(text)).toEqual([{ sku: BLUE, quantity: 1 }]);
  });
});

describe("the thank-you page", () => {
  it("thanks for the order, and keeps what was not in it", async () => {
    const visit = newVisitor();
    await visit.submit("/cart/lines", { sku: BLACK, add: "1" });
    await visit.submit("/cart/lines", { sku: BLUE, add: "3" });
    const answer = await visit.submit("/thanks", {
      ...PAID,
      lines: `${BLACK}:1,${BLUE}:1`,
    });
    const { next, count } = (await answer.json()) as Record<string, string>;
    expect(count).toBe(2);
    const text = await visit.read(next ?? "");
    for (const fact of [
      PAID.reference,
      PAID.receipt,
      "M-Pesa",
      "KES\u00a04,700",
    ])
      expect(text).toContain(fact);
    expect(await countOf(visit)).toBe("2");
  });

  it("clears no cart by being looked at, and thanks for no stranger's order", async () => {
    const visit = newVisitor();
    await visit.submit("/cart/lines", { sku: BLACK, add: "1" });
    const answer = await visit.fetch(`/thanks?order=${PAID.reference}`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain("<dd>");
    expect(await countOf(visit)).toBe("1");
  });

  it.each([
    { ...PAID, reference: "<script>" },
    { ...PAID, amount: "47.5" },
    { ...PAID, receipt: "x".repeat(41) },
    {},
  ])("refuses %j", async (fields) => {
    const visit = newVisitor();
    await visit.submit("/cart/lines", { sku: BLACK, add: "1" });
    const answer = await visit.submit("/thanks", fields);
    expect(answer.status).toBe(400);
    expect(await countOf(visit)).toBe("1");
  });
});

describe("the language", () => {
  it("is the visitor's choice, else the browser's wish, else English", async () => {
    const visit = newVisitor();
    const language = async (accept: string): Promise<string | undefined> => {
      const headers = { "accept-language": accept };
      const answer = await visit.fetch("/", { headers });
      return /<html lang="(\w+)"/.exec(await answer.text())?.[1];
    };
    expect(await language("de, sw-KE;q=0.8, en;q=0.5")).toBe("sw");
    expect(await language("de")).toBe("en");
    await visit.submit("/language", { language: "sw", back: "/" });
    expect(await language("en")).toBe("sw");
    await visit.submit("/language", { language: "xx", back: "/" });
    expect(await language("en")).toBe("sw");
  });

  it.each([
    ["/cart?added=x", "/cart?added=x"],
    ["/checkout?malipo_order=ord_1", "/checkout?malipo_order=ord_1"],
    ["https://evil.example/", "/"],
    ["//evil.example/", "/"],
    ["/\\evil.example", "/"],
    ["javascript:alert(1)", "/"],
    ["http://", "/"],
    ["", "/"],
  ])("leads back from %j to %j", async (back, path) => {
    const { headers } = await newVisitor().submit("/language", {
      language: "sw",
      back,
    });
    expect(headers.get("location")).toBe(path);
  });
});

describe("forms", () => {
  it("are taken from the shop's own pages only", async () => {
    const visit = newVisitor();
    const fields = { sku: BLACK, add: "1" };
    for (const origin of ["https://evil.example", "null"]) {
      const { status } = await visit.submit("/cart/lines", fields, { origin });
      expect(status).toBe(403);
    }
    expect(await countOf(visit)).toBe("0");
  });

  it("may not be larger than a cart can be", async () => {
    const { status } = await newVisitor().submit("/cart/lines", {
      sku: "x".repeat(10_000),
    });
    expect(status).toBe(413);
  });

  it("set cookies that no script reads and no other site sends", async () => {
    const { headers } = await newVisitor().submit("/cart/lines", {
      sku: BLACK,
      add: "1",
    });
    const [cookie = ""] = headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
  });
});
