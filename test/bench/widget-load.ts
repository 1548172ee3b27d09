/** What the widget needs to show its first screen, beside an element that shows a button with Lit and no more. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { build } from "vite";
import { launchBrowser } from "../support/browser.ts";
import { quantile } from "./measure.ts";
import { startWorld } from "./world.ts";

export interface LoadCosts {
  readonly network: string;
  /** Milliseconds from the start of the navigation to the first button: medians. */
  readonly bareMs: number;
  readonly widgetMs: number;
  /** The longest task of the main thread while the widget loads, milliseconds: median. */
  readonly longestTaskMs: number;
}

const ROUNDS = 7;
/** A mid-range phone, as Lighthouse has it. */
const CPU_SLOWDOWN = 4;
const NETWORKS = {
  none: undefined,
  /** Lighthouse's: 150 ms for a round trip, 1.6 Mbit/s down, 0.75 up. */
  "Slow 4G": { latency: 150, down: 1_600, up: 750 },
} as const;
type NetworkName = keyof typeof NETWORKS;

interface Load {
  readonly shownMs: number;
  readonly longestTaskMs: number;
}

export async function measureWidgetLoad(): Promise<readonly LoadCosts[]> {
  const shop = createServer();
  shop.listen(0, "127.0.0.1");
  await once(shop, "listening");
  const shopUrl = `http://localhost:${(shop.address() as AddressInfo).port}`;
  const world = await startWorld({ shopUrl });
  const files = new Map<string, { type: string; text: string }>([
    ["/bare.js", { type: "text/javascript", text: await bareScript() }],
    ["/bare", page("/bare.js", "<bare-element></bare-element>")],
    [
      "/widget",
      page(`${world.relay.url}/widget/v1/malipo.js`, checkout(world.relay.url)),
    ],
  ]);
  shop.on("request", (request, response) => {
    const file = files.get(request.url ?? "");
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    const headers = { "content-type": file.type, "content-encoding": "gzip" };
    response.writeHead(200, headers).end(gzipSync(file.text));
  });
  const browser = await launchBrowser();
  try {
    const costs: LoadCosts[] = [];
    for (const network of Object.keys(NETWORKS) as NetworkName[])
      costs.push(await compare(browser, shopUrl, network));
    return costs;
  } finally {
    await browser.close();
    shop.closeAllConnections();
    shop.close();
    await world.stop();
  }
}

async function compare(
  browser: Browser,
  shopUrl: string,
  network: NetworkName,
): Promise<LoadCosts> {
  const bare: Load[] = [];
  const widget: Load[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await load(browser, `${shopUrl}/bare`, network));
    widget.push(await load(browser, `${shopUrl}/widget`, network));
  }
  const median = (loads: readonly Load[], what: keyof Load): number =>
    quantile(
      loads.map((one) => one[what]),
      0.5,
    );
  return {
    network,
    bareMs: median(bare, "shownMs"),
    widgetMs: median(widget, "shownMs"),
    longestTaskMs: median(widget, "longestTaskMs"),
  };
}

/** With an empty cache. */
async function load(
  browser: Browser,
  url: string,
  name: NetworkName,
): Promise<Load> {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const session = await context.newCDPSession(tab);
  // Runs when the document is made: asked right after the navigation, a script of the page may not have run yet.
  await tab.addInitScript(WATCH);
  await session.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
  const network = NETWORKS[name];
  if (network !== undefined) {
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: network.latency,
      downloadThroughput: (network.down * 1000) / 8,
      uploadThroughput: (network.up * 1000) / 8,
    });
  }
  await tab.goto(url, { waitUntil: "commit" });
  // Playwright's own waiting runs a script of its own in the page, which is a long task there.
  const { result: shown } = await session.send("Runtime.evaluate", {
    expression: "window.shown",
    awaitPromise: true,
    returnByValue: true,
  });
  const result = shown.value as Load;
  await context.close();
  return result;
}

/** Of an element with a price to pay the first button that is seen and acts, of the bare one its only one. */
const WATCH = `
  const acts = (button) =>
    !button.disabled && button.ariaDisabled !== "true" &&
    button.checkVisibility({ visibilityProperty: true });
  let longestTaskMs = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries())
      longestTaskMs = Math.max(longestTaskMs, duration);
  }).observe({ type: "longtask", buffered: true });
  let show;
  window.shown = new Promise((resolve) => { show = resolve; });
  const watch = () => {
    const root = document.querySelector("#it")?.shadowRoot;
    if ([...(root?.querySelectorAll("button") ?? [])].some(acts))
      setTimeout((shownMs) => { show({ shownMs, longestTaskMs }); }, 200, performance.now());
    else requestAnimationFrame(watch);
  };
  watch();`;

function page(script: string, element: string): { type: string; text: string } {
  const text = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">
<title>Shop</title>
<script type="module" src="${script}"></script><main>${element.replace(">", ' id="it">')}</main></html>`;
  return { type: "text/html; charset=utf-8", text };
}

function checkout(relayUrl: string): string {
  const cart = JSON.stringify([{ sku: "SHRT-BLK-XL-9981", quantity: 1 }]);
  return `<malipo-checkout relay="${relayUrl}" cart='${cart}'></malipo-checkout>`;
}

/** The least that shows a button with Lit. It stands where the widget's packages are found. */
const BARE_FILE = path.join(
  import.meta.dirname,
  "../../packages/widget/bare-element.js",
);
const BARE = `import { LitElement, html } from "lit";
customElements.define("bare-element", class extends LitElement {
  render() { return html\`<button>Pay</button>\`; }
});`;

async function bareScript(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "error",
    plugins: [
      {
        name: "bare-element",
        resolveId: (id) => (id === BARE_FILE ? id : null),
        load: (id) => (id === BARE_FILE ? BARE : null),
      },
    ],
    build: {
      write: false,
      target: "es2022",
      lib: { entry: BARE_FILE, formats: ["es"] },
    },
  });
  const [built] = Array.isArray(result) ? result : [];
  if (built === undefined) throw new Error("the bare element was not built");
  return built.output[0].code;
}
