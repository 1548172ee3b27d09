/** The form of a payment link: a function of what is typed and of what is wrong with it. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { SUPPORTED_CURRENCIES } from "@malipo/protocol/currency";
import { LINK_LIMITS, MAX_URL } from "@malipo/protocol/limits";
import { currentSession } from "../../lib/session.ts";
import {
  checkField,
  radioField,
  selectField,
  textField,
} from "../../ui/fields.ts";
import type { TextField } from "../../ui/fields.ts";
import { fill, words } from "../../words/words.ts";
import type { LinkForm } from "./form-state.ts";
import type { LinkDraft } from "./link-draft.ts";
import { metadataPart, questionsPart } from "./link-form-lists.ts";

type TextName = {
  [K in keyof LinkDraft]: LinkDraft[K] extends string ? K : never;
}[keyof LinkDraft];

/** An input of the draft. `name`: as the interface calls it, where that differs. */
function text(
  { draft, errors, change }: LinkForm,
  key: Exclude<TextName, "kind">,
  label: string,
  more: Partial<
    Pick<TextField, "name" | "help" | "maxLength" | "kind" | "rows">
  >,
): TemplateResult {
  const { name = key } = more;
  return textField({
    ...more,
    name,
    label,
    value: draft[key],
    error: errors[name],
    set: (value) => {
      change({ [key]: value });
    },
  });
}

export function linkFormParts(form: LinkForm): TemplateResult {
  return html`${aboutPart(form)} ${pricePart(form)} ${limitsPart(form)}
  ${questionsPart(form)} ${afterwardsPart(form)} ${morePart(form)}`;
}

const part = (title: string, body: TemplateResult): TemplateResult =>
  html`<fieldset class="card form-part">
    <legend><h2>${title}</h2></legend>
    ${body}
  </fieldset>`;

function aboutPart(form: LinkForm): TemplateResult {
  const { links } = words();
  return part(
    links.about,
    html`${text(form, "title", links.titleLabel, {
      help: links.titleHelp,
      maxLength: LINK_LIMITS.title,
    })}
    ${text(form, "description", links.description, {
      rows: 3,
      maxLength: LINK_LIMITS.description,
    })}
    ${text(form, "imageUrl", links.imageUrl, {
      kind: "url",
      help: links.imageHelp,
      maxLength: MAX_URL,
    })}`,
  );
}

function pricePart(form: LinkForm): TemplateResult {
  const { links } = words();
  const { draft, errors, change } = form;
  return part(
    links.price,
    html`${radioField({
        name: "kind",
        label: links.kind,
        value: draft.kind,
        choices: [
          { value: "fixed", label: links.kindFixed },
          { value: "open", label: links.kindOpen },
        ],
        set: (kind) => {
          change({ kind: kind === "open" ? "open" : "fixed" });
        },
      })}
      <div class="form-row">
        ${selectField({
          name: "currency",
          label: links.currency,
          value: draft.currency,
          error: errors["currency"],
          choices: SUPPORTED_CURRENCIES.map((value) => ({
            value,
            label: value,
          })),
          set: (currency) => {
            change({ currency });
          },
        })}
        ${
          draft.kind === "fixed"
            ? text(form, "amount", links.fixedAmount, { kind: "decimal" })
            : html`${text(form, "min", links.min, { kind: "decimal" })}
              ${text(form, "max", links.max, { kind: "decimal" })}`
        }
      </div>
      ${draft.kind === "fixed" ? quantityPart(form) : suggestedPart(form)}
      ${checkField({
        name: "payment",
        label: links.takesParts,
        help: links.takesPartsHelp,
        error: errors["payment"],
        checked: draft.takesParts,
        set: (takesParts) => {
          change({ takesParts });
        },
      })}
      ${
        draft.takesParts
          ? text(form, "depositPercent", links.deposit, {
              name: "deposit.percent",
              kind: "whole",
              help: links.depositHelp,
            })
          : nothing
      }`,
  );
}

function quantityPart(form: LinkForm): TemplateResult {
  const { links } = words();
  return html`<fieldset class="form-group">
    <legend>${links.quantity}</legend>
    <p class="small muted">${links.quantityHelp}</p>
    <div class="form-row">
      ${text(form, "quantityMin", links.quantityMin, {
        name: "quantity.min",
        kind: "whole",
      })}
      ${text(form, "quantityMax", links.quantityMax, {
        name: "quantity.max",
        kind: "whole",
      })}
    </div>
  </fieldset>`;
}

function suggestedPart({ draft, errors, change }: LinkForm): TemplateResult {
  const { links } = words();
  const { suggested } = draft;
  const places = Array.from(
    { length: LINK_LIMITS.suggestedAmounts },
    (_, at) => suggested[at] ?? "",
  );
  return html`<fieldset class="form-group">
    <legend>${links.suggestedTitle}</legend>
    <p class="small muted">${links.suggestedHelp}</p>
    <div class="form-row">
      ${places.map((value, at) =>
        textField({
          name: `suggestedAmounts.${at}`,
          label: fill(links.suggested, { number: String(at + 1) }),
          kind: "decimal",
          value,
          error: errors[`suggestedAmounts.${at}`],
          set: (typed) => {
            change({ suggested: places.with(at, typed) });
          },
        }),
      )}
    </div>
  </fieldset>`;
}

function limitsPart(form: LinkForm): TemplateResult {
  const { links } = words();
  const { draft, errors, change } = form;
  return part(
    links.limits,
    html`<div class="form-row">
        ${text(form, "maxPayments", links.maxPayments, {
          kind: "whole",
          help: links.maxPaymentsHelp,
        })}
        ${text(form, "stock", links.stock, {
          kind: "whole",
          help: links.stockHelp,
        })}
      </div>
      ${text(form, "expires", links.expiresAt, {
        name: "expiresAt",
        kind: "local-time",
        help: fill(links.expiresHelp, {
          zone: currentSession()?.timeZone ?? "",
        }),
      })}
      ${checkField({
        name: "onePerPhone",
        label: links.onePerPhone,
        help: links.onePerPhoneHelp,
        error: errors["onePerPhone"],
        checked: draft.onePerPhone,
        set: (onePerPhone) => {
          change({ onePerPhone });
        },
      })}
      ${text(form, "inactiveMessage", links.inactiveMessage, {
        rows: 2,
        maxLength: LINK_LIMITS.inactiveMessage,
      })}`,
  );
}

function afterwardsPart(form: LinkForm): TemplateResult {
  const { links } = words();
  return part(
    links.afterwards,
    html`${text(form, "successUrl", links.successUrl, {
      kind: "url",
      help: links.imageHelp,
      maxLength: MAX_URL,
    })}
    ${text(form, "returnUrl", links.returnUrl, {
      kind: "url",
      help: links.returnHelp,
      maxLength: MAX_URL,
    })}`,
  );
}

function morePart(form: LinkForm): TemplateResult {
  const { links } = words();
  const { draft, errors, change } = form;
  return part(
    links.more,
    html`${text(form, "reference", links.reference, {
      help: links.referenceHelp,
    })}
    ${
      currentSession()?.linkMirror === true
        ? checkField({
            name: "mirror",
            label: links.mirror,
            help: links.mirrorHelp,
            error: errors["mirror"],
            checked: draft.mirror,
            set: (mirror) => {
              change({ mirror });
            },
          })
        : nothing
    }
    ${metadataPart(form)}`,
  );
}
