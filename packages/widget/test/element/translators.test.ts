/** Translators of pages: they rewrite what is drawn, and what is drawn after them is true all the same. */
import { expect } from "@open-wc/testing";
import { render } from "lit";
import { html } from "../../src/views/html.ts";
import type { Checkout } from "../support/harness.ts";
import { CART, open, toWaiting, withRelay } from "../support/harness.ts";

function textsIn(root: ParentNode & Node): Text[] {
  const found: Text[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) found.push(walker.currentNode as Text);
  return found.filter(({ data }) => data.trim() !== "");
}
const foreign = (text: string): string => `«${text}»`;
const elementsIn = (root: ParentNode): Element[] =>
  [...root.querySelectorAll(":not(data, svg *, option)")].reverse();

/** Each with what a translator of its kind does to a text, and to the elements around it. */
const TRANSLATORS: Readonly<Record<string, (root: ShadowRoot) => void>> = {
  "Google's, which puts a font element in a font element in the place of a text":
    (root) => {
      for (const text of textsIn(root)) {
        const [outer, inner] = ["font", "font"].map((it) =>
          document.createElement(it),
        ) as [HTMLElement, HTMLElement];
        inner.textContent = foreign(text.data);
        outer.append(inner);
        text.replaceWith(outer);
      }
    },
  "one that writes into the text": (root) => {
    for (const text of textsIn(root)) text.data = foreign(text.data);
  },
  "one that puts another text in its place": (root) => {
    for (const text of textsIn(root)) text.replaceWith(foreign(text.data));
  },
  "one that cuts the text in two": (root) => {
    for (const text of textsIn(root)) text.splitText(1).data = foreign("x");
  },
  "one that wraps it where it is": (root) => {
    for (const text of textsIn(root)) {
      const wrap = document.createElement("span");
      text.replaceWith(wrap);
      wrap.append(text);
    }
  },
  "one that sets the whole content of what has only text": (root) => {
    for (const element of elementsIn(root))
      if (!element.children.length && element.textContent.trim())
        element.textContent = foreign(element.textContent);
  },
  "one that writes every paragraph anew": (root) => {
    for (const element of root.querySelectorAll("p, h2, dd, li, strong"))
      // eslint-plugin-lit has no say here: this is the page's code.
      element.innerHTML = element.innerHTML.replace(/<!--.*?-->/g, "");
  },
  "one that puts copies of the paragraphs in their place": (root) => {
    for (const element of root.querySelectorAll("p, h2, dd, strong"))
      element.replaceWith(element.cloneNode(true));
  },
};

/** As somebody who looks at it reads it. */
const read = ({ root }: Checkout): string =>
  [...root.children]
    .map((it) => it.textContent.replace(/\s+/g, " ").trim())
    .join(" ");

