import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { NO_LINKS } from "../src/shop.ts";
import { RELAY, catalog, options, useShop } from "./support/shop.ts";

const PAGES = [
  "/",
  ...catalog.products.map(({ sku }) => `/shirts/${sku}`),
  "/cart",
  "/checkout",
  "/thanks",
];

const file = JSON.parse(
  readFileSync(new URL("../catalog.json", import.meta.url), "utf8"),
) as { products: { sku: string; name: string; price: string }[] };

/** "2500.00" as a page shows it. */
const shown = (price: string): string =>
  `KES\u00a0${price.replace(/\.00$/, "").replace(/(\d)(\d{3})$/, "$1,$2")}`;

const directives = (policy: string): Map<string, string[]> =>
  new Map(
    policy.split(";").map((part) => {
      const [name = "", ...values] = part.trim().split(" ");
      return [name, values];
    }),
  );

describe("the catalog", () => {
  it("holds the three documented shirts at their documented prices", () => {
    expect(
      file.products.map(({ sku, name, price }) => [sku, name, price]),
    ).toEqual([
      ["SHRT-BLK-XL-9981", "Black Shirt XL", "2500.00"],
      ["SHRT-BLU-L-4421", "Blue Shirt Large", "2200.00"],
      ["SHRT-GRN-M-7712", "Green Shirt Medium", "2300.00"],
    ]);
  });
});

describe("every page", () => {
  const newVisit = useShop();

  it.each([...PAGES, "/no-such-page", "/checkout.js", "/img/shirt-black.svg"])(
    "%s allows scripts of the shop and the relay only",
    async (path) => {
      const { headers } = await newVisit().fetch(path);
      const policy = directives(headers.get("content-security-policy") ?? "");
      expect(policy.get("default-src")).toEqual(["'none'"]);
      expect(policy.get("script-src")).toEqual(["'self'", RELAY]);
      expect(policy.get("connect-src")).toEqual(["'self'", RELAY]);
      expect(policy.get("style-src")).toEqual(["'self'"]);
      expect(policy.get("require-trusted-types-for")).toEqual(["'script'"]);
      expect([...policy.values()].flat().join(" ")).not.toMatch(/unsafe|\*/);
      expect(headers.get("x-powered-by")).toBeNull();
    },
  );

  it.each(PAGES)("%s has no script, style or handler inside", async (path) => {
    const text = await newVisit().read(path);
    expect(text).toMatch(/^<!doctype html>/);
    expect(text).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/);
  });

  it.each(PAGES)("%s loads nothing from a third party", async (path) => {
    const text = await newVisit().read(path);
    const loaded = [
      ...text.matchAll(/<(?:img|script)[^>]*\ssrc="([^"]*)"/g),
      ...text.matchAll(/<link[^>]*\shref="([^"]*)"/g),
    ].map(([, address = ""]) => new URL(address, options.shopUrl).origin);
    expect(loaded.length).toBeGreaterThan(2);
    expect([options.shopUrl, RELAY]).toEqual(
      expect.arrayContaining([...new Set(loaded)]),
    );
  });

  it.each(PAGES)("%s is kept by no cache", async (path) => {
    const { headers } = await newVisit().fetch(path);
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("links to the payment links, in the visitor's language", async () => {
    const visit = newVisit();
    expect(await visit.read("/")).toContain(`${RELAY}/pay/pl_gift?lang=en`);
    await visit.submit("/language", { language: "sw", back: "/" });
    expect(await visit.read("/")).toContain(`${RELAY}/pay/pl_any?lang=sw`);
    expect(await visit.read("/")).toContain(`${RELAY}/pay/pl_naira?lang=sw`);
  });

  it("answers 404 where there is nothing, with a way back", async () => {
    for (const path of ["/no-such-page", "/shirts/SHRT-RED-S-0000"]) {
      const answer = await newVisit().fetch(path);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('href="/"');
    }
  });
});

describe("the front page", () => {
  const newVisit = useShop();

  it.each(file.products)("shows $name and its price", async (product) => {
    const text = await newVisit().read("/");
    expect(text).toContain(product.name);
    expect(text).toContain(shown(product.price));
    expect(text).toContain(`href="/shirts/${product.sku}"`);
  });

  it("shows pictures that exist", async () => {
    const visit = newVisit();
    const text = await visit.read("/");
    const addresses = [...text.matchAll(/src="(\/img\/[^"]+)"/g)];
    expect(addresses.length).toBeGreaterThan(3);
    for (const [, address = ""] of addresses) {
      const { status, headers } = await visit.fetch(address);
      expect([status, headers.get("content-type")]).toEqual([
        200,
        "image/svg+xml",
      ]);
    }
  });
});

describe("the front page of the demo", () => {
  const newVisit = useShop();

  it("says what to try, and where", async () => {
    const text = await newVisit().read("/");
    expect(text).toContain("New here?");
    for (const page of ["phone", "wallet"])
      expect(text).toContain(
        `href="http://localhost:4002/${page}" target="_blank"`,
      );
  });
});

describe("the way to the checkout", () => {
  const newVisit = useShop();

  it.each(["/cart", "/checkout"])(
    "%s has the widget on its way",
    async (path) => {
      const visit = newVisit();
      const [product] = catalog.products;
      await visit.submit("/cart/lines", { sku: product?.sku ?? "", add: "1" });
      expect(await visit.read(path)).toMatch(
        new RegExp(
          `rel="modulepreload"\\s+href="${RELAY}/widget/v1/malipo.js"\\s+crossorigin`,
        ),
      );
    },
  );
});

describe("a product page", () => {
  const newVisit = useShop();

  it.each(file.products)("sells $sku", async ({ sku, name, price }) => {
    const answer = await newVisit().fetch(`/shirts/${sku}`);
    const text = await answer.text();
    expect(answer.status).toBe(200);
    expect(text).toMatch(new RegExp(`<h1>\\s*${name}\\s*</h1>`));
    expect(text).toContain(shown(price));
    expect(text).toContain(`name="sku" value="${sku}"`);
  });
});

describe("a shop without a sandbox", () => {
  const newVisit = useShop({
    testPhoneUrl: null,
    testWalletUrl: null,
    links: NO_LINKS,
  });

  it("speaks of no demo and links to no payment link", async () => {
    const text = await newVisit().read("/");
    expect(text).not.toContain("demo:");
    expect(text).not.toContain("/pay/");
    expect(text).not.toContain("/phone");
    expect(text).not.toContain("/wallet");
    expect(text).not.toContain('class="try"');
  });
});

describe("a page that cannot be made", () => {
  const errors: unknown[] = [];
  const newVisit = useShop({
    links: undefined as never,
    onError: (error) => errors.push(error),
  });

  it("is reported, and nothing of the inside is shown", async () => {
    await expect(newVisit().fetch("/")).resolves.toMatchObject({ status: 500 });
    expect(errors).toHaveLength(1);
  });
});
