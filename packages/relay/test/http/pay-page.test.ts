import type { PaymentLink } from "@malipo/protocol";
import express from "express";
import { beforeEach, describe, expect, it } from "vitest";
import { PAY_PAGE_ROUTES } from "../../src/http/pages/pay-page.ts";
import { PAY_PAGE_WORDS } from "../../src/http/pages/pay-page-words.ts";
import { listen } from "../support/http-server.ts";
import { MemoryLog } from "../support/memory-log.ts";
import { serveRoutes } from "../support/routes.ts";
import type { PartOfContext } from "../support/routes.ts";

const PUBLIC_URL = "https://pay.shop.example";
const ID = "pl_AAAAAAAAAAAAAAAAAAAAAA";
const kes = (value: number) => ({ value, currency: "KES" });
const NOT_FOUND = "We can’t find this payment link";
const merchant = { name: "Duka la Mavazi" };

const LINK: PaymentLink = {
  id: ID,
  title: "Cooking class",
  description: "Twelve seats",
  currency: "KES",
  amount: { value: 250_000, currency: "KES" },
  min: null,
  max: null,
  active: true,
  expiresAt: null,
  merchant,
  currencyExponent: 2,
  url: `${PUBLIC_URL}/pay/${ID}`,
};

let log: MemoryLog;
let asked: string[];
beforeEach(() => {
  log = new MemoryLog();
  asked = [];
});

async function serve(
  found: Partial<PaymentLink> | undefined | Error,
  {
    mountedAt = "/",
    withoutScript = null,
    ...merchantChanges
  }: {
    mountedAt?: string;
    withoutScript?: string | null;
    supportUrl?: string;
  } = {},
): Promise<string> {
  const serve = serveRoutes(PAY_PAGE_ROUTES, {
    deps: {
      log,
      settings: {
        publicUrl: `${PUBLIC_URL}${mountedAt === "/" ? "" : mountedAt}`,
        merchant: { ...merchant, ...merchantChanges },
      },
    },
    getPayableLink(id: string) {
      asked.push(id);
      if (found instanceof Error) return Promise.reject(found);
      return Promise.resolve(
        found && {
          link: {
            ...LINK,
            merchant: { ...merchant, ...merchantChanges },
            ...found,
          },
          withoutScript,
        },
      );
    },
  } as unknown as PartOfContext);
  return listen(express().use(mountedAt, serve));
}

async function visit(
  found: Partial<PaymentLink> | undefined | Error,
  path = `/pay/${ID}`,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; text: string }> {
  const res = await fetch(`${await serve(found)}${path}`, { headers });
  return { status: res.status, headers: res.headers, text: await res.text() };
}

/** As a reader sees it: without tags, with white space in one. */
const words = (text: string): string =>
  text
    .replace(/<[^>]*>/g, " ")
    .replaceAll("\u00a0", " ")
    .replace(/\s+/g, " ");

describe("GET /pay/:id", () => {
  it("shows who asks, for what and how much, and the widget", async () => {
    const { status, headers, text } = await visit({});
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(words(text)).toContain(
      "Duka la Mavazi Cooking class Twelve seats KES 2,500 ",
    );
    const element = /<malipo-checkout\s+([^>]*)>/.exec(text)?.[1];
    expect(element).toContain(`relay="${PUBLIC_URL}"`);
    expect(element).toContain(`payment-link="${ID}"`);
    expect(element).toContain('locale="en"');
    expect(text).toMatch(
      /<script\s+type="module"\s+src="\/widget\/v1\/malipo\.js"\s*><\/script>/,
    );
    expect(asked).toEqual([ID]);
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

  it("shows the page's own address to scan and to print", async () => {
    const { text } = await visit({});
    expect(text).toMatch(/<svg\s+class="qr"\s+role="img"/);
    expect(words(text)).toContain(`${PUBLIC_URL}/pay/${ID}`);
  });

  it.each([
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
    [{ amount: null }, "You choose the amount Payment"],
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
      "Open until 1 December 2026 at 21:30",
    ],
  ])("says %j as %j", async (changes, expected) => {
    expect(words((await visit(changes)).text)).toContain(expected);
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
      "img-src": "'self' https: data:",
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
    [{ "Accept-Language": "*" }, "", "en"],
    [{}, "", "en"],
    [{}, "?lang=sw", "sw"],
    [{ "Accept-Language": "sw" }, "?lang=en", "en"],
    [{ "Accept-Language": "sw" }, "?lang=xx", "sw"],
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
      expect(text).toContain(`<html lang="${locale}">`);
      expect(answered.get("content-language")).toBe(locale);
      expect(answered.get("vary")).toContain("Accept-Language");
    },
  );

  it("names the way to the other language, and to help where there is some", async () => {
    const url = await serve(
      {},
      { supportUrl: "https://shop.example/help?a=1&b=2" },
    );
    const text = await (await fetch(`${url}/pay/${ID}`)).text();
    expect(text).toContain('href="?lang=sw"');
    expect(text).toContain('href="https://shop.example/help?a=1&amp;b=2"');
    expect((await visit({})).text).not.toContain("Questions?");
  });

  it("works below a path of another app", async () => {
    const url = await serve({}, { mountedAt: "/malipo" });
    const text = await (await fetch(`${url}/malipo/pay/${ID}`)).text();
    expect(text).toContain('src="/malipo/widget/v1/malipo.js"');
    expect(text).toContain('href="/malipo/pay/assets/pay.css"');
    expect((await fetch(`${url}/malipo/pay/assets/pay.css`)).status).toBe(200);
  });
});

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
    expect(page.text).not.toContain("malipo-checkout");
    expect(page.text).not.toContain("secret");
    expect(page.headers.get("content-security-policy")).toContain(
      "frame-ancestors 'none'",
    );
  });

  it("asks the store only about what can be a link", async () => {
    await visit({}, "/pay/..%2fetc");
    await visit({}, "/pay/pl_short");
    expect(asked).toEqual([]);
  });

  it("logs why the page could not be shown", async () => {
    await visit(new Error("down"));
    expect(log.messages("error")).toEqual(["a payment link could not be read"]);
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
