/** Long amounts and long words in little room: nothing is cut, lies over something else, or breaks within a number. */
import { expect } from "@open-wc/testing";
import type { Order } from "@malipo/protocol";
import { SCENES } from "../gallery/scenes.ts";
import type { Checkout } from "../support/harness.ts";
import { open, withRelay } from "../support/harness.ts";
import {
  failedOrder,
  HANDED_OVER,
  line,
  LINK_ID,
  order,
  outcome,
  paidOrder,
  paymentLink,
  pendingOrder,
} from "../support/orders.ts";
import { showScene } from "../support/show-scene.ts";

const LONG_NAME =
  "Vitambaa vya-kitenge-vilivyotengenezwa-kwa-mikono-na-mafundi-wa-Mombasa, ukubwa mkubwa zaidi";
/** Firefox counts the space at the end of a line where the next begins with a bidi isolate. */
const SPACE = 5;
/** Part of it reads like a name with a hyphen, which is kept on one line. */
const LONG_WORD = "KITENGE-CHA-KANGA-XL-NYEKUNDU-NA-NYEUPE-NAMBA-9";
const sum = { value: 12_345_678_950, currency: "NGN" };
const long = {
  amount: sum,
  lines: [
    { ...line(), name: LONG_NAME, unitAmount: sum, amount: sum },
    { ...line(), name: LONG_WORD },
  ],
  merchant: {
    name: "Duka la Vitambaa na Mavazi ya Kiafrika Mombasa na Vitongoji Vyake",
  },
} as const satisfies Partial<Order>;

const SCREENS: Readonly<Record<string, () => Order>> = {
  review: () => order({ ...long, source: { type: "cart" } }),
  method: () => order({ ...long, source: { type: "merchant" } }),
  waiting: () => pendingOrder({}, long),
  succeeded: () =>
    paidOrder({
      ...long,
      outcome: outcome({ amount: sum, receipt: "QKJ41HAY6E-QKJ41HAY6E-QKJ41" }),
    }),
  failed: () => failedOrder("declined", {}, long),
};

const shown = (element: Element): boolean =>
  element.checkVisibility() && !element.closest(".unseen, .absent, svg");

/** What sticks out of the card. */
function sticksOut({ root }: Checkout, card: Element): string[] {
  const { left, right } = card.getBoundingClientRect();
  return [...root.querySelectorAll(".root *")].filter(shown).flatMap((it) => {
    const box = it.getBoundingClientRect();
    const cut =
      it.scrollWidth > it.clientWidth + SPACE &&
      it.clientWidth > 0 &&
      !(it instanceof HTMLInputElement);
    return box.left < left - 0.5 || box.right > right + 0.5 || cut
      ? [`${it.localName}.${it.className}: ${it.textContent.trim()}`]
      : [];
  });
}

/** Text that leaves the column in which the card's content stands. */
function outOfColumn({ root }: Checkout, card: Element): string[] {
  const { left, right } = card.getBoundingClientRect();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    if (!node.parentElement || !shown(node.parentElement)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const out = [...range.getClientRects()].some(
      (box) =>
        box.width > 0 && (box.left < left + 12 || box.right > right - 12),
    );
    if (out) found.push(node.textContent ?? "");
  }
  return found;
}

/** Numbers of any kind, and names with a hyphen, that stand on more than one line. */
function brokenNumbers({ root }: Checkout): string[] {
  const broken: string[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    if (!node.parentElement || !shown(node.parentElement)) continue;
    for (const { 0: number, index } of (node.textContent ?? "").matchAll(
      /\+?\d[\d,.:\s]*\d|M-Pesa/g,
    )) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + number.length);
      const tops = [...range.getClientRects()].map(({ top }) => top);
      if (new Set(tops).size > 1) broken.push(number);
    }
  }
  return broken;
}

/** Rows whose label and amount lie over each other. */
function overlaps({ root }: Checkout): string[] {
  return [...root.querySelectorAll(".row")].filter(shown).flatMap((row) => {
    const boxes = [...row.children]
      .filter(shown)
      .map((child) => child.getBoundingClientRect());
    return boxes.some((a, i) =>
      boxes
        .slice(i + 1)
        .some(
          (b) =>
            a.left < b.right - 0.5 &&
            b.left < a.right - 0.5 &&
            a.top < b.bottom - 0.5 &&
            b.top < a.bottom - 0.5,
        ),
    )
      ? [row.textContent.trim()]
      : [];
  });
}

function expectWhole(checkout: Checkout): void {
  const card = checkout.find(".root");
  expect(sticksOut(checkout, card), "sticks out").to.deep.equal([]);
  expect(outOfColumn(checkout, card), "out of column").to.deep.equal([]);
  expect(brokenNumbers(checkout), "broken").to.deep.equal([]);
  expect(overlaps(checkout), "overlap").to.deep.equal([]);
}

describe("in little room", () => {
  const it_ = withRelay();

  for (const width of [240, 280, 320, 360])
    for (const locale of ["en", "sw"])
      for (const [screen, make] of Object.entries(SCREENS))
        it(`${screen} keeps long amounts whole, ${width} px, in ${locale}`, async () => {
          it_.relay.order = make();
          const checkout = open({
            ...HANDED_OVER,
            locale,
            style: `width: ${width}px`,
          });
          await checkout.until(
            () => checkout.has(`[data-screen=${screen}] .main h2`),
            screen,
          );
          checkout.finishAnimations();
          expectWhole(checkout);
          if (!checkout.has(".fold")) return;
          checkout.find(".fold").click();
          await checkout.element.updateComplete;
          expectWhole(checkout);
        });

  for (const width of [200, 240, 280, 320, 360])
    it(`a link keeps a long amount whole, ${width} px`, async () => {
      it_.relay.link = paymentLink({ amount: sum, currency: "NGN" });
      const checkout = await open({
        "payment-link": LINK_ID,
        style: `width: ${width}px`,
      }).on("review");
      checkout.finishAnimations();
      expectWhole(checkout);
    });

  it("puts an amount beneath a name that would have lines too short to read", async () => {
    const style = "width: 320px";
    const rows = async (names: readonly string[]): Promise<boolean[]> => {
      it_.relay.order = order({
        amount: sum,
        source: { type: "cart" },
        lines: names.map((name) => ({ ...line(), name, amount: sum })),
      });
      const checkout = await open({ ...HANDED_OVER, style }).on("review");
      return checkout.all(".line .row").map(({ children: [name, amount] }) => {
        const { bottom = NaN } = name?.getBoundingClientRect() ?? {};
        const { top = NaN } = amount?.getBoundingClientRect() ?? {};
        return top >= bottom;
      });
    };
    expect(await rows([LONG_NAME, "Kofia"])).to.deep.equal([true, true]);
  });

  it("puts a long total under its label", async () => {
    it_.relay.order = order({ ...long, source: { type: "cart" } });
    const checkout = await open({
      ...HANDED_OVER,
      style: "width: 200px",
    }).on("review");
    const [label, amount] = checkout.find(".checkout .total").children;
    expect(amount?.getBoundingClientRect().top).to.be.at.least(
      label?.getBoundingClientRect().bottom ?? NaN,
    );
  });

  // Arabic runs from right to left, Yoruba and French are long.
  for (const [width, locale] of [
    [280, "fr"],
    [320, "ar"],
    [360, "yo"],
  ] as const)
    for (const name of Object.keys(SCENES))
      it(`the scene ${name} is whole, ${width} px, in ${locale}`, async () => {
        const checkout = await showScene(it_.relay, name, {
          locale,
          style: `width: ${width}px`,
        });
        expectWhole(checkout);
      });
});
