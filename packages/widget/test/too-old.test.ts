/** Browsers below the floor, by taking away what they lack: the page says so, and leads on. Made by `npm run build`. */
import { expect } from "@open-wc/testing";
import { LOCALES } from "@malipo/protocol";
import { parse } from "acorn";
import type { Node } from "acorn";
import { until } from "./support/until.ts";

const DIST = `${location.origin}/packages/widget/dist`;
const SCRIPTS = {
  module: `<script type="module" src="${DIST}/malipo.js"></script>`,
  classic: `<script src="${DIST}/malipo.classic.js"></script>`,
  "too old to read either": `<script src="${DIST}/malipo.old.js"></script>`,
};
const LACKS = {
  "custom elements": "delete window.customElements",
  "shadow trees": "delete Element.prototype.attachShadow",
  "adopted style sheets": "delete Document.prototype.adoptedStyleSheets",
  "style sheets made by scripts": "delete CSSStyleSheet.prototype.replaceSync",
  dialogs: "delete window.HTMLDialogElement",
  "what came in 2022": "delete Array.prototype.findLastIndex",
};
const RELAY = "https://pay.shop.example";
const TOO_OLD = /^This browser is too old for the checkout\./;

describe("a browser that is too old", () => {
  const frame = document.createElement("iframe");
  afterEach(() => {
    frame.remove();
  });

  async function load(html: string): Promise<HTMLElement> {
    frame.srcdoc = `<!doctype html><meta charset="utf-8">${html}`;
    const loaded = new Promise((done) => {
      frame.addEventListener("load", done, { once: true });
    });
    document.body.append(frame);
    await loaded;
    const element =
      frame.contentDocument?.querySelector<HTMLElement>("malipo-checkout");
    if (!element) throw new Error("no checkout");
    await until(() => "malipoOld" in element.dataset, "a word");
    return element;
  }

  const page = (
    script: string,
    content = "",
    attributes = `cart="[]" locale="en"`,
    lack = LACKS["adopted style sheets"],
  ): string =>
    `<script>${lack}</script>${script}<malipo-checkout relay="${RELAY}" ${attributes}>${content}</malipo-checkout>`;

  for (const [name, script] of Object.entries(SCRIPTS))
    for (const [missing, lack] of Object.entries(LACKS))
      it(`says so without ${missing}: ${name}`, async () => {
        const element = await load(page(script, "", undefined, lack));
        expect(element.textContent).to.match(TOO_OLD);
        expect(element.shadowRoot).to.equal(null);
        expect(element.querySelectorAll("[role=alert]")).to.have.length(1);
      });

  it("leads to the page of a payment link, but not from there", async () => {
    const attributes = 'payment-link="pl_1" locale="en"';
    let element = await load(page(SCRIPTS.module, "", attributes));
    expect(element.querySelector("a")?.href).to.equal(`${RELAY}/pay/pl_1`);
    const own = `relay="javascript:void 0" ${attributes}`;
    element = await load(
      page(SCRIPTS.module, "", attributes).replace(/relay="[^"]*"/, own),
    );
    expect(element.textContent).to.match(TOO_OLD);
    expect(element.querySelector("a")).to.equal(null);
  });

  it("shows what the page has for it instead, and nothing that belongs into a checkout", async () => {
    const content =
      '<a slot="success" href="/">Go on</a><p>Order by <a href="tel:1">phone</a>.</p>';
    const element = await load(page(SCRIPTS.classic, content));
    expect(element.innerText.trim()).to.equal("Order by phone.");
    expect(element.querySelector("[slot]")?.checkVisibility()).to.equal(false);
  });

  it("does not leave a shopper with a button that does nothing", async () => {
    const element = await load(
      page(
        SCRIPTS.classic,
        "<button>Pay now</button>",
        'mode="dialog" locale="en"',
      ),
    );
    expect(element.querySelector("[role=alert]")?.textContent).to.match(
      TOO_OLD,
    );
  });

  it("says it of a checkout that a script adds later", async () => {
    const first = await load(page(SCRIPTS.module));
    const second = first.cloneNode() as HTMLElement;
    delete second.dataset["malipoOld"];
    first.after(second);
    await until(() => TOO_OLD.test(second.textContent), "a word");
  });

  it("says it in the language of the checkout", async () => {
    const said = new Set<string>();
    for (const locale of LOCALES) {
      const element = await load(
        page(SCRIPTS.module, "", `locale="${locale}-KE"`),
      );
      const note = element.querySelector("p");
      expect(note?.lang).to.equal(locale);
      said.add(note?.textContent ?? "");
    }
    expect(said.size).to.equal(LOCALES.length);
  });

  it("is no browser that has everything", async () => {
    const html = `${SCRIPTS.module}${SCRIPTS["too old to read either"]}<malipo-checkout></malipo-checkout>`;
    frame.srcdoc = `<!doctype html>${html}`;
    document.body.append(frame);
    await until(
      () => frame.contentDocument?.querySelector("malipo-checkout")?.shadowRoot,
      "a checkout",
    );
    expect(frame.contentDocument?.querySelector("[role=alert]")).to.equal(null);
    expect(frame.contentWindow).to.not.have.property("WORDS");
  });
});

/** The types of all nodes of a script. */
function nodeTypes(root: Node): ReadonlySet<string> {
  const types = new Set<string>();
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== "object") return;
    if ("type" in value && typeof value.type === "string")
      types.add(value.type);
    Object.values(value).forEach(visit);
  };
  visit(root);
  return types;
}

describe("the syntax of the built files", () => {
  const read = async (name: string): Promise<string> =>
    (await fetch(`${DIST}/${name}`)).text();

  for (const [name, sourceType] of [
    ["malipo.js", "module"],
    ["malipo.classic.js", "script"],
  ] as const)
    it(`of ${name} has nothing that Chrome 85, Firefox 90 or Safari 15 can't read`, async () => {
      const text = await read(name);
      const root = parse(text, { ecmaVersion: 2022, sourceType });
      // Of Chrome 94 and Safari 16.4; so is looking behind in patterns.
      expect([...nodeTypes(root)]).to.not.include("StaticBlock");
      expect(text).to.not.match(/\(\?<[=!]/);
    });

  it("of the one that says that a browser is too old is ES5", async () => {
    const text = await read("malipo.old.js");
    expect(() => parse(text, { ecmaVersion: 5 })).to.not.throw();
  });
});
