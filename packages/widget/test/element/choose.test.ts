/** The choice of a method: marks, explanations, reasons, and the main button in reach. */
import { expect } from "@open-wc/testing";
import type { Method, MethodOption, MethodReason } from "@malipo/protocol";
import { setViewport } from "@web/test-runner-commands";
import { en } from "../../src/locales/en.ts";
import type { Checkout } from "../support/harness.ts";
import { describeWith } from "../support/needs.ts";
import {
  CART,
  handOver,
  open,
  toMethod,
  withRelay,
} from "../support/harness.ts";
import { HANDED_OVER, METHODS, order } from "../support/orders.ts";

const ALL: readonly MethodOption[] = [
  ...METHODS,
  { id: "airtel", available: true },
  { id: "paybill", available: true },
  { id: "flexpay", available: true },
];
const kes = (value: number) => ({ value, currency: "KES" });

async function choose(checkout: Checkout, method: Method): Promise<void> {
  checkout.find(`[aria-describedby=${method}]`).click();
  await checkout.element.updateComplete;
}

describe("the choice of a method", () => {
  const it_ = withRelay();

  it("marks each method, and lets the page replace each mark", async () => {
    it_.relay.methods = ALL;
    const checkout = await open(
      { cart: CART },
      ALL.map(({ id }) => `<img slot="icon-${id}" alt="">`).join(""),
    ).on("review");
    await checkout.proceed();
    for (const { id } of ALL) {
      expect(checkout.slotted(`icon-${id}`)).to.have.length(1);
      expect(checkout.has(`[name=icon-${id}] svg path`)).to.equal(true);
    }
    const drawings = ALL.map(({ id }) =>
      checkout.find(`[name=icon-${id}] path`).getAttribute("d"),
    );
    expect(new Set(drawings).size).to.equal(ALL.length);
    expect(checkout.has("[name=icon-schemes] svg circle")).to.equal(true);
  });

  it("explains the chosen method alone, without limits that the order keeps to", async () => {
    const checkout = await toMethod();
    const told = (): readonly string[] =>
      [...checkout.root.querySelectorAll(".more")].map((it) =>
        it.textContent.replace(/\s+/g, " ").trim(),
      );
    expect(told()).to.deep.equal([en.$phoneHint]);
    await choose(checkout, "card");
    expect(told()).to.deep.equal([en.$cardHint]);
  });

  for (const [method, label] of [
    ["mpesa", "Pay KES\u00a02,500"],
    ["airtel", "Pay KES\u00a02,500"],
    ["card", "Continue to the card page"],
    ["paybill", "Show payment details"],
    ["flexpay", "Show payment details"],
  ] as const) {
    it(`says what the button does: ${method} beside others`, async () => {
      it_.relay.methods = ALL;
      const checkout = await toMethod();
      await choose(checkout, method);
      const foot = checkout.find(".foot");
      expect(checkout.find(".foot .primary").textContent.trim()).to.equal(
        label,
      );
      // The sum stands there in any case.
      expect(foot.textContent).to.include("KES\u00a02,500");
    });

    it(`says what the button does: ${method} alone`, async () => {
      it_.relay.methods = [{ id: method, available: true }];
      const checkout = await open({ cart: CART, review: "off" }).on("details");
      expect(checkout.find(".foot .primary").textContent.trim()).to.equal(
        label,
      );
    });
  }

  it("promises nothing of a method that it does not know", async () => {
    it_.relay.methods = [
      { id: "cowries", title: "Cowries", input: "none", available: true },
    ];
    const checkout = await open({ cart: CART, review: "off" }).on("details");
    expect(checkout.text).to.include("Pay with Cowries");
    expect(checkout.find(".foot .primary").textContent.trim()).to.equal(
      "Continue",
    );
  });

  describe("that can't be used now", () => {
    const REASONS: Readonly<Record<MethodReason, string>> = {
      attempt_alive: "A payment for this order is still under way.",
      order_closed: "This order can't be paid any more.",
      below_min: "For KES 3,000 or more",
      above_max: "For up to KES 2,000",
      currency: "Not available in KES",
      fraction: "For whole amounts only",
      under_review: "Duka la Mashati is looking into this order.",
    };
    const limits = { min: kes(300_000), max: kes(200_000) };
    const table = [
      ...Object.entries(REASONS),
      // Of a newer relay.
      ["too_early", en.method_unavailable],
    ];
    for (const [reason, words] of table)
      it(`says why: ${String(reason)}`, async () => {
        const option = {
          id: "mpesa",
          available: false,
          reason: reason as MethodReason,
          ...limits,
        };
        const methods = [option, { id: "card", available: false }];
        const checkout = await handOver(
          it_,
          order({
            source: { type: "merchant" },
            methods: reason === "currency" ? [option] : methods,
          }),
          reason === "currency" ? "details" : "method",
        );
        expect(checkout.text).to.include(words);
        expect(checkout.has(".primary")).to.equal(false);
      });

    for (const reason of ["below_min", "above_max"] as const)
      it(`says no limit that it was not told: ${reason}`, async () => {
        const checkout = await handOver(
          it_,
          order({
            source: { type: "merchant" },
            methods: [
              { id: "mpesa", available: false, reason },
              { id: "card", available: true },
            ],
          }),
          "method",
        );
        expect(checkout.text).to.include(en.method_unavailable);
      });

    it("never names a method that the shop lacks", async () => {
      const checkout = await handOver(
        it_,
        order({
          source: { type: "merchant" },
          methods: [{ id: "mpesa", available: false, reason: "fraction" }],
        }),
        "details",
      );
      expect(checkout.text)
        .to.include("Pay with M-Pesa")
        .and.not.match(/card/i);
      it_.relay.change({ methods: [] });
      await checkout.until(
        () => !checkout.text.includes("M-Pesa"),
        "the change",
      );
      expect(checkout.text).to.not.match(/card|Pay with /i);
    });
  });
});

