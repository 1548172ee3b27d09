/** The choice of a method: marks, explanations and reasons. */
import { expect } from "@open-wc/testing";
import type { MethodReason } from "@malipo/protocol";
import { en } from "../../src/locales/en.ts";
import {
  CART,
  handOver,
  open,
  toMethod,
  withRelay,
} from "../support/harness.ts";
import { ALL_METHODS, order } from "../support/orders.ts";

const kes = (value: number) => ({ value, currency: "KES" });

describe("the choice of a method", () => {
  const it_ = withRelay();

  it("marks each method, and lets the page replace each mark", async () => {
    it_.relay.methods = ALL_METHODS;
    const checkout = await open(
      { cart: CART },
      ALL_METHODS.map(({ id }) => `<img slot="icon-${id}" alt="">`).join(""),
    ).on("review");
    await checkout.proceed();
    for (const { id } of ALL_METHODS) {
      expect(checkout.slotted(`icon-${id}`)).to.have.length(1);
      expect(checkout.has(`[name=icon-${id}] svg path`)).to.equal(true);
    }
    const drawings = ALL_METHODS.map(({ id }) =>
      checkout.find(`[name=icon-${id}] path`).getAttribute("d"),
    );
    expect(new Set(drawings).size).to.equal(ALL_METHODS.length);
    expect(checkout.has("[name=icon-schemes] svg circle")).to.equal(true);
  });

  it("explains the chosen method alone, without limits that the order keeps to", async () => {
    const checkout = await toMethod();
    const told = (): readonly string[] =>
      [...checkout.root.querySelectorAll(".more")].map((it) =>
        it.textContent.replace(/\s+/g, " ").trim(),
      );
    expect(told()).to.deep.equal([en.$phoneHint]);
    await checkout.choose("card");
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
      it_.relay.methods = ALL_METHODS;
      const checkout = await toMethod();
      await checkout.choose(method);
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
