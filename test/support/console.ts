/** A person at the console, in a real browser. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import { newShopper } from "./browser.ts";
import { CANARIES } from "./canaries.ts";
import { expectFit } from "./looks.ts";
import type { Look } from "./looks.ts";
import { callAsMerchant } from "./merchant-call.ts";
import type { Stack } from "./stack.ts";

/** What a shopper, a provider or a merchant may type; as markup it would change the title. */
export const MARKUP = '<img src=x onerror="document.title=`stolen`">';

export interface Desk {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly open: (path: string) => Promise<void>;
}

/** Policies must hold, nothing else than the relay is asked, and no markup was run. */
export async function atConsole(
  browser: Browser,
  stack: Stack,
  work: (desk: Desk) => Promise<void>,
): Promise<void> {
  const { page, context, complaints } = await newShopper(browser, [
    stack.adminUrl,
  ]);
  await work({
    page,
    context,
    open: async (path) => {
      await page.goto(`${stack.adminUrl}/console${path}`);
    },
  });
  expect(complaints).toEqual([]);
  expect(await page.title()).not.toBe("stolen");
  await context.close();
}

export async function signIn(
  page: Page,
  key: string = CANARIES.merchantKey,
): Promise<void> {
  await page.getByLabel("API key").fill(key);
  await page.getByRole("button", { name: "Sign in" }).click();
}

export const heading = (page: Page, name: string | RegExp) =>
  page.getByRole("heading", { level: 1, name });

/** A phone and a desktop, in light and in dark. */
const EVERY_LOOK: readonly Look[] = [360, 1280].flatMap((width) =>
  (["light", "dark"] as const).map((colorScheme) => ({ width, colorScheme })),
);

/** With every change each width, theme and language once or twice; all of them together take minutes. */
const [LOOKS, SWAHILI_LOOKS]: readonly (readonly Look[])[] =
  process.env["LONG"] === undefined
    ? [
        [
          { width: 360, colorScheme: "light" },
          { width: 1280, colorScheme: "dark" },
        ],
        [{ width: 360, colorScheme: "dark" }],
      ]
    : [EVERY_LOOK, EVERY_LOOK];

/** The page as it is, in the language that it has. */
export const expectPageFit = (page: Page, where: string): Promise<void> =>
  expectFit(page, where, LOOKS);

/** The page in both languages; in every look with `npm run test:long`. */
export async function expectConsoleFit(
  page: Page,
  where: string,
): Promise<void> {
  await expectPageFit(page, where);
  await speak(page, "sw");
  await expectFit(page, `${where} in Swahili`, SWAHILI_LOOKS);
  await speak(page, "en");
}

async function speak(page: Page, language: "en" | "sw"): Promise<void> {
  const menu = page.locator(".account summary");
  await menu.click();
  await page.locator(".account .language select").selectOption(language);
  await page.locator(`html[lang="${language}"]`).waitFor();
  await menu.click();
}

/** A key with these scopes. */
export async function makeKey(
  stack: Stack,
  name: string,
  scopes: readonly string[],
): Promise<{ readonly id: string; readonly key: string }> {
  const { json } = await callAsMerchant(stack, "POST", "/api-keys", {
    body: { name, scopes },
  });
  const { apiKey, key } = json as {
    readonly apiKey: { readonly id: string };
    readonly key: string;
  };
  return { id: apiKey.id, key };
}
