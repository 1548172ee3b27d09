/** The language of a page. */
import type { IncomingMessage } from "node:http";
import { LOCALES } from "@malipo/protocol";
import type { Locale } from "@malipo/protocol";
import { readAccepted } from "../kit/accept.ts";

/** `?lang=` if supported, else the browser's language, else English. */
export function chooseLocale(
  req: IncomingMessage,
  query: URLSearchParams,
): Locale {
  const [asked, more] = query.getAll("lang");
  const named = LOCALES.find(
    (locale) => more === undefined && locale === asked,
  );
  if (named !== undefined) return named;
  const spoken = readAccepted(req.headers["accept-language"])
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ name }) => LOCALES.find((locale) => locale === name.split("-")[0]));
  return spoken.find((locale) => locale !== undefined) ?? "en";
}

/** The address of the same page in another language. The one-time code of a return is spent by then. */
export function addressIn(locale: Locale, query: URLSearchParams): string {
  const changed = new URLSearchParams(query);
  changed.delete("malipo_code");
  changed.set("lang", locale);
  return `?${changed.toString()}`;
}
