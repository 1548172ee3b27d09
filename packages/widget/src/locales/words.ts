/** Chooses the language and fills in the words. */
import type { Locale } from "@malipo/protocol";
import type { Words } from "./en.ts";
import { en } from "./en.ts";
import { sw } from "./sw.ts";

export const LANGUAGES: Readonly<Record<Locale, Words>> = { en, sw };

/** The first of the wished languages that we speak; English when we speak none. */
export function resolveLocale(wishes: readonly string[]): Locale {
  const spoken = wishes
    .map((wish) => wish.slice(0, 2).toLowerCase())
    .find((language) => language in LANGUAGES);
  return (spoken ?? "en") as Locale;
}

/** Puts the values where their `{name}` stands. */
export function fill(
  text: string,
  values: Readonly<Record<string, string>>,
): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}