describeWith("viewport", "the main button", () => {
  const it_ = withRelay();
  before(async () => {
    await setViewport({ width: 360, height: 740 });
  });
  after(async () => {
    await setViewport({ width: 800, height: 600 });
  });
  afterEach(() => {
    scrollTo(0, 0);
  });

  /** Whether a shopper sees the whole of it, with nothing over it. */
  function isVisible(checkout: Checkout, element: Element): boolean {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    // Within rounded corners.
    const points = [
      [left + 8, top + 8],
      [right - 8, bottom - 8],
    ] as const;
    return points.every(([x, y]) => {
      const hit = checkout.root.elementFromPoint(x, y);
      return hit !== null && (hit === element || element.contains(hit));
    });
  }

  for (const mode of ["inline", "dialog"])
    for (const [what, methods] of [
      ["two methods", METHODS],
      ["three methods", [...METHODS, { id: "airtel", available: true }]],
      ["five methods", ALL],
    ] as const)
      it(`is in sight with ${what}, ${mode}`, async () => {
        it_.relay.order = order({
          source: { type: "merchant" },
          methods: [...methods],
        });
        const checkout = open({ ...HANDED_OVER, mode });
        checkout.element.open();
        await checkout.on("method");
        checkout.finishAnimations();
        expect(checkout.has("#phone")).to.equal(true);
        expect(isVisible(checkout, checkout.find(".primary"))).to.equal(true);
      });

  it("is in sight below a long cart", async () => {
    const lines = ["BLK", "BLU", "GRN", "RED", "TAN"].map((sku) => ({
      sku,
      quantity: 1,
    }));
    const checkout = await open({ cart: JSON.stringify(lines) }).on("review");
    checkout.finishAnimations();
    expect(document.documentElement.scrollHeight).to.be.greaterThan(740);
    expect(isVisible(checkout, checkout.find(".primary"))).to.equal(true);
    expect(isVisible(checkout, checkout.find(".foot .total"))).to.equal(true);
  });

  it("does not cover what has the focus", async () => {
    it_.relay.order = order({
      source: { type: "merchant" },
      methods: [...ALL],
    });
    const checkout = await open(HANDED_OVER).on("method");
    checkout.finishAnimations();
    const radios = checkout.root.querySelectorAll<HTMLElement>("[type=radio]");
    const last = radios[radios.length - 1];
    if (!last) throw new Error("There are no radios");
    expect(isVisible(checkout, last)).to.equal(false);
    last.focus();
    await checkout.until(() => isVisible(checkout, last), "the scroll");
  });

  it("does not cover a field, nor what is wrong with it", async () => {
    it_.relay.order = order({
      source: { type: "merchant" },
      methods: [
        { id: "card", available: true },
        { id: "airtel", available: true },
        { id: "paybill", available: true },
        { id: "mpesa", available: true },
      ],
    });
    const methods = "card airtel paybill mpesa";
    const checkout = await open({ ...HANDED_OVER, methods }).on("method");
    await choose(checkout, "mpesa");
    checkout.finishAnimations();
    checkout.find(".primary").click();
    await checkout.until(
      () =>
        isVisible(checkout, checkout.input()) &&
        isVisible(checkout, checkout.find("#hint")),
      "field and error",
    );
  });

  it("ends the card: no hole beneath the fields", async () => {
    const checkout = await open({ cart: CART, review: "off" }).on("method");
    checkout.finishAnimations();
    const card = checkout.find(".root").getBoundingClientRect();
    const foot = checkout.find(".foot").getBoundingClientRect();
    // Beneath it is only the choice of a language.
    const footer = checkout.find("footer").getBoundingClientRect();
    expect(footer.top - foot.bottom).to.be.below(3);
    expect(card.bottom - footer.bottom).to.be.below(3);
    const last = checkout.find(".method:last-child").getBoundingClientRect();
    expect(foot.top - last.bottom).to.be.below(30);
  });
});
