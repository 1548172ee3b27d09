/** Filters of a list: what somebody chooses goes into the address. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { navigate, toHref } from "../app/router.ts";
import { textsOf } from "../lib/form-text.ts";
import { words } from "../words/words.ts";
import { icon } from "./icon.ts";

/** `fields`: inputs whose names are those in the address. */
export function filterForm(
  path: string,
  query: URLSearchParams,
  fields: unknown,
): TemplateResult {
  const { common } = words();
  const apply = (event: Event): void => {
    event.preventDefault();
    const values = new FormData(event.currentTarget as HTMLFormElement);
    const href = toHref(path, textsOf(values));
    if (href !== location.pathname + location.search) navigate(href);
  };
  return html`<form
    class="filters"
    role="search"
    @submit=${apply}
    @change=${apply}
  >
    ${fields}
    <button>${icon("search")} ${common.search}</button>
    ${
      query.size === 0
        ? nothing
        : html`<a class="button" href=${toHref(path)}>${common.clear}</a>`
    }
  </form>`;
}

export const searchFilter = (
  query: URLSearchParams,
  placeholder: string,
): TemplateResult =>
  html`<label class="field wide">
    <span>${words().common.search}</span>
    <input
      name="q"
      type="search"
      placeholder=${placeholder}
      .value=${query.get("q") ?? ""}
    />
  </label>`;

/** What is in the address stays a choice, also if there is no name for it here. */
export function choiceFilter(
  query: URLSearchParams,
  name: string,
  label: string,
  known: readonly (readonly [value: string, text: string])[],
): TemplateResult {
  const chosen = query.get(name) ?? "";
  const isKnown = chosen === "" || known.some(([value]) => value === chosen);
  const all = isKnown ? known : [...known, [chosen, chosen] as const];
  return html`<label class="field">
    <span>${label}</span>
    <select name=${name} .value=${chosen}>
      <option value="">${words().common.all}</option>
      ${all.map(
        ([value, text]) =>
          html`<option value=${value} ?selected=${value === chosen}>
            ${text}
          </option>`,
      )}
    </select>
  </label>`;
}

/** From the beginning of one day to the end of another. */
export const dayFilters = (
  query: URLSearchParams,
  labels: { readonly from: string; readonly to: string },
): unknown =>
  (["from", "to"] as const).map(
    (name) =>
      html`<label class="field">
        <span>${labels[name]}</span>
        <input name=${name} type="date" .value=${query.get(name) ?? ""} />
      </label>`,
  );
