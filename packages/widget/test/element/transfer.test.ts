import { expect } from "@open-wc/testing";
import type { Method } from "@malipo/protocol";
import { lateFiles } from "../../src/late-files.ts";
import { settle } from "../support/clock.ts";
import { withClipboard } from "../support/clipboard.ts";
import type { Checkout } from "../support/harness.ts";
import {
  handOver,
  open,
  reload,
  toMethod,
  withRelay,
} from "../support/harness.ts";
import {
  METHODS,
  UNDER_REVIEW,
  at,
  flexpayAttempt,
  kes,
  openOrder,
  order,
  paybillAttempt,
  pendingBy,
} from "../support/orders.ts";

describe("paying from another app", () => {
  const it_ = withRelay();
  const clipboard = withClipboard();
  beforeEach(() => {
    it_.relay.methods = [
      ...METHODS,
      { id: "paybill", available: true },
      { id: "flexpay", available: true },
    ];
  });

  async function toDetails(method: Method): Promise<Checkout> {
    const checkout = await toMethod({ methods: `card ${method}` });
    await checkout.pick(1);
    await checkout.tap("Show payment details");
    return checkout.on("waiting");
  }
  /** The details by name, as they are shown. */
  const details = (checkout: Checkout): Record<string, string> =>
    Object.fromEntries(
      checkout
        .all("dl > div")
        .map((row) => [
          row.querySelector("dt")?.textContent ?? "",
          row.querySelector("dd span")?.textContent ?? "",
        ]),
    );
  const said = (checkout: Checkout): string =>
    checkout.textOf(".main [role=status]");

  it("tells in the choice of methods what each asks for", async () => {
    const checkout = await toMethod();
    const radios = checkout.all("[type=radio]");
    expect(radios.map((it) => it.ariaLabel)).to.deep.equal([
      "M-Pesa",
      "Card",
      "Paybill",
      "FlexPay",
    ]);
    for (const radio of radios) {
      const id = radio.getAttribute("aria-describedby") ?? "";
      expect(checkout.find(`#${id}`).localName).to.equal("small");
    }
    expect(checkout.text)
      .to.include("From the M-Pesa menu")
      .and.include("From your wallet");
  });

  it("shows what to type at the paybill, after an attempt without a number", async () => {
    const checkout = await toDetails("paybill");
    expect(it_.relay.started[0]?.body).to.deep.equal({ method: "paybill" });
    expect(details(checkout)).to.deep.equal({
      "Business number": "522533",
      "Account number": "K7Q2MX9P4T",
      Amount: "KES\u00a02,500",
    });
    expect(checkout.textOf("h2")).to.include("Pay with Paybill");
    expect(checkout.text).to.include("Lipa na M-Pesa");
    expect(checkout.text).to.match(/until \d\d:\d\d( |$)/);
    expect(checkout.has(".qr")).to.equal(false);
  });

  it("shows tag, amount and narration, and that it can't be left out", async () => {
    const checkout = await toDetails("flexpay");
    expect(Object.entries(details(checkout))).to.deep.equal([
      ["Tag", "duka@malipo"],
      ["Amount", "KES\u00a02,500"],
      ["Narration", "MLP-7K3QX9"],
    ]);
    expect(checkout.textOf(".notice")).to.include(
      "Enter MLP-7K3QX9 as the narration. Payments without it are returned.",
    );
  });

  it("says why the only method can't be used", async () => {
    const max = kes(100000);
    it_.relay.methods = [
      { id: "paybill", available: false, reason: "above_max", max },
    ];
    const checkout = await open().on("review");
    expect(checkout.textOf(".summary")).to.include("up to KES 1,000");
    expect(checkout.button("Show payment details").ariaDisabled).to.equal(
      "true",
    );
  });

  it("copies each detail as the other app takes it, and says so", async () => {
    const checkout = await toDetails("paybill");
    expect(said(checkout)).to.equal("");
    await checkout.tap("Copy: Account number");
    await checkout.until(
      () => said(checkout) === "Copied: Account number",
      "the announcement",
    );
    const { innerHTML } = checkout.button("Copied: Account number");
    expect(innerHTML).to.include("<svg");
    await checkout.tap("Copy: Amount");
    await checkout.until(
      () => said(checkout) === "Copied: Amount",
      "the second announcement",
    );
    expect(checkout.button("Copy: Account number")).to.be.ok;
    expect(clipboard.texts).to.deep.equal(["K7Q2MX9P4T", "2500"]);
  });

  it("copies minor units where there are some", async () => {
    const amount = { value: 1_500_050, currency: "NGN" };
    const order = pendingBy(flexpayAttempt(), { amount });
    const checkout = await handOver(it_, order, "waiting");
    expect(details(checkout)["Amount"]).to.equal("NGN\u00a015,000.50");
    await checkout.tap("Copy: Amount");
    await checkout.until(() => clipboard.texts.length > 0, "the copy");
    expect(clipboard.texts).to.deep.equal(["15000.50"]);
  });

  it("claims nothing when the clipboard is closed", async () => {
    clipboard.closed = true;
    const checkout = await toDetails("paybill");
    await checkout.tap("Copy: Business number");
    await checkout.until(
      // What is selected; WebKit calls every selection inside a shadow tree collapsed.
      () => String(getSelection()) === "522533",
      "the selection",
    );
    expect(said(checkout)).to.equal("");
    expect(checkout.button("Copy: Business number")).to.be.ok;
  });

  it("draws the code for another device in room that was there before it", async () => {
    const checkout = await toDetails("flexpay");
    const figure = checkout.find("figure");
    const room = figure.offsetHeight;
    expect(room).to.be.greaterThan(184);
    await checkout.until(() => checkout.has(".qr svg path"), "the code");
    expect(figure.offsetHeight).to.equal(room);
    expect(getComputedStyle(figure).visibility).to.equal("visible");
    expect(checkout.find(".qr").ariaLabel).to.equal(
      "Tag: duka@malipo, Amount: 2500, Narration: MLP-7K3QX9",
    );
  });

  it("misses nothing without the code", async () => {
    const { qr } = lateFiles;
    lateFiles.qr = () => Promise.reject(new TypeError("not found"));
    const checkout = await toDetails("flexpay");
    const figure = checkout.find("figure");
    const room = figure.offsetHeight;
    await settle();
    lateFiles.qr = qr;
    expect(figure.offsetHeight).to.equal(room);
    expect(getComputedStyle(figure).visibility).to.equal("hidden");
    expect(checkout.heard("malipo-error")).to.deep.equal([]);
  });

  it("has its buttons in the order in which they are read", async () => {
    const checkout = await toDetails("flexpay");
    const names = checkout
      .all(".main button")
      .map((it) => it.ariaLabel ?? it.textContent.trim());
    expect(names).to.deep.equal([
      "Copy: Tag",
      "Copy: Amount",
      "Copy: Narration",
      "Check now",
      "Pay another way",
    ]);
  });

  it("is the same after a reload and a return from the background", async () => {
    const before = await toDetails("paybill");
    const checkout = await reload(before, {
      methods: "card paybill",
      cart: before.element.getAttribute("cart") ?? "",
    }).on("waiting");
    expect(details(checkout)).to.include({ "Account number": "K7Q2MX9P4T" });
    const reads = it_.relay.calls(/GET .*A$/).length;
    window.dispatchEvent(new Event("focus"));
    await it_.asked(/GET .*A$/, reads + 1);
    expect(checkout.screen).to.equal("waiting");
  });

  it("tells that money was seen, and can't be given up then", async () => {
    const checkout = await toDetails("flexpay");
    it_.relay.changeAttempt({ status: "processing", action: null });
    await checkout.on("confirming");
    expect(checkout.text).to.include("Your payment has arrived");
    expect(() => checkout.button("Pay another way")).to.throw();
    it_.relay.pay({ method: "flexpay" });
    await checkout.on("succeeded");
    expect(checkout.text).to.include("FlexPay");
  });

  it("never asks for more when another sum has come", async () => {
    const checkout = await toDetails("paybill");
    it_.relay.change({ flags: UNDER_REVIEW });
    await checkout.on("confirming");
    expect(checkout.text)
      .to.include("The amount paid doesn't match this order. Do not pay again")
      .and.not.include("522533");
    expect(() => checkout.button("Pay another way")).to.throw();
    const contact = checkout.button("Contact");
    expect(contact.getAttribute("href")).to.equal("https://shop.example/help");
    // Somebody at the shop has settled it.
    it_.relay.pay({ method: "paybill" });
    await checkout.on("succeeded");
  });

  it("keeps saying so when the time is over", async () => {
    const over = order({
      status: "expired",
      flags: UNDER_REVIEW,
      attempt: paybillAttempt({ status: "expired", action: null }),
      methods: [],
    });
    const checkout = await handOver(it_, over, "expired");
    expect(checkout.text).to.include("Do not pay again");
    expect(() => checkout.button("Start again")).to.throw();
  });

  it("does not say that no money was taken, only to send none any more", async () => {
    const unpaid = openOrder({ method: "paybill", status: "expired" });
    const checkout = await handOver(it_, unpaid, "failed");
    expect(checkout.text)
      .to.include("Do not send money with the details you saw here.")
      .and.not.include("No money was taken");
  });

  it("names the day when the end is not near", async () => {
    const order = pendingBy(flexpayAttempt({ promptExpiresAt: null }), {
      expiresAt: at(40 * 3_600_000),
    });
    const checkout = await handOver(it_, order, "waiting");
    expect(checkout.text).to.match(/until \d+ \w+ \d{4}, \d\d:\d\d/);
  });
});
