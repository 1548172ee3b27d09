/** One browser for the tests of a file, and people at the console. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launchBrowser } from "./browser.ts";
import { atConsole, signIn } from "./console.ts";
import type { Desk } from "./console.ts";
import type { Stack } from "./stack.ts";

export interface ConsoleSuite {
  readonly browser: () => Browser;
  readonly atDesk: (work: (desk: Desk) => Promise<void>) => Promise<void>;
  /** The same, signed in at this page. */
  readonly signedIn: (
    path: string,
    work: (desk: Desk) => Promise<void>,
    key?: string,
  ) => Promise<void>;
}

export function consoleSuite(stack: Stack): ConsoleSuite {
  let started: Browser | undefined;
  beforeAll(async () => {
    started = await launchBrowser();
  });
  afterAll(() => started?.close());
  const browser = (): Browser => {
    if (started === undefined) throw new Error("the browser has not started");
    return started;
  };
  const atDesk: ConsoleSuite["atDesk"] = (work) =>
    atConsole(browser(), stack, work);
  return {
    browser,
    atDesk,
    signedIn: (path, work, key) =>
      atDesk(async (desk) => {
        await desk.open(path);
        await signIn(desk.page, key);
        await work(desk);
      }),
  };
}

/** What is announced, to everybody. */
export const said = (page: Page, text: string | RegExp): Promise<void> =>
  page.locator(".announcement").getByText(text).waitFor();
