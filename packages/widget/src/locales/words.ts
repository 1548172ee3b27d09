/** Chooses the language, loads its texts, and fills in values. */
import type { Locale } from "@malipo/protocol";
import { lateFiles } from "../late-files.ts";
import type { Words } from "./en.ts";
import { en } from "./en.ts";

/** After this time, show English. */
const TIMEOUT_MS = 8000;

export interface Language {
  readonly locale: Locale;
  readonly words: Words;
}

const ENGLISH: Language = { locale: "en", words: en };

/** All languages except English are late files. */
const LOADERS: Readonly<Record<Exclude<Locale, "en">, () => Promise<Words>>> = {
  sw: async () => (await lateFiles.sw()).sw,
};

/** The texts of each language; English if its own could not be loaded. */
const loaded: Partial<Record<Locale, Language>> = { en: ENGLISH };
const loading: Partial<Record<Locale, Promise<void>>> = {};

/** The language, once `fetchLanguage` has loaded it. */
export function languageOf(locale: Locale): Language | undefined {
  return loaded[locale];
}

/** Resolves when `languageOf` has the language; never rejects. A file that loads later is not used. */
export function fetchLanguage(locale: Locale): Promise<void> {
  return (loading[locale] ??= (async () => {
    if (locale === "en") return;
    const timeout = new Promise<Words>((_, reject) => {
      setTimeout(reject, TIMEOUT_MS);
    });
    try {
      const words = await Promise.race([LOADERS[locale](), timeout]);
      // The file may be older than this one: missing texts are in English.
      loaded[locale] = { locale, words: { ...en, ...words } };
    } catch {
      loaded[locale] = ENGLISH;
    }
  })());
}

/** The first supported language of the list; otherwise English. */
export function resolveLocale(preferred: readonly string[]): Locale {
  const known = preferred
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((language) => language === "en" || language in LOADERS);
  return (known ?? "en") as Locale;
}

/** Replaces each `{name}` with its value. */
export function fill(
  text: string,
  values: Readonly<Record<string, string>>,
): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}