describe("behind a translator", () => {
  const it_ = withRelay();

  for (const [what, translate] of Object.entries(TRANSLATORS)) {
    it(`a new amount, reference and line are seen: ${what}`, async () => {
      const checkout = await open({ cart: CART }).on("review");
      translate(checkout.root);
      const { order } = it_.relay;
      it_.relay.change({
        reference: "ORD-NEW-1",
        amount: { value: 990_000, currency: "KES" },
        lines: order.lines.map((it) => ({
          ...it,
          name: "Blue coat",
          quantity: 3,
          unitAmount: { value: 330_000, currency: "KES" },
          amount: { value: 990_000, currency: "KES" },
        })),
      });
      await checkout.element.refresh();
      await checkout.until(() => checkout.text.includes("Blue coat"), "it");
      const seen = read(checkout);
      expect(seen).to.include("ORD-NEW-1").and.include("KES 9,900");
      expect(seen).not.to.match(/20261121|2,500|Black shirt/);
    });

    it(`the next screens are those of the order: ${what}`, async () => {
      const checkout = await toWaiting();
      translate(checkout.root);
      it_.relay.fail({
        failure: {
          code: "insufficient_funds",
          retryable: true,
          retryAfterSeconds: 0,
        },
      });
      await checkout.on("failed");
      expect(read(checkout)).not.to.match(/Check your phone|0712 ••• 678/);
      translate(checkout.root);
      checkout.find("button.primary").click();
      await checkout.on("method");
      expect(checkout.input().value).to.equal("0712 345 678");
      translate(checkout.root);
      checkout.find("form button.primary").click();
      await checkout.on("waiting");
      it_.relay.pay({ receipt: "QXT1" });
      await checkout.on("succeeded");
      expect(checkout.text).to.include("QXT1").and.not.include("«");
      expect(checkout.heard("malipo-error")).to.deep.equal([]);
      expect(it_.relay.created).to.have.length(1);
    });

    it(`a countdown goes on: ${what}`, async () => {
      const checkout = await toWaiting();
      translate(checkout.root);
      it_.relay.changeAttempt({
        promptExpiresAt: new Date(Date.now() + 3_599_000).toISOString(),
      });
      const time = (): string => checkout.textOf("[role=timer]");
      await checkout.until(() => /^59:/.test(time()), "the countdown");
    });
  }

  it("a text that has not changed stays as the translator wrote it", async () => {
    const checkout = await open({ cart: CART }).on("review");
    for (const text of textsIn(checkout.find("h2")))
      text.replaceWith(foreign(text.data));
    checkout.element.requestUpdate();
    await checkout.element.updateComplete;
    expect(checkout.textOf("h2")).to.equal("«Your order»");
  });

  it("the dialog stays open, and what was typed stays", async () => {
    const checkout = open({ cart: CART, mode: "dialog" });
    checkout.element.open();
    await checkout.on("review");
    await checkout.proceed();
    await checkout.type("0712345678");
    TRANSLATORS["one that writes every paragraph anew"]?.(checkout.root);
    await checkout.set("heading-level", "3");
    it_.relay.change({ amount: { value: 990_000, currency: "KES" } });
    await checkout.until(() => read(checkout).includes("KES 9,900"), "it");
    expect(checkout.dialog.matches(":modal")).to.equal(true);
    expect(checkout.input().value).to.equal("0712 345 678");
  });
});

describe("in a text", () => {
  withRelay();

  for (const [text, exact] of [
    ["Pay KES 2,500.50", ["KES 2,500.50"]],
    ["Payer 2\u202f500,50\u00a0KES.", ["2\u202f500,50\u00a0KES"]],
    ["ادفع KES 2,500 الآن", ["KES 2,500"]],
    ["A request went to 0712 ••• 678", ["0712 ••• 678"]],
    ["It goes to +254\u00a0712\u00a0345\u00a0678.", ["+254 712 345 678."]],
    ["Add MLP-7K3QX9 as narration", ["MLP-7K3QX9"]],
    ["From KES 1 to KES 250,000.", ["KES 1", "KES 250,000."]],
    ["Try again in 00:45", ["00:45"]],
    ["Enter your PIN", []],
    [3, ["3"]],
    ["", []],
  ] as const)
    it(`no translator touches ${exact.join(" and ") || "nothing"}: ${text}`, () => {
      const place = document.createElement("p");
      render(html`<b title=${text}>${text}</b>`, place);
      const marked = [...place.querySelectorAll("[translate=no]")];
      const plain = (it: string | null): string =>
        (it ?? "").replace(/\s/g, " ");
      const without = (it: string): string => it.replace(/\.$/, "");
      expect(marked.map((it) => without(plain(it.textContent)))).to.deep.equal(
        exact.map((it) => without(plain(it))),
      );
      expect(place.textContent).to.equal(String(text));
      expect(place.firstElementChild?.getAttribute("title")).to.equal(
        String(text),
      );
    });

  it("what is exact stands in its line", async () => {
    const it_ = await open({ cart: CART }).on("review");
    const exact = it_.all("data");
    expect(exact.length).to.be.above(2);
    for (const it of exact)
      expect(getComputedStyle(it).display).to.equal("inline");
  });
});
