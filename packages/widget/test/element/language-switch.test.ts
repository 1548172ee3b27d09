import { expect } from "@open-wc/testing";
import type { Locale } from "@malipo/protocol";
import { LANGUAGE_NAMES, LOCALES } from "@malipo/protocol/languages";
import { lateFiles } from "../../src/late-files.ts";
import { settle } from "../support/clock.ts";
import type { Checkout } from "../support/harness.ts";
import {
  CART,
  OTHER_CART,
  handOver,
  open,
  reload,
  toMethod,
  toWaiting,
  withRelay,
} from "../support/harness.ts";
import { kes, LINK_ID, paidOrder, paymentLink } from "../support/orders.ts";

/** The choice of a language, once its file has loaded. */
async function choiceOf(checkout: Checkout): Promise<HTMLSelectElement> {
  await checkout.until(() => checkout.has("select"), "the choice of languages");
  const found = checkout.find("select");
  if (found instanceof HTMLSelectElement) return found;
  throw new Error("It is no select");
}

async function choose(
  checkout: Checkout,
  locale: Locale,
): Promise<HTMLSelectElement> {
  const select = await choiceOf(checkout);
  select.focus();
  select.value = locale;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  return select;
}

const speaks = (checkout: Checkout, locale: Locale): Promise<void> =>
  checkout.until(
    () => checkout.find(".theme").lang === locale,
    `speaking ${locale}`,
  );

/** As a reader sees it. */
const plain = (text: string): string =>
  text
    .replace(/[\u2066-\u2069]/g, "")
    .replace(/\s+/g, " ")
    .trim();

describe("the choice of a language", () => {
  const it_ = withRelay();

  it("has a name, and every language in its own words", async () => {
    const select = await choiceOf(await toMethod());
    expect(select.ariaLabel).to.equal("Language");
    expect(select.value).to.equal("en");
    expect(
      [...select.options].map(({ value, lang, text }) => [value, lang, text]),
    ).to.deep.equal(
      LOCALES.map((locale) => [locale, locale, LANGUAGE_NAMES[locale]]),
    );
  });

  for (const locale of LOCALES)
    it(`speaks ${locale} at once, and again after a reload, whatever the page says`, async () => {
      const checkout = await toMethod();
      await choose(checkout, locale);
      await speaks(checkout, locale);
      const again = await reload(checkout, { cart: CART, locale: "sw" }).on(
        "review",
      );
      await speaks(again, locale);
      expect((await choiceOf(again)).value).to.equal(locale);
      expect(again.find(".root").dir).to.equal(locale === "ar" ? "rtl" : "ltr");
    });

  it("loses nothing that was entered or chosen, nor the focus", async () => {
    const checkout = await toMethod();
    await checkout.type("0712345678");
    await checkout.pick(0);
    checkout.find("input#phone");
    const calls = it_.relay.calls(/./).length;
    const select = await choose(checkout, "ar");
    await speaks(checkout, "ar");
    expect(checkout.input().value).to.equal("0712 345 678");
    expect(checkout.input().dir).to.equal("ltr");
    expect(
      checkout.all("[type=radio]").map((it) => it.matches(":checked")),
    ).to.be.deep.equal([true, false]);
    expect(checkout.root.activeElement).to.equal(select);
    expect(it_.relay.calls(/./)).to.have.length(calls);
    expect(checkout.heard("malipo-ready")).to.have.length(1);
  });

  it("leaves a running payment alone", async () => {
    const checkout = await toWaiting();
    const timer = checkout.textOf("[role=timer]");
    const list = checkout.find("details");
    list.setAttribute("open", "");
    await choose(checkout, "fr");
    await speaks(checkout, "fr");
    expect(checkout.screen).to.equal("waiting");
    expect(checkout.textOf("[role=timer]").slice(0, 3)).to.equal(
      timer.slice(0, 3),
    );
    expect(checkout.find("details")).to.equal(list);
    expect(list.hasAttribute("open")).to.equal(true);
    expect(it_.relay.started).to.have.length(1);
  });

  it("is for every checkout on the page", async () => {
    const one = await open({ cart: CART }).on("review");
    const other = await open({ cart: OTHER_CART }).on("review");
    await choose(one, "ig");
    await speaks(one, "ig");
    await speaks(other, "ig");
  });

  it("goes by the last one that was chosen", async () => {
    const { yo } = lateFiles;
    let arrive = (): void => undefined;
    lateFiles.yo = async () => {
      await new Promise<void>((done) => (arrive = done));
      return yo();
    };
    try {
      const checkout = await toMethod();
      await choose(checkout, "yo");
      await choose(checkout, "sw");
      await speaks(checkout, "sw");
      arrive();
      await settle(20);
      await speaks(checkout, "sw");
    } finally {
      lateFiles.yo = yo;
    }
  });
});

