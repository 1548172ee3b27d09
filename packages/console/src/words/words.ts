/** The language of the console: English at first, others as they are chosen. One file for each. */
import type { Locale } from "@malipo/protocol";
import { LANGUAGE_NAMES, findLocale } from "@malipo/protocol/languages";
import { createStore } from "../lib/store.ts";
import { en } from "./en.ts";
import type { Words } from "./en.ts";

export type { Words } from "./en.ts";

const LOADERS = {
  en: () => Promise.resolve(en as Words),
  sw: async () => (await import("./sw.ts")).sw,
} as const satisfies Partial<Record<Locale, () => Promise<Words>>>;
export type Language = keyof typeof LOADERS;

export const LANGUAGES = Object.keys(LOADERS) as Language[];
export const languageName = (language: Language): string =>
  LANGUAGE_NAMES[language];

const STORED = "malipo-console-language";
const isLanguage = (text: string | undefined | null): text is Language =>
  LANGUAGES.some((each) => each === text);

let current: Words = en;
export const language = createStore<Language>("en");
export const words = (): Words => current;

/** Rejects if its file can't be loaded; the language then stays as it was. */
export async function setLanguage(next: Language): Promise<void> {
  current = await LOADERS[next]();
  document.documentElement.lang = next;
  language.set(next);
}

export async function chooseLanguage(next: Language): Promise<void> {
  await setLanguage(next);
  localStorage.setItem(STORED, next);
}

/** The person's own choice, or what the browser prefers. */
export function preferredLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  if (isLanguage(stored)) return stored;
  return navigator.languages.map(findLocale).find(isLanguage) ?? "en";
}

/** Replaces each `{name}` with its value. */
export const fill = (
  text: string,
  values: Readonly<Record<string, string>>,
): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");

/** The words for a value that a newer relay may have more of. */
export const wordFor = (
  table: Readonly<Record<string, string>>,
  value: string,
): string => (Object.hasOwn(table, value) ? (table[value] ?? value) : value);
