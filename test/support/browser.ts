/** A real Chromium, and pages that fail the test for anything they complain of. */
import { chromium } from "playwright-core";
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Page,
} from "playwright-core";
import { findChromium } from "./find-chromium.mjs";

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch(await findChromium());
}

/** A phone's screen, in English. */
const PHONE_SCREEN = {
  viewport: { width: 360, height: 740 },
  locale: "en-KE",
} as const;

export interface BrowserShopper {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What pages complained of: script errors, policy violations, requests elsewhere. */
  readonly complaints: string[];
  newPage(): Promise<Page>;
}

/** A shopper with a browser of their own. `allowed` are the origins their pages may talk to. */
export async function newShopper(
  browser: Browser,
  allowed: readonly string[],
  device: BrowserContextOptions = {},
): Promise<BrowserShopper> {
  const context = await browser.newContext({ ...PHONE_SCREEN, ...device });
  const complaints: string[] = [];
  const newPage = async (): Promise<Page> => {
    const page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      if (/Content Security Policy|Trusted ?Type/i.test(message.text()))
        complaints.push(message.text());
    });
    page.on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith("http") && !allowed.includes(origin))
        complaints.push(`a request to ${origin}`);
    });
    return page;
  };
  return { context, complaints, newPage, page: await newPage() };
}
