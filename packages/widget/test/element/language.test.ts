import { expect } from "@open-wc/testing";
import { lateFiles } from "../../src/late-files.ts";
import { settle } from "../support/clock.ts";
import { CART, open, withRelay } from "../support/harness.ts";

// A page of its own: a language is fetched once for all checkouts on it.
describe("a language in a file of its own", () => {
  const it_ = withRelay();
  const { sw: fetchSwahili } = lateFiles;
  after(() => {
    lateFiles.sw = fetchSwahili;
  });

  it("is asked for beside the order, and nothing is said before it is here", async () => {
    const file = await fetchSwahili();
    let arrive: (it: typeof file) => void = () => undefined;
    lateFiles.sw = () => new Promise((resolve) => (arrive = resolve));
    const checkout = open({ cart: CART, locale: "sw" });
    await it_.asked(/orders$/);
    await settle();
    expect(checkout.screen).to.equal("loading");
    expect(checkout.find(".columns").innerText.trim()).to.equal("");
    expect(checkout.find(".theme").lang).to.equal("sw");
    expect(checkout.heard("malipo-ready")).to.deep.equal([]);

    // The file is of an older version: it lacks a word.
    const { $proceed, ...words } = file.sw;
    expect($proceed).to.equal("Endelea");
    arrive({ sw: words as typeof file.sw });
    await checkout.on("review");
    expect(checkout.textOf("h2")).to.equal("Oda yako");
    expect(checkout.button("Continue").textContent.trim()).to.equal("Continue");
    expect(checkout.find(".theme").lang).to.equal("sw");
    await checkout.hears("malipo-ready");
  });
});
