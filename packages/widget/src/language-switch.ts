/** The choice of a language at the foot of the card. A late file, because no payment needs it. */
import type { Locale } from "@malipo/protocol";
import { LANGUAGE_NAMES, LOCALES } from "@malipo/protocol/languages";
import type { html } from "lit";
import type { Words } from "./locales/en.ts";

/** Passed in from the main file, so that this file doesn't bundle Lit again. */
interface Main {
  readonly html: typeof html;
  /** Resolves with whether the file of a language could be loaded. */
  readonly load: (locale: Locale) => Promise<boolean>;
  /** Keeps the choice and shows it on the whole page. */
  readonly keep: (locale: Locale) => void;
  /** Draws again. */
  readonly update: () => void;
}

interface Shown {
  readonly locale: Locale;
  readonly words: Words;
}

export function createLanguageSwitch({
  html: template,
  load,
  keep,
  update,
}: Main): (shown: Shown) => unknown {
  let present: Locale = "en";
  let wanted: Locale | undefined;
  let failed: Locale | undefined;
  const change = async ({ target }: Event): Promise<void> => {
    const select = target as HTMLSelectElement;
    const locale = LOCALES.find((each) => each === select.value) ?? present;
    wanted = locale;
    failed = undefined;
    const done = await load(locale);
    // The shopper may have chosen another one in the meantime.
    if (wanted !== locale) return;
    if (done) {
      keep(locale);
      return;
    }
    failed = locale;
    select.value = present;
    update();
  };
  return ({ locale: shown, words }) => {
    present = shown;
    return template`<svg viewBox="0 0 24 24" aria-hidden="true">
        <path
          d="M12 3a9 9 0 1 0 .1 0M3.5 9h17M3.5 15h17M12 3c-5 5-5 13 0 18m0-18c5 5 5 13 0 18"
        ></path>
      </svg>
      <select part="language" aria-label=${words.$language} @change=${change}>
        ${LOCALES.map(
          (locale) =>
            template`<option value=${locale} lang=${locale} .selected=${locale === shown}>${LANGUAGE_NAMES[locale]}</option>`,
        )}
      </select>
      <p role="status">${
        failed
          ? words.$languageFailed.replace("{language}", LANGUAGE_NAMES[failed])
          : ""
      }</p>`;
  };
}
