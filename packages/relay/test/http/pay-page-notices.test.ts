import { describe, expect, it } from "vitest";
import { PAY_PAGE_WORDS } from "../../src/http/pages/pay-page-words.ts";
import { ID, payPages, words } from "../support/pay-page.ts";

const NOT_FOUND = "We can’t find this payment link";
const { serve, visit, log, asked } = payPages();

describe("where there is nothing to pay", () => {
  it.each([
    ["an unknown link", undefined, `/pay/${ID}`, 404, NOT_FOUND],
    ["what is no link", {}, "/pay/favicon.ico", 404, NOT_FOUND],
    ["a longer id", {}, `/pay/${ID}A`, 404, NOT_FOUND],
    [
      "a link that is off",
      { active: false },
      `/pay/${ID}`,
      410,
      "This payment link is not active",
    ],
    [
      "a store that is down",
      new Error("down: secret"),
      `/pay/${ID}`,
      503,
      "We can’t show this page right now",
    ],
  ])("says so in words for %s", async (_what, found, path, status, title) => {
    const page = await visit(found, path);
    expect(page.status).toBe(status);
    expect(words(page.text)).toContain(title);
    expect(words(page.text)).toContain("Nothing was charged");
    expect(page.text).toContain('href="https://shop.example/"');
    expect(page.text).not.toContain("malipo-checkout");
    expect(page.text).not.toContain("secret");
    expect(page.headers.get("content-security-policy")).toContain(
      "frame-ancestors 'none'",
    );
  });

  it("asks the store only about what can be a link", async () => {
    await visit({}, "/pay/..%2fetc");
    await visit({}, "/pay/pl_short");
    expect(asked()).toEqual([]);
  });

  it("logs why the page could not be shown", async () => {
    await visit(new Error("down"));
    expect(log().messages("error")).toEqual([
      "a payment link could not be read",
    ]);
  });
});

describe("the merchant's logo", () => {
  const bytes = Buffer.from("<svg/>");
  const merchantLogo = { type: "image/svg+xml", bytes };

  it("stands on every page, from the relay's own origin", async () => {
    for (const found of [{}, undefined, { active: false }]) {
      const url = await serve(found, { merchantLogo, mountedAt: "/malipo" });
      const text = await (await fetch(`${url}/malipo/pay/${ID}`)).text();
      const [, address = ""] =
        /<img class="logo" src="([^"]*)"/.exec(text) ?? [];
      expect(address).toMatch(/^\/malipo\/pay\/assets\/logo\?v=/);
      const logo = await fetch(`${url}${address}`);
      expect(await logo.text()).toBe("<svg/>");
      expect(logo.headers.get("content-type")).toBe("image/svg+xml");
      expect(logo.headers.get("x-content-type-options")).toBe("nosniff");
      // Opened by itself it may run nothing.
      expect(logo.headers.get("content-security-policy")).toMatch(
        /^default-src 'none';.*sandbox$/,
      );
    }
  });

  it("is the first letter of the name if there is none", async () => {
    const { text } = await visit({});
    expect(text).toMatch(/class="initial" aria-hidden="true"\s*>D</);
    expect((await visit({}, "/pay/assets/logo")).status).toBe(404);
  });
});

describe("PAY_PAGE_WORDS", () => {
  it("says everything in both languages", () => {
    const filled = Object.values(PAY_PAGE_WORDS).map((all) =>
      Object.entries(all).map(
        ([key, value]: [string, string | ((...args: string[]) => string)]) => {
          const text = typeof value === "string" ? value : value("{a}", "{b}");
          expect(text, key).not.toBe("");
          return key;
        },
      ),
    );
    expect(filled[0]).toEqual(filled[1]);
  });
});
