/** The languages of a page and of the checkout in it. */
import type { IncomingMessage } from "node:http";
import { findLocale, LOCALES } from "@malipo/protocol";
import type { Locale } from "@malipo/protocol";
import { readAccepted } from "../kit/accept.ts";
import { PAGE_LOCALES } from "./pay-page-words.ts";
import type { PageLocale } from "./pay-page-words.ts";

export interface ChosenLocales {
  /** The language of the page itself. */
  readonly locale: PageLocale;
  /** The language of a checkout in the page, which knows more of them. */
  readonly checkoutLocale: Locale;
  /** What `?lang=` asks for; null if it asks for no language that we know. */
  readonly askedLocale: Locale | null;
}

/** `?lang=`, else the first language of the browser that is known, else English: for the page and for the checkout. */
export function chooseLocales(
  req: IncomingMessage,
  query: URLSearchParams,
): ChosenLocales {
  const named = askedLocale(query, LOCALES);
  const spoken = spokenLocales(req);
  const wanted = named === undefined ? spoken : [named, ...spoken];
  const shown = wanted.flatMap(
    (each) => PAGE_LOCALES.find((locale) => locale === each) ?? [],
  );
  return {
    locale: shown[0] ?? "en",
    checkoutLocale: wanted[0] ?? "en",
    askedLocale: named ?? null,
  };
}

/** The same for a page that has all languages. `fallback`: where the browser says none of them. */
export const chooseAnyLocale = (
  req: IncomingMessage,
  query: URLSearchParams,
  fallback: Locale,
): Locale => askedLocale(query, LOCALES) ?? spokenLocales(req)[0] ?? fallback;

function askedLocale<T extends Locale>(
  query: URLSearchParams,
  locales: readonly T[],
): T | undefined {
  const [asked, more] = query.getAll("lang");
  return locales.find((locale) => more === undefined && locale === asked);
}

/** The browser's languages that the checkout has, in their order. */
const spokenLocales = (req: IncomingMessage): readonly Locale[] =>
  readAccepted(req.headers["accept-language"])
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .flatMap(({ name }) => findLocale(name) ?? []);

/** The address of the same page in another language. The one-time code of a return is spent by then. */
export function addressIn(locale: Locale, query: URLSearchParams): string {
  const changed = new URLSearchParams(query);
  changed.delete("malipo_code");
  changed.set("lang", locale);
  return `?${changed.toString()}`;
}
