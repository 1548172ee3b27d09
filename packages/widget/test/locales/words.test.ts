import { expect } from "@open-wc/testing";
import { en } from "../../src/locales/en.ts";
import { sw } from "../../src/locales/sw.ts";
import { fill, resolveLocale } from "../../src/locales/words.ts";
import { SCREENS } from "../../src/state/checkout-state.ts";

const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([whole]) => whole).sort();
/** A list of sentences says as much as its sentences. */
const texts = (words: string | readonly string[]): readonly string[] =>
  typeof words === "string" ? [words] : words;

describe("words", () => {
  it("has the same keys in every language", () => {
    expect(Object.keys(sw)).to.deep.equal(Object.keys(en));
  });

  for (const key of Object.keys(en) as (keyof typeof en)[])
    it(`says ${key} in both languages, about the same things`, () => {
      const english = texts(en[key]);
      const swahili = texts(sw[key]);
      expect(swahili).to.have.length(english.length);
      english.forEach((text, index) => {
        const other = swahili[index] ?? "";
        expect(text).to.not.equal("");
        expect(other).to.not.equal("");
        expect(placeholders(other)).to.deep.equal(placeholders(text));
      });
    });

  it("has a heading for every screen", () => {
    expect(en).to.include.all.keys(...SCREENS);
  });
});

describe("fill", () => {
  it("puts values where their names stand, as text", () => {
    expect(fill("{a} and {b} and {a}", { a: "$&", b: "<b>" })).to.equal(
      "$& and <b> and $&",
    );
  });

  it("leaves nothing of a name without a value", () => {
    expect(fill("to {nobody}.", {})).to.equal("to .");
  });
});

describe("resolveLocale", () => {
  const table: readonly (readonly [wishes: readonly string[], is: string])[] = [
    [["sw"], "sw"],
    [["sw-KE"], "sw"],
    [["SW-TZ", "en"], "sw"],
    [["en-GB"], "en"],
    [["fr", "sw"], "sw"],
    [["", "fr-FR", "de"], "en"],
    [[], "en"],
  ];
  for (const [wishes, is] of table)
    it(`speaks ${is} to ${JSON.stringify(wishes)}`, () => {
      expect(resolveLocale(wishes)).to.equal(is);
    });
});
