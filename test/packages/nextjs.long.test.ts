/** The page of docs/frameworks.md, built and rendered by Next.js in an empty folder: somebody buys a shirt on it. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, newShopper } from "../support/browser.ts";
import { checkoutOn } from "../support/checkout.ts";
import { blockOf, markedBlocks, readPage } from "../support/marked-blocks.ts";
import { installAlone, packAll, runToEnd } from "../support/packed.ts";
import { startProgram } from "../support/shell.ts";
import type { Running } from "../support/shell.ts";
import { useStack } from "../support/stack.ts";
import { until } from "../support/until.ts";

const PACKAGES = ["next@16.4.6", "react@19.3.1", "react-dom@19.3.1"];

const page = blockOf(
  markedBlocks(readPage("docs/frameworks.md"), "snippet", "jsx"),
  "next",
).replace("SHIRT-1", "SHRT-BLK-XL-9981");

const LAYOUT = `export const metadata = { title: "Shop", icons: "data:," };
export default ({ children }) => <html lang="en"><body>{children}</body></html>;
`;
const THANKS = `export default async ({ searchParams }) => <h1>Thanks for {(await searchParams).order}</h1>;
`;

const ENV = {
  PATH: process.env["PATH"] ?? "",
  NEXT_TELEMETRY_DISABLED: "1",
  NODE_ENV: "production",
};

describe("a page of Next.js", () => {
  const stack = useStack();
  let folder = "";
  let browser: Browser | undefined;
  let shop: Running | undefined;
  const next = (): string =>
    path.join(folder, "node_modules/next/dist/bin/next");

  beforeAll(async () => {
    const tarballs = await packAll();
    folder = await installAlone("widget", tarballs, PACKAGES);
    rmSync(path.dirname(path.dirname(tarballs.widget)), { recursive: true });
    const files = {
      "app/layout.jsx": LAYOUT,
      "app/thanks/page.jsx": THANKS,
      "app/checkout/page.jsx": page.replace(
        "https://pay.shop.example",
        stack.relayUrl,
      ),
    };
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    const built = await runToEnd(
      process.execPath,
      [next(), "build"],
      folder,
      ENV,
    );
    expect(built.code, built.output).toBe(0);
    browser = await launchBrowser();
  }, 600_000);
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("sells a shirt, with the cart as a list and a listener for the outcome", async () => {
    const { port } = new URL(stack.shopUrl);
    shop = startProgram(
      process.execPath,
      [next(), "start", folder, "--port", port],
      ENV,
    );
    const address = `${stack.shopUrl}/checkout`;
    const html = await until(
      "Next.js answers",
      () =>
        fetch(address).then(
          (response) => response.text(),
          () => undefined,
        ),
      60_000,
    );
    // Rendered by the server, with the list.
    expect(html).toMatch(
      /<malipo-checkout [^>]*cart="\[\{&quot;sku&quot;:&quot;SHRT-BLK-XL-9981&quot;,/,
    );
    if (!browser) throw new Error("no browser");
    const shopper = await newShopper(browser, [
      stack.shopUrl,
      stack.relayUrl,
      stack.sandboxUrl,
    ]);
    await shopper.page.goto(address);
    const checkout = checkoutOn(shopper.page);
    await checkout.proceed();
    await checkout.payByMpesa("0712 345 601");
    await shopper.page.waitForURL(/\/thanks\?order=ORD-/);
    await shopper.page
      .getByRole("heading", { name: /^Thanks for ORD-/ })
      .waitFor();
    expect(shopper.complaints).toEqual([]);
    await shopper.context.close();
  }, 120_000);
});
