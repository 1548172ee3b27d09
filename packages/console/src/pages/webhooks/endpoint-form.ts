/** What can be set on a webhook endpoint: a function of what is typed and of what is wrong with it. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { MAX_DESCRIPTION, MAX_NAME, MAX_URL } from "@malipo/protocol/limits";
import type { WebhookEndpoint, WebhookEvent } from "@malipo/protocol/merchant";
import { changesOf } from "../../lib/edit.ts";
import type { Edit } from "../../lib/edit.ts";
import type { FieldErrors } from "../../lib/field-errors.ts";
import { checkField, radioField, textField } from "../../ui/fields.ts";
import { words } from "../../words/words.ts";
import { EVENT_NAMES } from "./endpoint-words.ts";

export interface EndpointDraft {
  readonly name: string;
  readonly url: string;
  readonly description: string;
  /** Null: all, also those of later versions. */
  readonly events: readonly WebhookEvent[] | null;
}

export const EMPTY_ENDPOINT: EndpointDraft = {
  name: "",
  url: "",
  description: "",
  events: null,
};

export const endpointDraftOf = (endpoint: WebhookEndpoint): EndpointDraft => ({
  name: endpoint.name,
  url: endpoint.url,
  description: endpoint.description ?? "",
  events: endpoint.events,
});

export const toEndpointInput = (draft: EndpointDraft) => ({
  name: draft.name.trim(),
  url: draft.url.trim(),
  description: draft.description.trim() || null,
  events: draft.events === null ? null : [...draft.events],
});

/** What somebody changed; what others changed meanwhile stays. */
export const toEndpointChanges = ({ draft, base }: Edit<EndpointDraft>) =>
  changesOf({ draft: toEndpointInput(draft), base: toEndpointInput(base) });

export const isEndpointInput = (name: string): boolean =>
  ["name", "url", "description", "events"].includes(name);

export function findEndpointFaults(draft: EndpointDraft): FieldErrors {
  const missing = (): string => words().webhooks.missing;
  const choose = (): string => words().webhooks.chooseEvent;
  return {
    ...(draft.name.trim() === "" ? { name: missing } : {}),
    ...(draft.url.trim() === "" ? { url: missing } : {}),
    ...(draft.events?.length === 0 ? { events: choose } : {}),
  };
}

export interface EndpointForm {
  readonly draft: EndpointDraft;
  readonly errors: FieldErrors;
  readonly change: (changes: Partial<EndpointDraft>) => void;
}

export function endpointFormParts({
  draft,
  errors,
  change,
}: EndpointForm): TemplateResult {
  const { webhooks } = words();
  return html`${textField({
    name: "name",
    label: webhooks.name,
    help: webhooks.nameHelp,
    maxLength: MAX_NAME,
    value: draft.name,
    error: errors["name"],
    set: (name) => {
      change({ name });
    },
  })}
  ${textField({
    name: "url",
    label: webhooks.url,
    help: webhooks.urlHelp,
    kind: "url",
    maxLength: MAX_URL,
    value: draft.url,
    error: errors["url"],
    set: (url) => {
      change({ url });
    },
  })}
  ${textField({
    name: "description",
    label: webhooks.description,
    rows: 2,
    maxLength: MAX_DESCRIPTION,
    value: draft.description,
    error: errors["description"],
    set: (description) => {
      change({ description });
    },
  })}
  ${radioField({
    name: "all",
    label: webhooks.events,
    help: draft.events === null ? webhooks.allEventsHelp : undefined,
    value: draft.events === null ? "all" : "some",
    choices: [
      { value: "all", label: webhooks.allEvents },
      { value: "some", label: webhooks.someEvents },
    ],
    set: (value) => {
      change({ events: value === "all" ? null : [] });
    },
  })}
  ${draft.events === null ? nothing : eventChoices(draft.events, errors, change)}`;
}

function eventChoices(
  chosen: readonly WebhookEvent[],
  errors: FieldErrors,
  change: EndpointForm["change"],
): TemplateResult {
  const error = errors["events"];
  return html`<fieldset class="choices">
    <legend class="visually-hidden">${words().webhooks.someEvents}</legend>
    ${EVENT_NAMES.map((event, at) =>
      checkField({
        name: `events.${event}`,
        label: event,
        checked: chosen.includes(event),
        error: at === 0 ? error : undefined,
        set: (checked) => {
          const others = chosen.filter((each) => each !== event);
          change({ events: checked ? [...others, event] : others });
        },
      }),
    )}
  </fieldset>`;
}
