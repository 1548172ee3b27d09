/** The documentation site as a reader has it: on a phone and a desktop, from the disk, without any server. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { expectFit } from "../support/looks.ts";
import { buildSite } from "../support/site.ts";
import type { Site } from "../support/site.ts";

let browser: Browser;
let site: Site;

beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), buildSite()]);
});
afterAll(async () => {
  await browser.close();
  site.remove();
});

/** With everything that the page complains of. */
async function open(
  address: string,
  more: { bypassCSP?: boolean; width?: number } = {},
): Promise<{ page: Page; complaints: string[] }> {
  const { bypassCSP = false, width = 1280 } = more;
  const context = await browser.newContext({
    bypassCSP,
    viewport: { width, height: 740 },
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("request", (request) => {
    if (!/^(?:file|data):/.test(request.url())) complaints.push(request.url());
  });
  await page.goto(pathToFileURL(path.join(site.directory, address)).href);
  return { page, complaints };
}

describe("the documentation site, to a reader", () => {
  it("finds a word and leads to its place", async () => {
    const { page, complaints } = await open("decisions.html", { width: 360 });
    await page.keyboard.press("/");
    await page.keyboard.type("redeliver");
    await page.locator("#found p", { hasText: "Nothing found" }).waitFor();
    await page.locator("#search").fill("rotate the secret");
    await page.locator("#found a").first().click();
    await page.waitForURL(/webhooks\.html#rotate-the-secret$/);
    expect(complaints).toEqual([]);
  });

  it("has no page that is wider than a phone", async () => {
    const { page } = await open("index.html", { width: 360 });
    const wide: string[] = [];
    for (const address of site.pages) {
      await page.goto(pathToFileURL(path.join(site.directory, address)).href);
      const width = await page.evaluate<number>(
        "document.documentElement.scrollWidth",
      );
      if (width > 360) wide.push(`${address}: ${width}`);
    }
    expect(wide).toEqual([]);
  });

  it("keeps the theme that a reader chose", async () => {
    const { page } = await open("index.html");
    const shown = () =>
      page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
    const light = await shown();
    const button = page.getByRole("button", { name: "Theme: auto" });
    await button.click();
    await page.getByRole("button", { name: "Theme: light" }).click();
    const dark = await shown();
    expect(dark).not.toBe(light);
    await page.reload();
    expect(await shown()).toBe(dark);
  });

  it.each(["index", "webhooks", "how-a-payment-goes"])(
    "keeps nobody out of %s",
    async (name) => {
      const { page } = await open(`${name}.html`, { bypassCSP: true });
      await expectFit(page, name);
    },
  );
});
