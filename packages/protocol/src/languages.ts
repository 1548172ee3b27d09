/**
 * The languages of the checkout. Files, sizes, the switch in the widget and the docs derive from this list; the compiler
 * names what is missing for a new one. Has no imports, so that the widget can bundle it.
 */
export const LOCALES = [
  "en",
  "sw",
  "fr",
  "ar",
  "ha",
  "yo",
  "ig",
  "pcm",
] as const;
export type Locale = (typeof LOCALES)[number];

/** Each in its own words, for those who look for it. */
export const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = {
  en: "English",
  sw: "Kiswahili",
  fr: "Français",
  ar: "العربية",
  ha: "Hausa",
  yo: "Yorùbá",
  ig: "Igbo",
  pcm: "Naijá (Pidgin)",
};

/** Where a browser keeps the language that its shopper chose, as JSON: for the checkout, and for the page it is in. */
export const languageChoiceKey = (relay: string): string =>
  `malipo:v1:${relay}:locale`;

/**
 * The supported language of a BCP 47 tag ("pcm-NG", "fr_CD", "swa"), whatever its script and region (RFC 4647, section
 * 3.4); undefined if there is none, or it is no tag.
 */
export function findLocale(tag: string): Locale | undefined {
  try {
    const { language } = new Intl.Locale(tag.replaceAll("_", "-"));
    return LOCALES.find((locale) => locale === language);
  } catch {
    return undefined;
  }
}
