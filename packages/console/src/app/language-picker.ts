import { html } from "lit";
import type { TemplateResult } from "lit";
import { announce } from "../ui/announce.ts";
import {
  LANGUAGES,
  chooseLanguage,
  language,
  languageName,
  words,
} from "../words/words.ts";
import type { Language } from "../words/words.ts";

const onChange = (event: Event): void => {
  const { value } = event.currentTarget as HTMLSelectElement;
  chooseLanguage(value as Language).catch(() => {
    announce(words().errors.connection);
  });
};

export const languagePicker = (): TemplateResult =>
  html`<label class="language">
    <span class="visually-hidden">${words().app.language}</span>
    <select @change=${onChange}>
      ${LANGUAGES.map(
        (each) =>
          html`<option
            value=${each}
            lang=${each}
            ?selected=${each === language.get()}
          >
            ${languageName(each)}
          </option>`,
      )}
    </select>
  </label>`;
