/** What the log is filtered by. All of it is in the address. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Result } from "@malipo/client";
import { toHref } from "../../app/router.ts";
import { endOfDay, startOfDay } from "../../lib/shop-day.ts";
import { icon } from "../../ui/icon.ts";
import { wordFor, words } from "../../words/words.ts";

export const PATH = "/audit";
const COMMAND_LINE = "command_line";

type Key = Result<"get", "/v1/merchant/api-keys">["apiKeys"][number];

/** As the interface takes it. */
export function toFilter(query: URLSearchParams) {
  const text = (name: string): string => query.get(name)?.trim() ?? "";
  const from = startOfDay(text("from"));
  const to = endOfDay(text("to"));
  return {
    ...(text("actor") === "" ? {} : { actor: text("actor") }),
    ...(text("action") === "" ? {} : { action: text("action") }),
    ...(text("object") === "" ? {} : { object: text("object") }),
    ...(from === undefined ? {} : { createdFrom: from }),
    ...(to === undefined ? {} : { createdBefore: to }),
    ...(text("cursor") === "" ? {} : { cursor: text("cursor") }),
  };
}

/** `keys`: who there is to choose from; empty until they are read. */
export function filters(
  query: URLSearchParams,
  keys: readonly Key[],
  apply: (event: Event) => void,
): TemplateResult {
  const { audit, common } = words();
  const value = (name: string): string => query.get(name) ?? "";
  const who: (readonly [string, string])[] = [
    ...keys.map(({ id, name }) => [id, name] as const),
    [COMMAND_LINE, audit.commandLine],
  ];
  const what = Object.entries(audit.actions);
  return html`<form
    class="filters"
    role="search"
    @submit=${apply}
    @change=${apply}
  >
    ${choice("actor", audit.who, who, value("actor"))}
    ${choice("action", audit.action, what, value("action"))}
    <label class="field">
      <span>${audit.object}</span>
      <input
        name="object"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        placeholder=${audit.objectHelp}
        .value=${value("object")}
      />
    </label>
    <label class="field">
      <span>${audit.from}</span>
      <input name="from" type="date" .value=${value("from")} />
    </label>
    <label class="field">
      <span>${audit.to}</span>
      <input name="to" type="date" .value=${value("to")} />
    </label>
    <button>${icon("search")} ${common.search}</button>
    ${
      query.size === 0
        ? nothing
        : html`<a class="button" href=${toHref(PATH)}>${common.clear}</a>`
    }
  </form>`;
}

/** What is in the address stays a choice, also if this version knows no name for it. */
function choice(
  name: string,
  label: string,
  known: readonly (readonly [value: string, text: string])[],
  chosen: string,
): TemplateResult {
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

export const actionName = (action: string): string =>
  wordFor(words().audit.actions, action);
