/** What the shopper is told at the end, and where to go from there. */
import { expect } from "@open-wc/testing";
import type { Order } from "@malipo/protocol";
import { en } from "../../src/locales/en.ts";
import type { ScreenName } from "../../src/state/checkout-state.ts";
import { problem } from "../support/answers.ts";
import type { Checkout } from "../support/harness.ts";
import { CART, handOver, open, withRelay } from "../support/harness.ts";
import {
  LINK_ID,
  at,
  attempt,
  cardAttempt,
  closedOrder,
  kes,
  openOrder,
  order,
  outcome,
  paidOrder,
  paybillAttempt,
  paymentLink,
} from "../support/orders.ts";

/** WCAG 2.2, "relative luminance". */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? [])
    .map((part) => Number(part) / 255)
    .map((part) =>
      part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
    );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort(
    (a, b) => a - b,
  );
  return (high + 0.05) / (low + 0.05);
}

const colourOf = (element: Element): string => getComputedStyle(element).color;

type Source = Order["source"];

describe("a receipt", () => {
  const it_ = withRelay();

  for (const theme of ["light", "dark"])
    it(`has a colour of its own that can be read, ${theme}`, async () => {
      it_.relay.order = paidOrder();
      const checkout = await open({
        "order-id": it_.relay.order.id,
        "resume-secret": "secret",
        theme,
        style: "--malipo-accent: rgb(1, 2, 3)",
      }).on("succeeded");
      const badge = checkout.find(".badge");
      const { backgroundColor } = getComputedStyle(checkout.find(".root"));
      expect(colourOf(badge)).to.not.equal("rgb(1, 2, 3)");
      expect(contrast(colourOf(badge), backgroundColor)).to.be.at.least(4.5);
      checkout.element.style.setProperty("--malipo-good", "rgb(0, 0, 200)");
      expect(colourOf(badge)).to.equal("rgb(0, 0, 200)");
    });

  const merchants: Source = { type: "merchant" };
  const cart: Source = { type: "cart" };
  const link: Source = { type: "payment_link", paymentLink: LINK_ID };
  for (const [what, source, ageMs, offered] of [
    ["of a link", link, 0, en.$another],
    ["of a link for one payment", { ...link, single: true }, 120_000, ""],
    ["of a cart", cart, 0, ""],
    ["of a cart, some time ago", cart, 120_000, en.$orderAgain],
    ["of a merchant's order", merchants, 120_000, ""],
  ] as const)
    it(`${what} offers ${offered || "no second payment"}`, async () => {
      const paid = outcome({ at: at(-ageMs) });
      const checkout = await handOver(
        it_,
        paidOrder({ source, outcome: paid }),
        "succeeded",
      );
      const quiet = checkout.root.querySelectorAll(".main button.quiet");
      expect([...quiet].map((it) => it.textContent.trim())).to.deep.equal(
        offered ? [offered] : [],
      );
    });

  it("leads to its page, where the relay has one", async () => {
    const receiptUrl = "https://pay.example/receipts/ord_A?s=1";
    const paid = outcome({ receiptUrl });
    const checkout = await handOver(
      it_,
      paidOrder({ outcome: paid }),
      "succeeded",
    );
    const link = checkout.find(".main a.button");
    expect([link.textContent.trim(), link.getAttribute("href")]).to.deep.equal([
      en.$receipt,
      receiptUrl,
    ]);
    expect(checkout.text).not.to.contain(en.$print);
  });

  it("tells what was refunded, and goes on while a refund is under way", async () => {
    const refunds = (
      state: "paid" | "partly_refunded" | "refunded",
      paid: number,
      pending: number,
    ) => ({ refunds: { state, paid: kes(paid), pending: kes(pending) } });
    const before = paidOrder(refunds("paid", 0, 100_000));
    const checkout = await handOver(it_, before, "succeeded");
    const told = () =>
      [...checkout.root.querySelectorAll("[part=refund]")].map((each) =>
        each.textContent.trim().replaceAll("\u00a0", " "),
      );
    expect(told()).to.deep.equal(["A refund of KES 1,000 is on its way."]);
    it_.relay.change({ ...refunds("partly_refunded", 100_000, 0) });
    await checkout.until(
      () => told()[0]?.includes("of it") === true,
      "the refund",
    );
    expect(told()).to.deep.equal([
      "Duka la Mashati has refunded KES 1,000 of it.",
    ]);
  });

  it("in a dialog leads back to the shop", async () => {
    it_.relay.order = paidOrder();
    const checkout = open({
      "order-id": it_.relay.order.id,
      "resume-secret": "secret",
      mode: "dialog",
    });
    checkout.element.open();
    await checkout.on("succeeded");
    await checkout.tap(en.$toShop);
    expect(checkout.dialog.open).to.equal(false);
  });
});

