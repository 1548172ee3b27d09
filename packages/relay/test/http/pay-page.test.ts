import { LOCALES } from "@malipo/protocol";
import type { PaymentLink } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import { ID, PUBLIC_URL, payPages, words } from "../support/pay-page.ts";

const kes = (value: number) => ({ value, currency: "KES" });
const { serve, visit, asked } = payPages();

describe("GET /pay/:id", () => {
  it("shows who asks, for what and how much, and the widget", async () => {
    const { status, headers, text } = await visit({});
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(words(text)).toContain(
      "Duka la Mavazi Cooking class Twelve seats KES 2,500 ",
    );
    // The page's own texts make way for the widget, so nothing is said twice.
    const [, loading = ""] = text.split('<div class="loading">');
    expect(words(loading)).toContain("Cooking class Twelve seats KES 2,500");
    expect(text.match(/<h1>/g)).toHaveLength(1);
    const element = /<malipo-checkout\s+([^>]*)>/.exec(text)?.[1];
    expect(element).toContain(`relay="${PUBLIC_URL}"`);
    expect(element).toContain(`payment-link="${ID}"`);
    expect(element).toContain('locale="en"');
    expect(text).toMatch(
      /<script\s+type="module"\s+src="\/widget\/v1\/malipo\.js"\s*><\/script>/,
    );
    expect(asked()).toEqual([ID]);
  });

  it.each([
    ["en", ["/widget/v1/malipo.js"]],
    ["sw", ["/widget/v1/malipo.js", "/widget/v1/malipo.sw.js"]],
  ])("preloads what it will need in %s", async (lang, files) => {
    const { text } = await visit({}, `/pay/${ID}?lang=${lang}`);
    const preloaded = [
      ...text.matchAll(/<link\s+rel="modulepreload"\s+href="([^"]*)"/g),
    ].map(([, file]) => file);
    expect(preloaded).toEqual(files);
  });

  it("offers ways to share it that load nothing by themselves", async () => {
    const { text } = await visit({ title: "Tea & cake" });
    const shared = [
      ...text.matchAll(/href="((?:https:\/\/wa|sms|mail)[^"]*)"/g),
    ]
      .map(([, address = ""]) => new URL(address.replaceAll("&amp;", "&")))
      .map(({ protocol, searchParams }) => [
        protocol,
        searchParams.get("text") ?? searchParams.get("body"),
      ]);
    const said = `Pay Duka la Mavazi: Tea & cake, KES\u00a02,500 ${PUBLIC_URL}/pay/${ID}`;
    expect(shared).toEqual([
      ["https:", said],
      ["sms:", said],
      ["mailto:", said],
    ]);
  });

  it("serves its script", async () => {
    const { status, headers } = await visit({}, "/pay/assets/pay.js");
    expect([status, headers.get("content-type")]).toEqual([
      200,
      "text/javascript; charset=utf-8",
    ]);
  });

  it("tells a browser without JavaScript where to pay, or that it needs it", async () => {
    const url = "https://links.example/L-1?a=1&b=2";
    const served = await serve({}, { withoutScript: url });
    const page = await (await fetch(`${served}/pay/${ID}?lang=sw`)).text();
    expect(page).toMatch(
      /<noscript><p class="needs-script">\s*<a href="https:\/\/links\.example\/L-1\?a=1&amp;b=2" rel="noopener">Lipa bila JavaScript<\/a>\s*<\/p><\/noscript>/,
    );
    const { text } = await visit({});
    expect(words(text)).toContain("This page needs JavaScript");
  });

  it("leads on to where to pay when the widget does not come, too", async () => {
    const url = "https://links.example/L-1?a=1&b=2";
    const served = await serve({}, { withoutScript: url });
    const page = await (await fetch(`${served}/pay/${ID}`)).text();
    const scripted = page.replace(/<noscript>[^]*?<\/noscript>/, "");
    expect(scripted).toContain(
      'href="https://links.example/L-1?a=1&amp;b=2" rel="noopener">Pay without JavaScript</a>',
    );
    expect((await visit({})).text).not.toContain("Pay without JavaScript");
  });

  it("shows the page's own address to scan and to print", async () => {
    const { text } = await visit({});
    expect(text).toMatch(/<svg\s+class="qr"\s+role="img"/);
    expect(words(text)).toContain(`${PUBLIC_URL}/pay/${ID}`);
  });

  it.each<[Partial<PaymentLink>, string]>([
    [{ amount: kes(250_050) }, "KES 2,500.50"],
    [{ amount: kes(5) }, "KES 0.05"],
    [{ amount: kes(123_456_789_00) }, "KES 123,456,789 "],
    [
      {
        amount: { value: 1_000_000, currency: "UGX" },
        currency: "UGX",
        currencyExponent: 0,
      },
      "UGX 1,000,000 ",
    ],
    [{ amount: null }, "You choose the amount Loading"],
    [
      { amount: null, min: kes(10_000) },
      "You choose the amount At least KES 100 ",
    ],
    [
      { amount: null, max: kes(500_000) },
      "You choose the amount At most KES 5,000 ",
    ],
    [
      {
        amount: null,
        min: kes(10_000),
        max: kes(500_000),
      },
      "From KES 100 to KES 5,000",
    ],
    [
      { expiresAt: "2026-12-01T18:30:00.000Z" },
      "Open until 1 December 2026 at 21:30 EAT",
    ],
    [
      { payment: "partial", deposit: { percent: 30 } },
      "Pay KES 750 now and the rest later, or all now",
    ],
    [
      {
        payment: "partial",
        deposit: { percent: 30 },
        quantity: { min: 1, max: 4 },
      },
      "Pay 30% now and the rest later, or all now",
    ],
    [{ payment: "partial" }, "Can be paid in parts"],
    [
      {
        onePerPhone: true,
        fields: [
          { id: "a", label: "Child’s name", required: true, type: "text" },
          { id: "b", label: "Age", required: false, type: "number" },
        ],
      },
      "Each phone number can pay once · You will be asked: Child’s name, Age",
    ],
  ])("says %j as %j", async (changes, expected) => {
    expect(words((await visit(changes)).text)).toContain(expected);
  });

  it("says the shop's time, and of which zone it is", async () => {
    const url = await serve(
      { expiresAt: "2026-12-01T18:30:00.000Z" },
      { timeZone: "Africa/Lagos" },
    );
    const page = await fetch(`${url}/pay/${ID}?lang=sw`);
    expect(words(await page.text())).toMatch(
      /1 Desemba 2026[^<]*19:30 (?:WAT|GMT \+1)/,
    );
  });

  it("tells messengers of a deposit", async () => {
    const { text } = await visit({
      payment: "partial",
      deposit: { percent: 30 },
    });
    expect(text.replaceAll("\u00a0", " ")).toContain(
      '<meta property="og:description" content="KES 2,500 · Pay KES 750 now and the rest later, or all now · Twelve seats" />',
    );
  });

  it("lets nothing in but its own script and style, and no frame hold it", async () => {
    const { headers, text } = await visit({});
    expect(
      Object.fromEntries(
        (headers.get("content-security-policy") ?? "")
          .split(";")
          .map((part) => {
            const [name = "", ...values] = part.trim().split(" ");
            return [name, values.join(" ")];
          }),
      ),
    ).toEqual({
      "default-src": "'none'",
      "script-src": "'self'",
      "style-src": "'self'",
      "connect-src": "'self'",
      "img-src": "'self' https: data: http://localhost:* http://127.0.0.1:*",
      "base-uri": "'none'",
      "form-action": "'none'",
      "frame-ancestors": "'none'",
      "require-trusted-types-for": "'script'",
      "trusted-types": "malipo",
    });
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-robots-tag")).toBe("noindex, nofollow");
    expect(headers.get("referrer-policy")).toBe("strict-origin");
    expect(text).not.toMatch(
      /style=|\son\w+=|<style|<script(?!\s+type="module"\s+src=)/,
    );
  });

  it("escapes what the merchant wrote", async () => {
    const evil = `"><script>alert(1)</script>&`;
    const { text } = await visit({
      title: evil,
      description: evil,
      merchant: { name: evil },
    });
    expect(text).not.toContain("<script>alert");
    expect(
      text.match(/&quot;&gt;&lt;script&gt;alert\(1\)/g)?.length,
    ).toBeGreaterThanOrEqual(4);
  });

  it.each([
    [{ "Accept-Language": "sw" }, "", "sw"],
    [{ "Accept-Language": "sw-KE,sw;q=0.9,en;q=0.8" }, "", "sw"],
    [{ "Accept-Language": "en;q=0.5,sw;q=0.9" }, "", "sw"],
    [{ "Accept-Language": "fr, de;q=0.5" }, "", "en"],
    [{ "Accept-Language": "fr, swa;q=0.5" }, "", "sw"],
    [{ "Accept-Language": "swe-SE" }, "", "en"],
    [{ "Accept-Language": "*" }, "", "en"],
    [{}, "", "en"],
    [{}, "?lang=sw", "sw"],
    [{ "Accept-Language": "sw" }, "?lang=en", "en"],
    [{ "Accept-Language": "sw" }, "?lang=xx", "sw"],
    [{ "Accept-Language": "de, sw" }, "?lang=fr", "sw"],
    [{}, "?lang=sw&lang=en", "en"],
    [{}, "?lang[]=__proto__", "en"],
  ])(
    "speaks the reader's language: %j %s → %s",
    async (headers, query, locale) => {
      const { headers: answered, text } = await visit(
        {},
        `/pay/${ID}${query}`,
        { ...headers },
      );
      expect(text).toContain(`<html lang="${locale}" dir="ltr">`);
      expect(answered.get("content-language")).toBe(locale);
      expect(answered.get("vary")).toContain("Accept-Language");
    },
  );

  it.each([
    [{ "Accept-Language": "de, fr-CD;q=0.9, sw;q=0.5" }, "", "fr"],
    [{ "Accept-Language": "pcm-NG" }, "", "pcm"],
    [{ "Accept-Language": "fr" }, "?lang=sw", "sw"],
    [{ "Accept-Language": "sw" }, "?lang=fr", "fr"],
    [{ "Accept-Language": "de" }, "", "en"],
  ])(
    "lets the checkout speak what the page can't: %j %s → %s",
    async (headers, query, locale) => {
      const { text } = await visit({}, `/pay/${ID}${query}`, { ...headers });
      const [element] = /<malipo-checkout[^>]*>/.exec(text) ?? [];
      expect(element).toContain(`locale="${locale}"`);
    },
  );

  it("offers every language of the checkout", async () => {
    const { text } = await visit({}, `/pay/${ID}?lang=fr`);
    const [nav = ""] = /<nav[^]*<\/nav>/.exec(text) ?? [];
    const offered = [...nav.matchAll(/lang="(\w+)"\s*>/g)];
    expect(offered.map(([, locale]) => locale)).toEqual(LOCALES);
    expect(nav).toMatch(/aria-current="true" lang="fr"/);
  });

  it("names the way to the other language, and to help where there is some", async () => {
    const url = await serve(
      {},
      { supportUrl: "https://shop.example/help?a=1&b=2" },
    );
    const text = await (await fetch(`${url}/pay/${ID}`)).text();
    expect(text).toContain('href="?lang=sw"');
    expect(text).toContain('href="https://shop.example/"');
    expect(text).toContain('href="https://shop.example/help?a=1&amp;b=2"');
    expect((await visit({})).text).not.toContain("Questions?");
  });

  it("keeps the way back from the card page in the other language", async () => {
    const query = "?malipo_order=ord_1&malipo_code=rc_1&lang=en";
    const { text } = await visit({}, `/pay/${ID}${query}`);
    expect(text).toContain('href="?malipo_order=ord_1&amp;lang=sw"');
  });

  it("works below a path of another app", async () => {
    const url = await serve({}, { mountedAt: "/malipo" });
    const text = await (await fetch(`${url}/malipo/pay/${ID}`)).text();
    expect(text).toContain('src="/malipo/widget/v1/malipo.js"');
    expect(text).toContain('href="/malipo/pay/assets/pay.css"');
    expect((await fetch(`${url}/malipo/pay/assets/pay.css`)).status).toBe(200);
  });
});
