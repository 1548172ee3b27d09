/** A page that React renders on a server and hydrates in the browser: somebody buys a shirt on it. */
import { once } from "node:events";
import { createServer } from "node:http";
import { MalipoCheckout } from "@malipo/widget/react";
import type { Browser } from "playwright-core";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, newShopper } from "../support/browser.ts";
import { bundle } from "../support/bundle.ts";
import { checkoutOn } from "../support/checkout.ts";
import { useStack } from "../support/stack.ts";

const CART = [{ sku: "SHRT-BLK-XL-9981", quantity: 1 }];

describe("a page that React renders on a server", () => {
  const stack = useStack();
  let browser: Browser | undefined;
  let served = { html: "", script: "" };
  const server = createServer((req, res) => {
    const isScript = req.url === "/page.js";
    res.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    res.end(isScript ? served.script : served.html);
  });
  beforeAll(async () => {
    browser = await launchBrowser();
    server.listen(Number(new URL(stack.shopUrl).port), "127.0.0.1");
    await once(server, "listening");
  });
  afterAll(async () => {
    await browser?.close();
    server.closeAllConnections();
    server.close();
  });

  it("sells a shirt, with the cart as a list and a listener for the outcome", async () => {
    const props = { relay: stack.relayUrl, cart: CART };
    const html = renderToString(createElement(MalipoCheckout, props));
    expect(html).toContain("SHRT-BLK-XL-9981");
    served = {
      html: `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,"><div id="app">${html}</div>
        <script type="module" src="/page.js"></script>
        <script type="module" src="${stack.relayUrl}/widget/v1/malipo.js"></script></html>`,
      script: await bundle(`
        import { createElement } from "react";
        import { hydrateRoot } from "react-dom/client";
        import { MalipoCheckout } from "@malipo/widget/react";
        const props = ${JSON.stringify(props)};
        hydrateRoot(app, createElement(MalipoCheckout, {
          ...props,
          "onmalipo-outcome": ({ detail }) => {
            document.title = detail.outcome.status + " " + detail.order.amount.value;
          },
        }), { onRecoverableError: (error) => { throw error; } });`),
    };
    if (!browser) throw new Error("no browser");
    const shopper = await newShopper(browser, [
      stack.shopUrl,
      stack.relayUrl,
      stack.sandboxUrl,
    ]);
    await shopper.page.goto(stack.shopUrl);
    const checkout = checkoutOn(shopper.page);
    await checkout.proceed();
    await checkout.payByMpesa("0712 345 601");
    await shopper.page.waitForFunction(() => document.title.includes("paid"));
    expect(await shopper.page.title()).toContain("250000");
    expect(shopper.complaints).toEqual([]);
    await shopper.context.close();
  });
});
