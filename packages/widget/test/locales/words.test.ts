import { expect } from "@open-wc/testing";
import type { Locale } from "@malipo/protocol";
import { LOCALES } from "@malipo/protocol/languages";
import { lateFiles } from "../../src/late-files.ts";
import type { WordKey, Words } from "../../src/locales/en.ts";
import { en } from "../../src/locales/en.ts";
import { fill, resolveLocale } from "../../src/locales/words.ts";
import { SCREENS } from "../../src/state/checkout-state.ts";

const KEYS = Object.keys(en) as WordKey[];
/** Formats; the words come after them. */
const FORMATS: readonly WordKey[] = ["$dir", "$number", "$money", "$dates"];
const BRANDS: readonly WordKey[] = ["mpesa", "airtel", "paybill", "flexpay"];

/** Words that are the same in English. */
const SAME: Partial<Record<Locale, readonly WordKey[]>> = {
  sw: ["$tag"],
  fr: ["$total", "$tag", "$date"],
  // A language of English words, in which shops and banks say these.
  pcm: [
    "card",
    "$close",
    "$total",
    "$proceed",
    "$pay",
    "$wait",
    "$shortCode",
    "$account",
    "$tag",
    "$narration",
    "$copy",
    "$receipt",
    "$amount",
    "$date",
    "$reference",
    "$again",
  ],
};

/** The letters of each alphabet, in lower case. */
const LETTERS: Readonly<Record<Locale, RegExp>> = {
  en: /[a-z]/,
  sw: /[a-pr-wyz]/, // neither q nor x
  fr: /[a-zàâæçéèêëîïôœùûüÿ]/,
  ar: /[ء-غف-ْ]/,
  ha: /[a-pr-uwyzɓɗƙƴ]/,
  yo: /[abdefghijklmnoprstuwyáàéèẹíìóòọúùńǹṣ\u0300\u0301]/,
  ig: /[a-pr-wyzịọụṅàáèéìíòóùú]/,
  pcm: /[a-zẹọ]/,
};
/** Names and signs that are written in Latin letters everywhere. */
const FOREIGN =
  /\{\w+\}|M-Pesa|Airtel Money|Paybill|Pay Bill|FlexPay|Lipa na M-Pesa|PIN|SIM|QR|\((?:Tag|Narration)\)|\bTag\b|narration/g;

const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([whole]) => whole).sort();
/** A list of sentences says as much as its sentences. */
const texts = (words: string | readonly string[]): readonly string[] =>
  typeof words === "string" ? [words] : words;
/** The texts of a language, each with the English one. */
function* pairs(
  words: Words,
): Generator<readonly [key: WordKey, text: string, english: string]> {
  for (const key of KEYS)
    for (const [index, english] of texts(en[key]).entries())
      yield [key, texts(words[key])[index] ?? "", english];
}

const wordsOf = async (locale: Locale): Promise<Words> => {
  const file: Partial<Record<Locale, Words>> =
    locale === "en" ? { en } : await lateFiles[locale]();
  const words = file[locale];
  if (!words) throw new Error(`locales/${locale}.ts exports no ${locale}`);
  return words;
};

for (const locale of LOCALES)
  describe(`the words of ${locale}`, () => {
    let words: Words;
    before(async () => {
      words = await wordsOf(locale);
    });
    const wrong = (
      is: (text: string, english: string, key: WordKey) => boolean,
    ): readonly string[] =>
      [...pairs(words)]
        .filter(([key, text, english]) => is(text, english, key))
        .map(([key, text]) => `${key}: ${text}`);

    it("have the keys of English, in the same order, and as long lists", () => {
      expect(Object.keys(words)).to.deep.equal(KEYS);
      for (const key of KEYS)
        expect(texts(words[key]), key).to.have.length(texts(en[key]).length);
    });

    it("say something about the same values", () => {
      expect(
        wrong((text) => text === "" || text !== text.trim()),
      ).to.deep.equal([]);
      expect(
        wrong(
          (text, english) =>
            placeholders(text).join() !== placeholders(english).join(),
        ),
      ).to.deep.equal([]);
      expect(
        wrong((text) => /[{}]/.test(text.replace(/\{\w+\}/g, ""))),
      ).to.deep.equal([]);
    });

    it("are not English, except for names", () => {
      const same = [...FORMATS, ...BRANDS, ...(SAME[locale] ?? [])];
      if (locale !== "en")
        expect(
          wrong(
            (text, english, key) => text === english && !same.includes(key),
          ),
        ).to.deep.equal([]);
    });

    it("are in the language's letters, each in one piece (NFC)", () => {
      expect(wrong((text) => text !== text.normalize("NFC"))).to.deep.equal([]);
      const foreign = (text: string): boolean =>
        Array.from(text.replace(FOREIGN, "").toLowerCase()).some(
          (letter) =>
            /[\p{L}\p{M}]/u.test(letter) && !LETTERS[locale].test(letter),
        );
      expect(
        wrong((text, _english, key) => !FORMATS.includes(key) && foreign(text)),
      ).to.deep.equal([]);
    });

    it("write numbers in Latin digits, whole where sentences run from right to left", () => {
      expect(wrong((text) => /(?![0-9])\p{Nd}/u.test(text))).to.deep.equal([]);
      expect(words.$number).to.match(/^1\D234\D5$/);
      if (words.$dir === "ltr") return;
      // Unicode UAX #9: values and numbers keep their own direction between isolates.
      const outside = (text: string): string =>
        text.replace(/[\u2066\u2068][^\u2069]*\u2069/g, "");
      expect(
        wrong(
          (text, _english, key) =>
            key !== "$number" &&
            (/\d/.test(outside(text)) || outside(text).includes("{")),
        ),
      ).to.deep.equal([]);
    });
  });

describe("English", () => {
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
    [["SW-TZ", "en"], "sw"],
    [["en-GB"], "en"],
    [["fr", "sw"], "fr"],
    [["", "de", "pt-MZ", "yo-BJ"], "yo"],
    [["tlh", "x"], "en"],
    [[], "en"],
  ];
  for (const [wishes, is] of table)
    it(`speaks ${is} to ${JSON.stringify(wishes)}`, () => {
      expect(resolveLocale(wishes)).to.equal(is);
    });
});
