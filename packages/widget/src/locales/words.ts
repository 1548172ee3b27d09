/** Chooses the language, loads its texts, and fills in values. */
import type { Locale } from "@malipo/protocol";
import { findLocale, languageChoiceKey } from "@malipo/protocol/languages";
import { readStored, writeStored } from "../intent-store.ts";
import { lateFiles } from "../late-files.ts";
import type { Words } from "./en.ts";
import { en } from "./en.ts";

/** After this time, go on without the file. */
const TIMEOUT_MS = 8000;

export interface Language {
  readonly locale: Locale;
  readonly words: Words;
}

export const ENGLISH: Language = { locale: "en", words: en };

/** Takes the space of texts that are not loaded yet, and says nothing. */
export const UNSAID: Words = { ...en, loading: "\u00a0" };

const loaded: Partial<Record<Locale, Language>> = { en: ENGLISH };
const loading: Partial<Record<Locale, Promise<boolean> | undefined>> = {};

/** The language, once `fetchLanguage` has loaded it. */
export function languageOf(locale: Locale): Language | undefined {
  return loaded[locale];
}

/**
 * Resolves with whether `languageOf` has the language; never rejects. A file that loads later is not used. `again`: the
 * shopper asks for a language whose file could not be loaded.
 */
export function fetchLanguage(locale: Locale, again = false): Promise<boolean> {
  if (again && !loaded[locale]) loading[locale] = undefined;
  return (loading[locale] ??= (async () => {
    if (locale === "en") return true;
    const timeout = new Promise<never>((_, reject) => {
      setTimeout(reject, TIMEOUT_MS);
    });
    try {
      const file: Partial<Record<Locale, Words>> = await Promise.race([
        lateFiles[locale](),
        timeout,
      ]);
      // The file may be older than this one: missing texts are in English.
      loaded[locale] = { locale, words: { ...en, ...file[locale] } };
      return true;
    } catch {
      return false;
    }
  })());
}

/** The first supported language of the list; otherwise English. */
export function resolveLocale(preferred: readonly string[]): Locale {
  for (const tag of preferred) {
    const locale = findLocale(tag);
    if (locale) return locale;
  }
  return "en";
}

/** The shopper's own choice comes before what the page and the browser prefer. */
export function preferredLocale(
  relay: string | null,
  page: string | null,
): Locale {
  return resolveLocale([
    String(readStored(languageChoiceKey(relay ?? ""))),
    page ?? document.documentElement.lang,
    ...navigator.languages,
  ]);
}

export function keepChoice(relay: string | null, locale: Locale): void {
  writeStored(languageChoiceKey(relay ?? ""), locale);
}

/** Replaces each `{name}` with its value. */
export function fill(
  text: string,
  values: Readonly<Record<string, string>>,
): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}
