import { describe, expect, it } from "vitest";
import { LANGUAGE_NAMES, LOCALES, findLocale } from "../src/languages.ts";

describe("findLocale", () => {
  it.each([
    ["en", "en"],
    ["en-KE", "en"],
    ["EN_us", "en"],
    ["sw-KE", "sw"],
    ["sw-CD-u-nu-latn", "sw"],
    ["fr-CD", "fr"],
    ["ar-EG", "ar"],
    ["ar-Arab-SD", "ar"],
    ["ha-Latn-NE", "ha"],
    ["yo-BJ", "yo"],
    ["ig-NG", "ig"],
    ["pcm-NG", "pcm"],
    ["pcm", "pcm"],
    // ISO 639-2 and -3 for the same languages.
    ["swa", "sw"],
    ["swh", "sw"],
    ["fra", "fr"],
    ["arb", "ar"],
    ["hau", "ha"],
    ["yor", "yo"],
    ["ibo", "ig"],
  ])("reads %s as %s", (tag, locale) => {
    expect(findLocale(tag)).toBe(locale);
  });

  it.each([
    "pt-MZ",
    "haw", // Hawaiian begins like Hausa,
    "enm", // Middle English like English,
    "arc", // Aramaic like Arabic,
    "frr", // North Frisian like French,
    "swe-SE", // Swedish like Swahili.
    "zh",
    "",
    "*",
    "e",
    "C",
    "undefined",
    "x-sw",
    "en--KE",
    "__proto__",
    "<b>",
  ])("finds nothing for %j", (tag) => {
    expect(findLocale(tag)).toBeUndefined();
  });

  it("finds every language by its own tag", () => {
    expect(LOCALES.map(findLocale)).toEqual(LOCALES);
    expect(Object.keys(LANGUAGE_NAMES)).toEqual([...LOCALES]);
    for (const [locale, name] of Object.entries(LANGUAGE_NAMES))
      expect(name, locale).toBe(name.trim().normalize("NFC"));
  });
});
