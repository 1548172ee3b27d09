/** The documentation site as a reader has it: on a phone and a desktop, from the disk, without any server. */
import { execFile } from "node:child_process";
import {
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { at } from "../../scripts/lib/paths.ts";
import { OTHER_FILES, SECTIONS } from "../../scripts/site/contents.ts";
import { launchBrowser } from "../support/browser.ts";
import { expectFit } from "../support/looks.ts";

const directory = mkdtempSync(path.join(os.tmpdir(), "malipo-site-"));
let browser: Browser;

beforeAll(async () => {
  const build = promisify(execFile)(process.execPath, [
    "--conditions=@malipo/source",
    at("scripts", "site", "main.ts"),
    ...["--out", directory],
  ]);
  [browser] = await Promise.all([launchBrowser(), build]);
});
afterAll(async () => {
  await browser.close();
  rmSync(directory, { recursive: true, force: true });
});

const read = (address: string): string =>
  readFileSync(path.join(directory, address), "utf8");
const pages = (): readonly string[] =>
  globSync("**/*.html", { cwd: directory }).sort();

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
  await page.goto(pathToFileURL(path.join(directory, address)).href);
  return { page, complaints };
}

describe("the documentation site", () => {
  it("has every guide of the repository", () => {
    const listed = new Set([
      ...SECTIONS.flatMap(({ files }) => files),
      ...globSync([...OTHER_FILES], { cwd: at(".") }),
    ]);
    const guides = globSync(
      ["docs/**/*.md", "packages/*/README.md", "examples/*/README.md"],
      { cwd: at("."), exclude: (name) => name.includes("node_modules") },
    );
    expect(guides.filter((file) => !listed.has(file))).toEqual([]);
  });

  it("leads to nothing that isn't there, and takes nothing from elsewhere", () => {
    const wrong = pages().flatMap((page) =>
      [...read(page).matchAll(/ (href|src)="([^"#]*)(?:#[^"]*)?"/g)]
        .map(([, name = "", target = ""]) => [name, target] as const)
        .filter(([name, target]) =>
          /^[a-z]+:/.test(target)
            ? name === "src" && !target.startsWith("data:")
            : !existsSync(path.join(directory, path.dirname(page), target)),
        )
        .map(([, target]) => `${page}: ${target}`),
    );
    expect(pages().length).toBeGreaterThan(40);
    expect(wrong).toEqual([]);
  });

  it("tells programs of every page, as Markdown", () => {
    const links = [...read("llms.txt").matchAll(/\]\(([^)]+)\)/g)];
    expect(links.length).toBe(SECTIONS.flatMap(({ files }) => files).length);
    for (const [, address = ""] of links) expect(read(address)).toMatch(/^# /m);
  });

  it("describes each route and object once", () => {
    const ids = [...read("api.html").matchAll(/<h[1-6] id="([^"]+)"/g)].map(
      ([, id]) => id,
    );
    expect(ids.length).toBeGreaterThan(60);
    expect(ids).toEqual([...new Set(ids)]);
  });

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
    for (const address of pages()) {
      await page.goto(pathToFileURL(path.join(directory, address)).href);
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
