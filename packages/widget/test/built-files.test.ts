import { expect, waitUntil } from "@open-wc/testing";
import { FakeRelay } from "./support/fake-relay.ts";
import { HANDED_OVER } from "./support/harness.ts";
import { RELAY, flexpayAttempt, pendingBy } from "./support/orders.ts";

const POLICY = `default-src 'none'; script-src ${location.origin}; require-trusted-types-for 'script'; trusted-types malipo`;
const SCRIPTS = {
  module: `type="module" src="/packages/widget/dist/malipo.js"`,
  classic: `src="/packages/widget/dist/malipo.classic.js"`,
};

/** What a page loads, on a page that allows as little as can be. Made by `npm run build`. */
describe("the built files", () => {
  const frame = document.createElement("iframe");
  afterEach(() => {
    frame.remove();
  });

  for (const [name, script] of Object.entries(SCRIPTS))
    it(`fetch words and QR codes beside themselves, as a ${name} script`, async () => {
      frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${POLICY}">
        <script ${script}></script><malipo-checkout locale="sw"></malipo-checkout>`;
      const loaded = new Promise((done) => {
        frame.addEventListener("load", done, { once: true });
      });
      document.body.append(frame);
      await loaded;
      const { contentDocument: page, contentWindow } = frame;
      const element = page?.querySelector("malipo-checkout");
      const seen = (selector: string): Element | null | undefined =>
        element?.shadowRoot?.querySelector(selector);
      const refused: string[] = [];
      page?.addEventListener("securitypolicyviolation", (event) => {
        refused.push(`${event.violatedDirective} ${event.blockedURI}`);
      });

      await waitUntil(() => seen("h2"), "the first screen");
      expect(seen("h2")?.textContent.trim()).to.equal("Kikapu chako kiko tupu");

      const relay = new FakeRelay().install();
      relay.order = pendingBy(flexpayAttempt());
      if (contentWindow) contentWindow.fetch = globalThis.fetch;
      for (const [key, value] of Object.entries({
        relay: RELAY,
        ...HANDED_OVER,
      }))
        element?.setAttribute(key, value);
      await waitUntil(() => seen(".qr path"), "the QR code");
      expect(seen("h2")?.textContent.trim()).to.equal("Lipa kwa FlexPay");
      relay.restore();
      expect(refused).to.deep.equal([]);
    });

  it("need no address of their own: inlined, the tag shows in English without its QR code", async () => {
    const file = await fetch("/packages/widget/dist/malipo.classic.js");
    frame.srcdoc = `<!doctype html><script>${await file.text()}</script>`;
    const loaded = new Promise((done) => {
      frame.addEventListener("load", done, { once: true });
    });
    document.body.append(frame);
    await loaded;
    const { contentDocument: page, contentWindow } = frame;
    const relay = new FakeRelay().install();
    relay.order = pendingBy(flexpayAttempt());
    if (contentWindow) contentWindow.fetch = globalThis.fetch;
    const element = page?.createElement("malipo-checkout");
    if (!element) throw new Error("no page");
    const attributes = { relay: RELAY, locale: "sw", ...HANDED_OVER };
    for (const [key, value] of Object.entries(attributes))
      element.setAttribute(key, value);
    const told: Event[] = [];
    element.addEventListener("malipo-error", (event) => told.push(event));
    page?.body.append(element);
    const seen = (selector: string): string | undefined =>
      element.shadowRoot?.querySelector(selector)?.textContent.trim();
    await waitUntil(() => seen("h2") === "Pay with FlexPay", "the tag");
    expect(seen("dl")).to.include("MLP-");
    expect(seen(".qr path")).to.equal(undefined);
    expect(told).to.deep.equal([]);
    relay.restore();
  });
});
