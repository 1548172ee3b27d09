/** What people see who open an address of the relay, and what programs get at the same address. */
import { problemSchema } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import { prefersHtml } from "../../src/http/kit/accept.ts";
import { SHOP, startTestRelay } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";

/** Chrome's and Firefox's. */
const BROWSER =
  "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";
const ATTEMPT = "0b9f4c1e-7a54-4c1d-9f0e-3d2a6b8c5e71";

const open = (
  relay: TestRelay,
  path: string,
  headers: Record<string, string> = {},
  method = "GET",
) => relay.request(path, { method, headers: { Accept: BROWSER, ...headers } });

const titleOf = (text: string): string =>
  /<h1>\s*([^<]*?)\s*<\/h1>/.exec(text)?.[1] ?? "";

describe("an address that does not exist", () => {
  it.each([
    ["GET", "/", "There is nothing to pay at this address"],
    ["GET", "/nothing/here", "This page doesn’t exist"],
    ["GET", "/%ff", "This page doesn’t exist"],
    ["GET", "/widget/v1/malipo.nothing.js", "This page doesn’t exist"],
    ["GET", "/problems/nothing", "This page doesn’t exist"],
    ["GET", `/return/${ATTEMPT}?s=x`, "We can’t find this payment"],
    ["POST", `/return/${ATTEMPT}`, "We can’t find this payment"],
    ["GET", "/return/nothing", "We can’t find this payment"],
    ["GET", "/return", "We can’t find this payment"],
    ["GET", `/cancel/${ATTEMPT}`, "We can’t find this payment"],
    ["POST", "/cancel/nothing", "We can’t find this payment"],
  ])(
    "is a page for a browser and a problem for a program: %s %s",
    async (method, path, title) => {
      const relay = await startTestRelay({ asleep: true });
      const page = await open(relay, path, {}, method);
      expect([page.status, titleOf(page.text)]).toEqual([404, title]);
      expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
      expect(page.text).toContain(`href="${SHOP}/"`);
      for (const accept of ["*/*", "application/json"]) {
        const answer = await open(relay, path, { Accept: accept }, method);
        expect(answer.status).toBe(404);
        expect(problemSchema.parse(answer.body).code).toBe("not_found");
        expect(answer.headers.get("vary")).toContain("Accept");
      }
    },
  );

  it.each(["/v1", "/v1/nothing", "/v1/merchant/orders", "/callbacks/nobody/x"])(
    "is a problem for everybody where only programs call: %s",
    async (path) => {
      const relay = await startTestRelay({ asleep: true });
      const answer = await open(relay, path);
      expect(answer.headers.get("content-type")).toBe(
        "application/problem+json",
      );
    },
  );
});

describe("a page about a problem", () => {
  it("loads nothing but the relay's style and pictures, and is kept by nobody", async () => {
    const relay = await startTestRelay({ asleep: true });
    const { headers, text } = await open(relay, "/");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy.split(";").toSorted()).toEqual([
      "base-uri 'none'",
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self'",
      "style-src 'self'",
    ]);
    expect(text).not.toMatch(/<script|<style|\sstyle=|\son\w+=/);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("vary")).toBe("Accept, Accept-Language");
    const [, sheet = ""] = /rel="stylesheet" href="([^"]*)"/.exec(text) ?? [];
    expect((await relay.request(sheet)).status).toBe(200);
  });

  it.each([
    ["/", { "Accept-Language": "sw-KE" }, "sw"],
    ["/?lang=sw", {}, "sw"],
    ["/?lang=en", { "Accept-Language": "sw" }, "en"],
  ])("speaks the reader's language: %s %j", async (path, headers, language) => {
    const relay = await startTestRelay({ asleep: true });
    const page = await open(relay, path, headers);
    expect(page.headers.get("content-language")).toBe(language);
    expect(page.text).toContain(`<html lang="${language}" dir="ltr">`);
  });

  it.each([
    ["the payment link's", "/pay/pl_AAAAAAAAAAAAAAAAAAAAAA", "reads"],
    ["the way back's", `/return/${ATTEMPT}`, "returns"],
  ])("says when to try again: %s", async (_which, path, kind) => {
    const rateLimits = { [kind]: { requests: 1, seconds: 60 } };
    const relay = await startTestRelay({ asleep: true, rateLimits });
    await open(relay, path);
    const page = await open(relay, path);
    expect([page.status, titleOf(page.text)]).toEqual([
      429,
      "Please wait a moment",
    ]);
    expect(Number(page.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(page.text).toContain('<a class="again" href="">');
  });

  it("names the methods that the address takes", async () => {
    const relay = await startTestRelay({ asleep: true });
    const page = await open(relay, "/problems", {}, "POST");
    expect([page.status, page.headers.get("allow")]).toEqual([
      405,
      "GET, HEAD",
    ]);
    expect(titleOf(page.text)).not.toBe("");
  });
});

describe("prefersHtml", () => {
  it.each([
    [BROWSER, true],
    ["text/html", true],
    ["TEXT/HTML;level=1", true],
    ["text/html, application/json;q=0.9", true],
    ["text/html;q=0.5, application/json", false],
    ["text/html;q=0.5, application/problem+json;q=0.6", false],
    ["text/html;q=0", false],
    ["text/*", false],
    ["application/xhtml+xml", false],
    ["application/json", false],
    ["text/event-stream", false],
    ["*/*", false],
    ["", false],
    [undefined, false],
  ])("%j: %s", (header, expected) => {
    expect(prefersHtml(header)).toBe(expected);
  });
});
