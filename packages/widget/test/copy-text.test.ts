import { expect } from "@open-wc/testing";
import { copyText } from "../src/copy-text.ts";
import { withClipboard } from "./support/clipboard.ts";

describe("copyText", () => {
  const clipboard = withClipboard();
  const shown = document.createElement("p");
  before(() => {
    shown.textContent = "KES 2,500";
    document.body.append(shown);
  });
  after(() => {
    shown.remove();
    getSelection()?.removeAllRanges();
  });

  it("writes the clipboard", async () => {
    expect(await copyText("2500", shown)).to.equal(true);
    expect(clipboard.texts).to.deep.equal(["2500"]);
    expect(getSelection()?.toString()).to.equal("");
  });

  it("selects what is shown where the clipboard is closed", async () => {
    clipboard.closed = true;
    expect(await copyText("2500", shown)).to.equal(false);
    expect(getSelection()?.toString()).to.equal("KES 2,500");
  });
});
