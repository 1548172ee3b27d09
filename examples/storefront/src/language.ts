/** Which language a visitor reads. */
import { EN } from "./words/en.ts";
import { SW } from "./words/sw.ts";
import type { Words } from "./words/words.ts";

export const LANGUAGES = ["en", "sw"] as const;
export type Language = (typeof LANGUAGES)[number];

export const WORDS: Readonly<Record<Language, Words>> = { en: EN, sw: SW };

/** The language of a tag like `sw-KE`; undefined for one the shop does not speak. */
export const parseLanguage = (tag: string): Language | undefined =>
  LANGUAGES.find((language) => language === tag.toLowerCase().split("-")[0]);

/** What the visitor chose, else the first of the browser's languages (most wanted first) that the shop speaks. */
export const chooseLanguage = (
  chosen: string,
  accepted: readonly string[],
): Language =>
  parseLanguage(chosen) ??
  accepted.map(parseLanguage).find((language) => language !== undefined) ??
  "en";
