/** Forms and text fields. */
import type { TemplateResult } from "lit";
import { nothing } from "lit";
import { html } from "./html.ts";

/** After an invalid entry, focuses the first invalid field. */
export function form(
  onSubmit: () => unknown,
  content: unknown,
): TemplateResult {
  return html`<form
    role="none"
    novalidate
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const element = event.target as HTMLFormElement;
      onSubmit();
      requestAnimationFrame(() => {
        element.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
      });
    }}
  >
    ${content}
  </form>`;
}

export interface Field {
  readonly name: "phone" | "amount";
  readonly label: string;
  readonly value: string;
  readonly hint: string;
  /** Null if the value is valid. */
  readonly error: string | null;
  readonly onInput: (value: string) => void;
  readonly onLeave?: () => void;
}

export function field(it: Field): TemplateResult {
  const { name, error } = it;
  const phone = name === "phone";
  return html`<div class="field" part="field">
    <label for=${name} part="label">${it.label}</label>
    <input
      id=${name}
      part="input"
      dir="ltr"
      inputmode=${phone ? "tel" : "decimal"}
      autocomplete=${phone ? "tel" : "off"}
      maxlength="32"
      .value=${it.value}
      aria-invalid=${error !== null}
      aria-describedby="hint"
      @input=${(event: InputEvent) => {
        it.onInput((event.target as HTMLInputElement).value);
      }}
      @change=${it.onLeave ?? nothing}
    />
    <p
      class=${error === null ? "" : "wrong"}
      part=${error === null ? "hint" : "error"}
      id="hint"
      aria-live="polite"
    >
      ${error ?? it.hint}
    </p>
  </div>`;
}
