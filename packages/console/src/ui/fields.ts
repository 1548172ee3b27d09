/** Inputs with a label, their help, and what is wrong with them, all of which screen readers are told. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { FieldError } from "../lib/field-errors.ts";
import { words } from "../words/words.ts";

interface Field {
  /** As the interface names it, so that a problem document finds its input. Also the input's id. */
  readonly name: string;
  readonly label: string;
  readonly help?: string | undefined;
  /** What is wrong. */
  readonly error?: FieldError | undefined;
}

export interface TextField extends Field {
  readonly value: string;
  readonly set: (value: string) => void;
  readonly maxLength?: number;
  /** Default: "text". */
  readonly kind?: "text" | "url" | "decimal" | "whole" | "local-time";
  /** For texts of several lines. */
  readonly rows?: number;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface ChoiceField extends Field {
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly set: (value: string) => void;
}

export interface CheckField extends Field {
  readonly checked: boolean;
  readonly set: (checked: boolean) => void;
}

const inputId = (name: string): string => `field-${name}`;

function describedBy({ name, help, error }: Field): string | typeof nothing {
  const ids = [
    ...(help === undefined ? [] : [`${inputId(name)}-help`]),
    ...(error === undefined ? [] : [`${inputId(name)}-error`]),
  ];
  return ids.length === 0 ? nothing : ids.join(" ");
}

const invalid = ({ error }: Field): string =>
  error === undefined ? "false" : "true";

const notes = ({ name, help, error }: Field): TemplateResult =>
  html`${
    help === undefined
      ? nothing
      : html`<p class="small muted" id="${inputId(name)}-help">${help}</p>`
  }
  ${
    error === undefined
      ? nothing
      : html`<p class="small error" id="${inputId(name)}-error">
          ${errorText(error)}
        </p>`
  }`;

/** The console's own words, or what the relay says, told as English. */
export function errorText(error: FieldError): unknown {
  if (typeof error === "string") return error;
  if (typeof error === "function") return error();
  return html`${words().errors.notAccepted}
    <span lang="en">${error.english}</span>`;
}

const TYPES = { url: "url", "local-time": "datetime-local" } as const;
const MODES = { decimal: "decimal", whole: "numeric" } as const;
type Kind = NonNullable<TextField["kind"]>;
const typeOf = (kind: Kind): string =>
  kind === "url" || kind === "local-time" ? TYPES[kind] : "text";
const modeOf = (kind: Kind): string | typeof nothing =>
  kind === "decimal" || kind === "whole" ? MODES[kind] : nothing;

export function textField(field: TextField): TemplateResult {
  const { name, label, value, set, maxLength = nothing, rows } = field;
  const { kind = "text" } = field;
  const onInput = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement | HTMLTextAreaElement;
    // A time that is half typed has no value yet; to set one would take away what is there.
    if (!input.validity.badInput) set(input.value);
  };
  return html`<div class="field">
    <label for=${inputId(name)}>${label}</label>
    ${
      rows === undefined
        ? html`<input
            id=${inputId(name)}
            name=${name}
            type=${typeOf(kind)}
            inputmode=${modeOf(kind)}
            maxlength=${maxLength}
            autocomplete="off"
            aria-describedby=${describedBy(field)}
            aria-invalid=${invalid(field)}
            .value=${value}
            @input=${onInput}
          />`
        : html`<textarea
            id=${inputId(name)}
            name=${name}
            rows=${rows}
            maxlength=${maxLength}
            aria-describedby=${describedBy(field)}
            aria-invalid=${invalid(field)}
            .value=${value}
            @input=${onInput}
          ></textarea>`
    }
    ${notes(field)}
  </div>`;
}

export function selectField(field: ChoiceField): TemplateResult {
  const { name, label, value, choices, set } = field;
  const onChange = (event: Event): void => {
    set((event.currentTarget as HTMLSelectElement).value);
  };
  return html`<div class="field">
    <label for=${inputId(name)}>${label}</label>
    <select
      id=${inputId(name)}
      name=${name}
      aria-describedby=${describedBy(field)}
      aria-invalid=${invalid(field)}
      @change=${onChange}
    >
      ${choices.map(
        (choice) =>
          html`<option
            value=${choice.value}
            ?selected=${choice.value === value}
          >
            ${choice.label}
          </option>`,
      )}
    </select>
    ${notes(field)}
  </div>`;
}

/** One of few, all of which can be seen. */
export function radioField(field: ChoiceField): TemplateResult {
  const { name, label, value, choices, set } = field;
  return html`<fieldset class="choices" aria-describedby=${describedBy(field)}>
    <legend>${label}</legend>
    ${choices.map((choice) => {
      const onChange = (): void => {
        set(choice.value);
      };
      return html`<label class="check">
        <input
          type="radio"
          name=${name}
          value=${choice.value}
          .checked=${choice.value === value}
          @change=${onChange}
        />
        <span>${choice.label}</span>
      </label>`;
    })}
    ${notes(field)}
  </fieldset>`;
}

export function checkField(field: CheckField): TemplateResult {
  const { name, label, checked, set } = field;
  const onChange = (event: Event): void => {
    set((event.currentTarget as HTMLInputElement).checked);
  };
  return html`<div class="field">
    <label class="check">
      <input
        id=${inputId(name)}
        type="checkbox"
        name=${name}
        aria-describedby=${describedBy(field)}
        aria-invalid=${invalid(field)}
        .checked=${checked}
        @change=${onChange}
      />
      <span>${label}</span>
    </label>
    ${notes(field)}
  </div>`;
}

/** To the first input that something is wrong with. */
export function focusFirstError(form: ParentNode): void {
  form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
