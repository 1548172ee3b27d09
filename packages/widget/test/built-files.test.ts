import { expect } from "@open-wc/testing";
import { FakeRelay } from "./support/fake-relay.ts";
import {
  HANDED_OVER,
  RELAY,
  flexpayAttempt,
  pendingBy,
} from "./support/orders.ts";
import { until } from "./support/until.ts";

const POLICY = `default-src 'none'; script-src ${location.origin}; require-trusted-types-for 'script'; trusted-types malipo`;
const fetchReal = fetch;
const SCRIPTS = {
  module: `type="module" src="/packages/widget/dist/malipo.js"`,
  classic: `src="/packages/widget/dist/malipo.classic.js"`,
};

/** What a page loads, on a page that allows as little as can be. Made by `npm run build`. */
describe("the built files", () => {
  const frame = document.createElement("iframe");
  let relay: FakeRelay;
  beforeEach(() => {
    relay = new FakeRelay().install();
    relay.order = pendingBy(flexpayAttempt());
  });
  afterEach(() => {
    relay.restore();
    frame.remove();
  });

  /** A checkout that speaks Kiswahili, on a page with this head. */
  async function load(head: string) {
    frame.srcdoc = `<!doctype html>${head}<malipo-checkout locale="sw"></malipo-checkout>`;
    const loaded = new Promise((done) => {
      frame.addEventListener("load", done, { once: true });
    });
    document.body.append(frame);
    await loaded;
    const { contentDocument: page, contentWindow } = frame;
    const element = page?.querySelector("malipo-checkout");
    if (!page || !element || !contentWindow) throw new Error("no page");
    contentWindow.fetch = globalThis.fetch;
    const text = (selector: string): string | undefined =>
      element.shadowRoot?.querySelector(selector)?.textContent.trim();
    const handOver = (): void => {
      const attributes = { relay: RELAY, ...HANDED_OVER };
      for (const [key, value] of Object.entries(attributes))
        element.setAttribute(key, value);
    };
    return { page, element, text, handOver };
  }

  for (const [name, script] of Object.entries(SCRIPTS))
    it(`fetch words and QR codes beside themselves, as a ${name} script`, async () => {
      const { page, text, handOver } = await load(
        `<meta http-equiv="Content-Security-Policy" content="${POLICY}"><script ${script}></script>`,
      );
      const refused: string[] = [];
      page.addEventListener("securitypolicyviolation", (event) => {
        refused.push(`${event.violatedDirective} ${event.blockedURI}`);
      });
      await until(() => text("h2"), "the first screen");
      expect(text("h2")).to.equal("Kikapu chako kiko tupu");

      handOver();
      await until(() => text(".qr path") !== undefined, "the QR code");
      expect(text("h2")).to.equal("Lipa kwa FlexPay");
      expect(refused).to.deep.equal([]);
    });

  /** What optimisers make of the scripts. */
  const OPTIMISED: Readonly<
    Record<string, (classic: string, module: string) => string>
  > = {
    inlined: (classic) => `<script>${classic}</script>`,
    "inlined as a module": (_, module) =>
      `<script type="module">${module}</script>`,
    "between two others in one file": (classic) =>
      `<script>window.before=1;${classic}window.after=1</script>`,
    "in a function": (classic) =>
      `<script>(function(){"use strict";\n${classic}\n})()</script>`,
    "run by a loader": (classic) =>
      `<script type="text/deferred">${classic}</script><script>setTimeout(() => {
        (0, eval)(document.querySelector("[type='text/deferred']").textContent);
      })</script>`,
    "twice, in two forms": (classic, module) =>
      `<script>${classic}</script><script type="module">${module}</script><script>${classic}</script>`,
  };
  for (const [how, make] of Object.entries(OPTIMISED))
    it(`sell without an address of their own: ${how}`, async () => {
      const [classic, module] = await Promise.all(
        ["malipo.classic.js", "malipo.js"].map(async (name) =>
          (await fetchReal(`/packages/widget/dist/${name}`)).text(),
        ),
      );
      const { element, text, handOver } = await load(
        make(classic ?? "", module ?? ""),
      );
      const told: Event[] = [];
      element.addEventListener("malipo-error", (event) => told.push(event));
      handOver();
      await until(() => text("h2") === "Pay with FlexPay", "the tag");
      expect(text("dl")).to.include("MLP-");
      expect(told).to.deep.equal([]);
    });

  it("find their late files at the relay when there are none beside them", async () => {
    const file = await fetchReal("/packages/widget/dist/malipo.classic.js");
    // Here the relay's path is a folder of this server.
    const moved = (await file.text()).replaceAll(
      "/widget/v1/malipo.",
      "/packages/widget/dist/malipo.",
    );
    const { element, text } = await load(`<script>${moved}</script>`);
    element.setAttribute("relay", location.origin);
    element.setAttribute("cart", "[]");
    await until(() => text("h2") === "Kikapu chako kiko tupu", "the words");
  });

  it("can stand in a script element and in front of other scripts", async () => {
    for (const name of ["malipo.js", "malipo.classic.js", "malipo.page.js"]) {
      const file = await fetchReal(`/packages/widget/dist/${name}`);
      expect(await file.text(), name).not.to.match(/<\/script|<!--/i);
    }
  });
});
