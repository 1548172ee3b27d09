/** Pages under examples/ and in docs/frameworks.md: each is built, served at the shop's address and paid on. */
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import os from "node:os";
import path from "node:path";
import type { Browser } from "playwright-core";
import { compile } from "svelte/compiler";
import { build } from "vite";
import type { InlineConfig } from "vite";
import {
  afterAll,
  beforeAll,
  describe,
  expect,
  it,
  onTestFinished,
} from "vitest";
import { at } from "../../scripts/lib/paths.ts";
import { launchBrowser } from "../support/browser.ts";
import { checkoutOn } from "../support/checkout.ts";
import { blockOf, markedBlocks, readPage } from "../support/marked-blocks.ts";
import { startStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";

const guide = readPage("docs/frameworks.md");
const snippet = (name: string, language: string): string =>
  blockOf(markedBlocks(guide, "snippet", language), name);

/** What `malipo init` writes for the shops of the examples. */
const CATALOG = {
  currency: "KES",
  products: [{ sku: "SHIRT-1", name: "Black shirt", price: "2500.00" }],
};

const folder = mkdtempSync(path.join(os.tmpdir(), "malipo-examples-"));
let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  const catalog = path.join(folder, "catalog.json");
  writeFileSync(catalog, JSON.stringify(CATALOG));
  [browser, stack] = await Promise.all([
    launchBrowser(),
    startStack({ env: { MALIPO_CATALOG: catalog } }),
  ]);
});
afterAll(async () => {
  await browser.close();
  await stack.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A folder with the page's files in it. */
type Make = (out: string) => unknown;

const withVite = (root: string, out: string, more: InlineConfig = {}) =>
  build({
    root,
    logLevel: "silent",
    define: { "import.meta.env.VITE_RELAY": JSON.stringify(stack.relayUrl) },
    ...more,
    build: { outDir: out, emptyOutDir: true },
  });

const here = (code: string): string =>
  code.replaceAll(
    /http:\/\/localhost:4001|https:\/\/pay\.shop\.example/g,
    stack.relayUrl,
  );

async function buildSvelte(out: string): Promise<void> {
  // Under the repository, where its packages are found.
  mkdirSync(at(".cache"), { recursive: true });
  const root = mkdtempSync(at(".cache", "svelte-"));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  const file = path.join(root, "Checkout.svelte");
  writeFileSync(file, here(snippet("svelte", "svelte")));
  writeFileSync(
    path.join(root, "index.html"),
    '<div id="app"></div><p id="thanks"></p><script type="module" src="/main.js"></script>',
  );
  writeFileSync(
    path.join(root, "main.js"),
    `import { mount } from "svelte";
    import Checkout from "./Checkout.svelte";
    const onpaid = (reference) => { thanks.textContent = reference; };
    mount(Checkout, { target: app, props: { cart: [{ sku: "SHIRT-1", quantity: 1 }], onpaid } });`,
  );
  await withVite(root, out, {
    configFile: false,
    plugins: [
      {
        name: "svelte",
        transform: (code, id) =>
          id.endsWith(".svelte")
            ? compile(code, { filename: id, generate: "client" }).js.code
            : null,
      },
    ],
  });
}

const PAGES: Readonly<Record<string, Make>> = {
  "examples/plain-html": (out) => {
    copyFileSync(
      at("examples", "plain-html", "index.html"),
      path.join(out, "index.html"),
    );
  },
  "examples/react": (out) => withVite(at("examples", "react"), out),
  "examples/vue": (out) => withVite(at("examples", "vue"), out),
  "Svelte in docs/frameworks.md": buildSvelte,
  "HTML in docs/frameworks.md": (out) => {
    writeFileSync(path.join(out, "index.html"), snippet("html", "html"));
  },
};

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
};

async function serve(root: string): Promise<void> {
  const server = createServer((req, res) => {
    const { pathname } = new URL(req.url ?? "/", stack.shopUrl);
    const name = /\.\w+$/.test(pathname) ? pathname : "/index.html";
    const type = TYPES[path.extname(name)];
    if (type === undefined) return res.writeHead(404).end();
    return res
      .writeHead(200, { "content-type": `${type}; charset=utf-8` })
      .end(here(readFileSync(path.join(root, name), "utf8")));
  }).listen(Number(new URL(stack.shopUrl).port), "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
}

describe("a page of the examples", () => {
  it.each(Object.entries(PAGES))("can be paid on: %s", async (name, make) => {
    const out = path.join(folder, name.replaceAll(/\W/g, "-"));
    mkdirSync(out);
    await make(out);
    await serve(out);
    const page = await browser.newPage({ locale: "en-KE" });
    await page.goto(stack.shopUrl);
    const checkout = checkoutOn(page);
    await checkout.proceed();
    await checkout.payByMpesa("0712 345 601");
    if (name.startsWith("HTML")) await page.waitForURL(/\/thanks\?order=ORD-/);
    else await page.locator("#thanks", { hasText: /ORD-/ }).waitFor();
    await page.close();
  });

  it("is what the guide shows", () => {
    const component = (text: string): string =>
      text
        .replace('"use client";\n\n', "")
        .replace("/* webpackIgnore: true */ ", "")
        .replaceAll(/(RELAY|relay) =[^;]+;/g, "$1;")
        .replaceAll(/\s/g, "");
    const example = (...file: string[]): string =>
      component(readPage(path.join("examples", ...file)));
    expect(example("react", "checkout.jsx")).toBe(
      component(snippet("react", "jsx")),
    );
    expect(example("vue", "Checkout.vue")).toBe(
      component(snippet("vue", "vue")),
    );
  });
});
