import { expect } from "@open-wc/testing";
import { lateFiles } from "../../src/late-files.ts";
import type { Checkout } from "../support/harness.ts";
import { CART, open, reload, withRelay } from "../support/harness.ts";

// A page of its own: a language is fetched once for all checkouts on it.
describe("a language whose file can't be had", () => {
  withRelay();
  const { sw, fr } = lateFiles;
  before(() => {
    const fails = () => Promise.reject(new TypeError("not found"));
    Object.assign(lateFiles, { sw: fails, fr: fails });
  });
  after(() => {
    Object.assign(lateFiles, { sw, fr });
  });
  const choose = async (checkout: Checkout, locale: string) => {
    await checkout.until(() => checkout.has("select"), "the languages");
    const select = checkout.find("select");
    Object.assign(select, { value: locale });
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };

  it("is English, for screen readers too, and no error", async () => {
    const checkout = await open({ cart: "[]", locale: "sw" }).on("idle");
    expect(checkout.text).to.include("Your cart is empty");
    expect(checkout.find(".theme").lang).to.equal("en");
    expect(checkout.heard("malipo-error")).to.deep.equal([]);
  });

  it("leaves the present one where it is chosen, and says so", async () => {
    const checkout = await open({ cart: CART, locale: "pcm" }).on("review");
    await choose(checkout, "fr");
    await checkout.until(
      () => checkout.textOf("footer [role=status]") !== "",
      "what went wrong",
    );
    expect(checkout.textOf("footer [role=status]")).to.include("Français");
    expect(checkout.find("select")).to.have.property("value", "pcm");
    expect(checkout.find(".theme").lang).to.equal("pcm");
    expect(checkout.heard("malipo-error")).to.deep.equal([]);

    const again = await reload(checkout, { cart: CART, locale: "yo" }).on(
      "review",
    );
    expect(again.find(".theme").lang).to.equal("yo");
  });

  it("leaves the present one where the page changes to it", async () => {
    const checkout = await open({ cart: CART, locale: "ha" }).on("review");
    await checkout.set("locale", "fr");
    await checkout.element.updateComplete;
    expect(checkout.find(".theme").lang).to.equal("ha");
  });

  it("is had once it can be, when the shopper chooses it again", async () => {
    const checkout = await open({ cart: CART, locale: "ha" }).on("review");
    lateFiles.fr = fr;
    await choose(checkout, "fr");
    await checkout.until(
      () => checkout.find(".theme").lang === "fr",
      "speaking French",
    );
    expect(checkout.textOf("footer [role=status]")).to.equal("");
  });
});
