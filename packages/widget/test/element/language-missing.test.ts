import { expect } from "@open-wc/testing";
import { lateFiles } from "../../src/late-files.ts";
import { open, withRelay } from "../support/harness.ts";

// A page of its own: a language is fetched once for all checkouts on it.
describe("a language whose file can't be had", () => {
  withRelay();
  const { sw } = lateFiles;
  before(() => {
    lateFiles.sw = () => Promise.reject(new TypeError("not found"));
  });
  after(() => {
    lateFiles.sw = sw;
  });

  it("is English, for screen readers too, and no error", async () => {
    const checkout = await open({ cart: "[]", locale: "sw" }).on("idle");
    expect(checkout.text).to.include("Your cart is empty");
    expect(checkout.find(".theme").lang).to.equal("en");
    expect(checkout.heard("malipo-error")).to.deep.equal([]);
  });
});
