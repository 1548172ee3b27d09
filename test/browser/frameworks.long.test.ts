/** What React and Vue make of the element: the same wish by property, attribute and server-rendered page, early and late. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { bundle } from "../support/bundle.ts";

const LINES = [{ sku: "A1", quantity: 2 }];
const WISHES = {
  "a cart as a list, methods as text": { cart: LINES, methods: "mpesa card" },
  "a cart as text, methods as a list": {
    cart: JSON.stringify(LINES),
    methods: ["mpesa", "card"],
  },
};
/** Each draws the element with these wishes into `#app`, as its framework does. */
const DRAWN_BY = {
  React: `
    import { createElement } from "react";
    import { createRoot } from "react-dom/client";
    window.draw = (wishes) => createRoot(app).render(createElement("malipo-checkout", wishes));`,
  "React on a server": `
    import { createElement } from "react";
    import { hydrateRoot } from "react-dom/client";
    import { renderToString } from "react-dom/server.browser";
    window.draw = (wishes) => {
      const element = createElement("malipo-checkout", wishes);
      app.innerHTML = renderToString(element);
      hydrateRoot(app, element);
    };`,
  "the React component on a server": `
    import { MalipoCheckout } from "@malipo/widget/react";
    import { createElement } from "react";
    import { hydrateRoot } from "react-dom/client";
    import { renderToString } from "react-dom/server.browser";
    window.draw = (wishes) => {
      const element = createElement(MalipoCheckout, wishes);
      app.innerHTML = renderToString(element);
      hydrateRoot(app, element);
    };`,
  Vue: `
    import { createApp, h } from "vue";
    window.draw = (wishes) => createApp({ render: () => h("malipo-checkout", wishes) }).mount(app);`,
};
const SCRIPT = readFileSync(
  path.join(import.meta.dirname, "../../packages/widget/dist/malipo.js"),
  "utf8",
);

describe("frameworks", () => {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  for (const [framework, code] of Object.entries(DRAWN_BY))
    it(`${framework} gives the element what the page says`, async () => {
      const drawer = await bundle(code);
      const page = await browser?.newPage();
      if (!page) throw new Error("no browser");
      await page.route("**/*", (route) =>
        route.fulfill({
          contentType: "text/html",
          body: `<!doctype html><div id="app"></div>`,
        }),
      );
      for (const [what, wishes] of Object.entries(WISHES))
        for (const early of [true, false]) {
          // They write a list as "[object Object]" into the attribute of an element that is not defined yet; React
          // leaves it out of a server's page. Our component does neither.
          const lost =
            framework === "React on a server" ||
            (!early && framework !== "the React component on a server");
          if (lost && typeof wishes.cart !== "string") continue;
          await page.goto("http://shop.test/");
          if (early)
            await page.addScriptTag({ content: SCRIPT, type: "module" });
          await page.addScriptTag({ content: drawer, type: "module" });
          await page.waitForFunction(() => "draw" in window);
          await page.evaluate((it) => {
            (window as unknown as { draw: (it: unknown) => void }).draw(it);
          }, wishes);
          await page.locator("malipo-checkout").waitFor({ state: "attached" });
          if (!early)
            await page.addScriptTag({ content: SCRIPT, type: "module" });
          const seen = await page.waitForFunction(() => {
            const element = document.querySelector("malipo-checkout");
            return (
              element?.shadowRoot && {
                cart: Reflect.get(element, "cart") as unknown,
                methods: Reflect.get(element, "methods") as unknown,
              }
            );
          });
          expect(await seen.jsonValue(), `${what}, early: ${early}`).toEqual({
            cart: LINES,
            methods:
              framework === "React on a server" && Array.isArray(wishes.methods)
                ? []
                : ["mpesa", "card"],
          });
        }
      await page.close();
    });
});
