/** The languages of a page and of the checkout in it. */
import type { IncomingMessage } from "node:http";
import { findLocale } from "@malipo/protocol";
import type { Locale } from "@malipo/protocol";
import { readAccepted } from "../kit/accept.ts";
import { PAGE_LOCALES } from "./pay-page-words.ts";
import type { PageLocale } from "./pay-page-words.ts";

/**
 * `?lang=` if the page has it, else the first language of the browser that it has, else English. Unless `?lang=` says
 * otherwise, the checkout speaks the first of the browser's that it knows.
 */
export function chooseLocales(
  req: IncomingMessage,
  query: URLSearchParams,
): { readonly locale: PageLocale; readonly checkoutLocale: Locale } {
  const [asked, more] = query.getAll("lang");
  const named = PAGE_LOCALES.find(
    (locale) => more === undefined && locale === asked,
  );
  if (named !== undefined) return { locale: named, checkoutLocale: named };
  const spoken = readAccepted(req.headers["accept-language"])
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .flatMap(({ name }) => findLocale(name) ?? []);
  const shown = spoken.flatMap(
    (each) => PAGE_LOCALES.find((locale) => locale === each) ?? [],
  );
  return { locale: shown[0] ?? "en", checkoutLocale: spoken[0] ?? "en" };
}

/** The address of the same page in another language. The one-time code of a return is spent by then. */
export function addressIn(locale: PageLocale, query: URLSearchParams): string {
  const changed = new URLSearchParams(query);
  changed.delete("malipo_code");
  changed.set("lang", locale);
  return `?${changed.toString()}`;
}
