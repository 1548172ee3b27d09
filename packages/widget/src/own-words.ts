/** The shop's own texts. */
import type { ConfigWarning } from "./config-warnings.ts";
import { parseJson } from "./json.ts";
import type { Words } from "./locales/en.ts";
import { en } from "./locales/en.ts";

/** By the keys of `locales/en.ts`; not checked yet. */
export type OwnWords = Readonly<Record<string, unknown>>;

/** JSON text or an object. */
export function parseWords(value: unknown): OwnWords | null {
  const read = typeof value === "string" ? parseJson(value) : value;
  return read && typeof read === "object" ? { ...read } : null;
}

/** What texts of one key have in common: whether they are a list, and their placeholders. False if they are no texts. */
const shapeOf = (value: unknown): unknown =>
  [value].flat().every((text) => typeof text === "string" && text.trim()) &&
  [
    Array.isArray(value),
    ...new Set(
      String(value)
        .match(/\{\w+\}/g)
        ?.sort(),
    ),
  ].join();

/** How the language is written, which is not the shop's to say. */
const FORMATS = /^\$(dir|number|money|dates)$/;

const fits = ([key, value]: readonly [string, unknown]): boolean =>
  Object.hasOwn(en, key) &&
  !FORMATS.test(key) &&
  shapeOf(value) === shapeOf(en[key as keyof Words]);

/** Warnings about texts that are not used. */
export function findWrongWords(own: OwnWords | null): readonly ConfigWarning[] {
  return Object.entries(own ?? {})
    .filter((entry) => !fits(entry))
    .map(([key]) => ({ field: `words.${key}` }));
}

/** The texts of a language with the shop's own in place of ours, where they fit. */
export function withOwnWords(words: Words, own: OwnWords | null): Words {
  if (!own) return words;
  return { ...words, ...Object.fromEntries(Object.entries(own).filter(fits)) };
}