const reviewed = { late: false, overpaid: false, review: true };

describe("an end without a payment", () => {
  const it_ = withRelay();
  const TAKEN = en.$nothingTaken;
  const cases: readonly (readonly [
    string,
    ScreenName,
    Order,
    says: string,
    not?: string,
  ])[] = [
    ["a prompt", "cancelled", openOrder({ status: "cancelled" }), TAKEN],
    [
      "a card page",
      "cancelled",
      openOrder(cardAttempt({ status: "cancelled", action: null })),
      TAKEN,
      en.$cancelledText,
    ],
    [
      "a transfer, which may still arrive",
      "cancelled",
      openOrder(paybillAttempt({ status: "cancelled", action: null })),
      en.$sendNoMore,
      TAKEN,
    ],
    [
      "an order that nobody tried to pay",
      "cancelled",
      closedOrder("cancelled"),
      TAKEN,
      en.$cancelledText,
    ],
    [
      "an order that nobody tried to pay",
      "expired",
      closedOrder("expired"),
      TAKEN,
    ],
    [
      "an order with a prompt",
      "expired",
      closedOrder("expired", { attempt: attempt({ status: "expired" }) }),
      TAKEN,
      en.$cancelledText,
    ],
    [
      "an order with a transfer",
      "expired",
      closedOrder("expired", {
        attempt: paybillAttempt({ status: "expired", action: null }),
      }),
      en.$sendNoMore,
      TAKEN,
    ],
    [
      "an order that a person looks at",
      "expired",
      closedOrder("expired", {
        attempt: cardAttempt({ status: "expired", action: null }),
        flags: reviewed,
      }),
      "Please do not pay again",
      TAKEN,
    ],
    [
      "a prompt of an order that a person looks at",
      "failed",
      openOrder({ status: "failed" }, { flags: reviewed, methods: [] }),
      "Please do not pay again",
      TAKEN,
    ],
  ];
  for (const [what, screen, given, says, not] of cases)
    it(`says what is true of the money: ${screen}, ${what}`, async () => {
      const checkout = await handOver(it_, given, screen);
      expect(checkout.text).to.include(says);
      if (not) expect(checkout.text).to.not.include(not);
    });
});

describe("an empty checkout", () => {
  withRelay();
  const slot = '<a slot="empty" href="/shop">Our shop</a>';

  it("says how to go on", async () => {
    const checkout = await open({ cart: "[]" }).on("idle");
    expect(checkout.text).to.include(en.$emptyText);
  });

  it("shows what the page has to say instead", async () => {
    const checkout = await open({ cart: "[]" }, slot).on("idle");
    await checkout.element.updateComplete;
    expect(checkout.slotted("empty")).to.have.length(1);
  });

  it("in a dialog leads back to the shop", async () => {
    const checkout = open({ cart: "[]", mode: "dialog" });
    checkout.element.open();
    await checkout.on("idle");
    await checkout.tap(en.$toShop);
    expect(checkout.dialog.open).to.equal(false);
  });
});

describe("an unavailable checkout", () => {
  const it_ = withRelay();
  const contactOf = (checkout: Checkout): string | null =>
    checkout.button("Contact Duka la Mashati").getAttribute("href");

  it("names the shop of a link that is over, and its contact", async () => {
    it_.relay.link = paymentLink({ active: false, merchant: order().merchant });
    const checkout = await open({ "payment-link": LINK_ID }).on("unavailable");
    expect(contactOf(checkout)).to.equal("https://shop.example/help");
    expect(checkout.find("[part=merchant]").textContent).to.equal(
      "Duka la Mashati",
    );
    expect(() => checkout.button(en.$again)).to.throw();
  });

  it("keeps the shop's contact of the order before it", async () => {
    const checkout = await handOver(it_, order(), "review");
    it_.relay.instead(/./, () => problem(403, "origin_refused"), 9);
    checkout.element.methods = ["card"];
    await checkout.on("unavailable");
    expect(contactOf(checkout)).to.equal("https://shop.example/help");
  });

  for (const [status, code] of [
    [403, "origin_refused"],
    [404, "not_found"],
    [418, "brand_new_code"],
    [422, "idempotency_key_reused"],
  ] as const)
    it(`never shows a code: ${code}`, async () => {
      it_.relay.instead(/POST/, () => problem(status, code as never), 9);
      const checkout = await open({ cart: CART }).on("unavailable");
      expect(checkout.text).to.not.match(/[a-z]_[a-z]|\d{3}/);
    });
});