// A page of its own: a language is fetched once for all checkouts on it.
describe("a page that changes its language", () => {
  const it_ = withRelay();

  it("changes the checkout's, without losing an amount that was typed", async () => {
    it_.relay.link = paymentLink({ amount: null, min: kes(100), max: null });
    const checkout = await open({
      "payment-link": LINK_ID,
      locale: "fr-CD",
    }).on("review");
    await speaks(checkout, "fr");
    await checkout.type("1\u202f250,5", "#amount");
    await checkout.set("locale", "pcm-NG");
    await speaks(checkout, "pcm");
    expect(checkout.input("#amount").value).to.equal("1\u202f250,5");
    checkout.find("form button.primary").click();
    await checkout.on("method");
    expect(it_.relay.created[0]?.body).to.deep.include({
      amount: kes(125_050),
      locale: "pcm",
    });
    await checkout.set("locale", "tlh");
    expect(checkout.screen).to.equal("method");
  });
});

describe("amounts and dates", () => {
  const it_ = withRelay();
  const AT = "2026-11-21T11:35:00Z";
  const table: Readonly<Record<Locale, string>> = {
    en: "KES 1,234,567.50",
    sw: "KES 1,234,567.50",
    fr: "1 234 567,50 KES",
    ar: "KES 1,234,567.50",
    ha: "KES 1,234,567.50",
    yo: "KES 1,234,567.50",
    ig: "KES 1,234,567.50",
    pcm: "KES 1,234,567.50",
  };
  for (const locale of LOCALES)
    it(`are written as in ${locale}`, async () => {
      const paid = paidOrder();
      const amount = kes(123_456_750);
      it_.relay.order = {
        ...paid,
        amount,
        outcome: paid.outcome && { ...paid.outcome, amount, at: AT },
      };
      const checkout = await handOver(it_, it_.relay.order, "succeeded");
      await checkout.set("locale", locale);
      await speaks(checkout, locale);
      const receipt = plain(checkout.textOf("[part=receipt]"));
      expect(receipt).to.include(table[locale]);
      expect(receipt).to.include("21").and.include("2026");
      expect(receipt).to.match(/^[^٠-٩]*$/);
    });

  it("agree with the browser where it knows the language", () => {
    for (const locale of LOCALES) {
      const tag = `${locale}-KE`;
      if (!Intl.NumberFormat.supportedLocalesOf(tag).length) continue;
      const text = new Intl.NumberFormat(tag, {
        style: "currency",
        currency: "KES",
        currencyDisplay: "code",
        numberingSystem: "latn",
      }).format(1_234_567.5);
      // In a text from right to left "1,234 KES" is seen as "KES 1,234".
      const [number = "", code] = plain(text.replace("\u200f", "")).split(
        / (?=KES)/,
      );
      const seen = locale === "ar" ? `${code ?? ""} ${number}` : plain(text);
      expect(seen, locale).to.equal(table[locale]);
    }
  });
});
