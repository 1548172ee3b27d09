/** Pages in a real browser. Whatever a page complains about fails the test. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, vi } from "vitest";
import { findChromium } from "../../../../test/support/find-chromium.mjs";

export type OpenPage = (
  url: string,
  options?: BrowserContextOptions,
) => Promise<Page>;

export const NO_SCRIPT = { javaScriptEnabled: false } as const;

/** Starts a browser for the tests of one file, and gives them the time it needs on a busy machine. */
export function useBrowser(): OpenPage {
  vi.setConfig({ testTimeout: 60_000 });
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch(await findChromium());
  }, 60_000);
  afterAll(() => browser?.close());

  return async (url, options) => {
    if (browser === undefined) throw new Error("The browser has not started.");
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("console", (message) => {
      // Refused requests are what some tests are about.
      if (message.type() === "error" && !/Failed to load/.test(message.text()))
        complaints.push(message.text());
    });
    onTestFinished(async () => {
      await context.close();
      expect(complaints).toEqual([]);
    });
    await page.goto(url);
    return page;
  };
}
