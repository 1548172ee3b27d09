import { expect, waitUntil } from "@open-wc/testing";
import { FakeRelay } from "./support/fake-relay.ts";
import {
  HANDED_OVER,
  RELAY,
  flexpayAttempt,
  pendingBy,
} from "./support/orders.ts";

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
      await waitUntil(() => text("h2"), "the first screen");
      expect(text("h2")).to.equal("Kikapu chako kiko tupu");

      handOver();
      await waitUntil(() => text(".qr path") !== undefined, "the QR code");
      expect(text("h2")).to.equal("Lipa kwa FlexPay");
      expect(refused).to.deep.equal([]);
    });

  it("need no address of their own: inlined, the tag shows in English without its QR code", async () => {
    const file = await fetchReal("/packages/widget/dist/malipo.classic.js");
    const { element, text, handOver } = await load(
      `<script>${await file.text()}</script>`,
    );
    const told: Event[] = [];
    element.addEventListener("malipo-error", (event) => told.push(event));
    handOver();
    await waitUntil(() => text("h2") === "Pay with FlexPay", "the tag");
    expect(text("dl")).to.include("MLP-");
    expect(text(".qr path")).to.equal(undefined);
    expect(told).to.deep.equal([]);
  });
});
