import { expect } from "@open-wc/testing";
import { encode } from "uqr";
import { createQrDrawer } from "../src/qr-code.ts";

const TEXT = "Tag: duka@malipo\nAmount: 2500\nNarration: MLP-7K3QX9";

describe("createQrDrawer", () => {
  it("draws every dark module, and nothing else, inside a quiet zone of four", () => {
    const svg = createQrDrawer()(TEXT);
    const { data, size } = encode(TEXT, { ecc: "M", border: 0 });
    expect(svg.getAttribute("viewBox")).to.equal(`0 0 ${size + 8} ${size + 8}`);
    const path = svg.querySelector("path");
    const drawn = [
      ...(path?.getAttribute("d") ?? "").matchAll(/M(\d+) (\d+)h1v1h-1z/g),
    ].map(([, x, y]) => `${Number(x) - 4},${Number(y) - 4}`);
    const dark = data.flatMap((row, y) =>
      row.flatMap((is, x) => (is ? [`${x},${y}`] : [])),
    );
    expect(drawn).to.deep.equal(dark);
    expect(path).to.be.instanceOf(SVGPathElement);
  });

  it("takes the longest narration there is, in any script", () => {
    expect(() => createQrDrawer()("ŵ".repeat(700))).not.to.throw();
  });

  it("draws the same text once, and another one anew", () => {
    const draw = createQrDrawer();
    const first = draw(TEXT);
    expect(draw(TEXT)).to.equal(first);
    expect(draw("2500")).to.not.equal(first);
    expect(createQrDrawer()(TEXT)).to.not.equal(first);
  });
});
