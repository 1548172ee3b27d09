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

describe("a link that takes no payments", () => {
  const shown = (text: string) => ({
    notice: /<div\s+class="closed"\s+data-title="[^"]*"\s*>/.test(text),
    own: /<div\s+class="own"\s+data-title="[^"]*"\s*>/.test(text),
  });

  it.each([
    [{ reason: "deactivated" }, "This payment link is not active"],
    [{ reason: "used_up" }, "Nothing is left here"],
    [{ reason: "used_up", single: true }, "Already paid, or being paid"],
    [{ reason: "expired", inactiveMessage: "Over!" }, "Over!"],
  ] as const)(
    "says so for %o, and hides the checkout until it finds an order of this browser",
    async (link, notice) => {
      const page = await visit({ active: false, ...link });
      expect(page.status).toBe(410);
      expect(words(page.text)).toContain(notice);
      expect(shown(page.text)).toEqual({ notice: true, own: false });
      expect(page.text).toContain("<malipo-checkout");
      expect(page.text).toContain('src="/pay/assets/closed.js"');
    },
  );

  it("shows the checkout first to whom the address names an order", async () => {
    const path = `/pay/${ID}?malipo_order=ord_1&malipo_code=c`;
    const page = await visit({ active: false, reason: "used_up" }, path);
    expect(page.status).toBe(410);
    expect(shown(page.text)).toEqual({ notice: false, own: true });
    expect(page.text).toMatch(/<noscript\s*>.*Nothing is left here/s);
  });

  it("never says that nothing was charged, which it can't know", async () => {
    for (const found of [{ active: false }, new Error("down")])
      for (const path of [`/pay/${ID}`, `/pay/${ID}?lang=sw`])
        expect(words((await visit(found, path)).text)).not.toMatch(
          /Nothing was charged|Hujatozwa/,
        );
  });

  it("has no poster", async () => {
    const page = await visit({ active: false }, `/pay/${ID}/poster`);
    expect(page.status).toBe(410);
    expect(page.text).not.toContain("malipo-checkout");
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
