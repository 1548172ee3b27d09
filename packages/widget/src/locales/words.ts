/** Chooses the language, fetches its words where they are in a file of their own, and fills them in. */
import type { Locale } from "@malipo/protocol";
import { lateFiles } from "../late-files.ts";
import type { Words } from "./en.ts";
import { en } from "./en.ts";

/** After so long without the words English is better than none. */
const PATIENCE_MS = 8000;

export interface Language {
  readonly locale: Locale;
  readonly w: Words;
}

const ENGLISH: Language = { locale: "en", w: en };

/** Every language but English is a late file. */
const LATE: Readonly<Record<Exclude<Locale, "en">, () => Promise<Words>>> = {
  sw: async () => (await lateFiles.sw()).sw,
};

/** What each language is shown in; English itself where its own words could not be had. */
const spoken: Partial<Record<Locale, Language>> = { en: ENGLISH };
const asked: Partial<Record<Locale, Promise<void>>> = {};

/** The language, once `fetchLanguage` has got it. */
export function languageOf(locale: Locale): Language | undefined {
  return spoken[locale];
}

/** Resolves when `languageOf` has the language; never rejects. What comes later than that is not used any more. */
export function fetchLanguage(locale: Locale): Promise<void> {
  return (asked[locale] ??= (async () => {
    if (locale === "en") return;
    const late = new Promise<Words>((_, reject) => {
      setTimeout(reject, PATIENCE_MS);
    });
    try {
      const words = await Promise.race([LATE[locale](), late]);
      // The file may be older than this one: what it does not say is said in English.
      spoken[locale] = { locale, w: { ...en, ...words } };
    } catch {
      spoken[locale] = ENGLISH;
    }
  })());
}

/** The first of the wished languages that we speak; English when we speak none. */
export function resolveLocale(wishes: readonly string[]): Locale {
  const known = wishes
    .map((wish) => wish.slice(0, 2).toLowerCase())
    .find((language) => language === "en" || language in LATE);
  return (known ?? "en") as Locale;
}

/** Puts the values where their `{name}` stands. */
export function fill(
  text: string,
  values: Readonly<Record<string, string>>,
): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}
