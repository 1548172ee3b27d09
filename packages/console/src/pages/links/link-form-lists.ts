/** The parts of the form that are lists: questions to the payer, and the merchant's own data. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { LINK_LIMITS, METADATA_LIMITS } from "@malipo/protocol/limits";
import { checkField, selectField, textField } from "../../ui/fields.ts";
import { icon } from "../../ui/icon.ts";
import { fill, words } from "../../words/words.ts";
import { EMPTY_FIELD } from "./link-draft.ts";
import type { FieldDraft, PairDraft } from "./link-draft.ts";
import type { LinkForm } from "./form-state.ts";

export function questionsPart(form: LinkForm): TemplateResult {
  const { links } = words();
  const { draft, change } = form;
  const { fields } = draft;
  const add = (): void => {
    change({ fields: [...fields, EMPTY_FIELD] });
  };
  return html`<fieldset class="card form-part">
    <legend><h2>${links.questions}</h2></legend>
    <p class="small muted">
      ${fill(links.questionsHelp, { count: String(LINK_LIMITS.fields) })}
    </p>
    ${fields.map((field, at) => question(form, field, at))}
    ${
      fields.length < LINK_LIMITS.fields
        ? html`<button type="button" class="start" @click=${add}>
            ${icon("plus")} ${links.addQuestion}
          </button>`
        : nothing
    }
  </fieldset>`;
}

function question(
  { draft, errors, change }: LinkForm,
  field: FieldDraft,
  at: number,
): TemplateResult {
  const { links } = words();
  const { fields } = draft;
  const number = String(at + 1);
  const set = (changes: Partial<FieldDraft>): void => {
    change({ fields: fields.with(at, { ...field, ...changes }) });
  };
  const remove = (): void => {
    change({ fields: fields.toSpliced(at, 1) });
  };
  const moveUp = (): void => {
    change({ fields: fields.toSpliced(at, 1).toSpliced(at - 1, 0, field) });
  };
  return html`<fieldset class="form-group">
    <legend>${fill(links.question, { number })}</legend>
    ${textField({
      name: `fields.${at}.label`,
      label: links.label,
      value: field.label,
      maxLength: LINK_LIMITS.fieldLabel,
      error: errors[`fields.${at}.label`],
      set: (label) => {
        set({ label });
      },
    })}
    <div class="form-row">
      ${selectField({
        name: `fields.${at}.type`,
        label: links.type,
        value: field.type,
        error: errors[`fields.${at}.type`],
        choices: [
          { value: "text", label: links.typeText },
          { value: "number", label: links.typeNumber },
          { value: "choice", label: links.typeChoice },
        ],
        set: (type) => {
          set({ type: type === "number" || type === "choice" ? type : "text" });
        },
      })}
      ${textField({
        name: `fields.${at}.id`,
        label: links.fieldId,
        help: links.fieldIdHelp,
        value: field.id,
        error: errors[`fields.${at}.id`],
        set: (id) => {
          set({ id });
        },
      })}
    </div>
    ${
      field.type === "choice"
        ? textField({
            name: `fields.${at}.choices`,
            label: links.choices,
            rows: 4,
            value: field.choices,
            error: errors[`fields.${at}.choices`],
            set: (choices) => {
              set({ choices });
            },
          })
        : nothing
    }
    ${checkField({
      name: `fields.${at}.required`,
      label: links.required,
      checked: field.required,
      error: errors[`fields.${at}.required`],
      set: (required) => {
        set({ required });
      },
    })}
    <div class="buttons start">
      ${
        at === 0
          ? nothing
          : html`<button type="button" @click=${moveUp}>
              ${fill(links.moveUp, { number })}
            </button>`
      }
      <button type="button" @click=${remove}>
        ${fill(links.removeQuestion, { number })}
      </button>
    </div>
  </fieldset>`;
}

export function metadataPart({
  draft,
  errors,
  change,
}: LinkForm): TemplateResult {
  const { links } = words();
  const { metadata } = draft;
  const add = (): void => {
    change({ metadata: [...metadata, { name: "", value: "" }] });
  };
  const row = (pair: PairDraft, at: number): TemplateResult => {
    const number = String(at + 1);
    const set = (changes: Partial<PairDraft>): void => {
      change({ metadata: metadata.with(at, { ...pair, ...changes }) });
    };
    const remove = (): void => {
      change({ metadata: metadata.toSpliced(at, 1) });
    };
    return html`<div class="form-row pair">
      ${textField({
        name: `metadata.${at}.name`,
        label: fill(links.metadataName, { number }),
        value: pair.name,
        error: errors[`metadata.${pair.name.trim()}`],
        set: (name) => {
          set({ name });
        },
      })}
      ${textField({
        name: `metadata.${at}.value`,
        label: fill(links.metadataValue, { number }),
        value: pair.value,
        maxLength: METADATA_LIMITS.value,
        set: (value) => {
          set({ value });
        },
      })}
      <button
        type="button"
        class="icon-button"
        title=${fill(links.removePair, { number })}
        aria-label=${fill(links.removePair, { number })}
        @click=${remove}
      >
        ${icon("cross")}
      </button>
    </div>`;
  };
  return html`<fieldset class="form-group">
    <legend>${links.metadata}</legend>
    <p class="small muted">${links.metadataHelp}</p>
    ${metadata.map(row)}
    ${
      metadata.length < METADATA_LIMITS.pairs
        ? html`<button type="button" class="start" @click=${add}>
            ${icon("plus")} ${links.addPair}
          </button>`
        : nothing
    }
  </fieldset>`;
}
