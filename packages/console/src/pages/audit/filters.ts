/** What the log is filtered by. All of it is in the address. */
import { html } from "lit";
import type { TemplateResult } from "lit";
import type { Result } from "@malipo/client";
import { endOfDay, startOfDay } from "../../lib/shop-day.ts";
import { choiceFilter, dayFilters, filterForm } from "../../ui/filters.ts";
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
): TemplateResult {
  const { audit } = words();
  const who: (readonly [string, string])[] = [
    ...keys.map(({ id, name }) => [id, name] as const),
    [COMMAND_LINE, audit.commandLine],
  ];
  return filterForm(
    PATH,
    query,
    html`${choiceFilter(query, "actor", audit.who, who)}
      ${choiceFilter(query, "action", audit.action, Object.entries(audit.actions))}
      <label class="field">
        <span>${audit.object}</span>
        <input
          name="object"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          placeholder=${audit.objectHelp}
          .value=${query.get("object") ?? ""}
        />
      </label>
      ${dayFilters(query, audit)}`,
  );
}

export const actionName = (action: string): string =>
  wordFor(words().audit.actions, action);
