/** Why something did not work, in the words of the relay's problem document. */
import { MalipoError, ProblemError } from "@malipo/client";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { fill, words } from "../words/words.ts";

interface Explained {
  readonly text: string;
  readonly fields: readonly string[];
  readonly isUnknown: boolean;
  readonly requestId: string | null;
}

function explain(error: unknown): Explained {
  const { errors, common } = words();
  const isUnknown = error instanceof MalipoError && error.fate === "unknown";
  if (error instanceof ProblemError) {
    const { detail, scope, errors: fields = [], instance } = error.problem;
    return {
      text: scope === undefined ? detail : fill(common.missingScope, { scope }),
      fields: fields.map(({ field, message }) => `${field}: ${message}`),
      isUnknown,
      requestId: instance,
    };
  }
  const code = error instanceof MalipoError ? error.code : "other";
  const text =
    code === "connection" || code === "timeout" ? errors[code] : errors.other;
  return { text, fields: [], isUnknown, requestId: null };
}

/** `retry`: for what can be repeated without a second thought. */
export function problem(error: unknown, retry?: () => void): TemplateResult {
  const { errors, common } = words();
  const { text, fields, isUnknown, requestId } = explain(error);
  return html`<div class="problem" role="alert">
    <strong>${errors.title}</strong>
    <p>${text}</p>
    ${
      fields.length === 0
        ? nothing
        : html`<ul>
            ${fields.map((field) => html`<li>${field}</li>`)}
          </ul>`
    }
    ${isUnknown ? html`<p>${errors.unknownFate}</p>` : nothing}
    ${
      requestId === null
        ? nothing
        : html`<p class="small muted">
            ${fill(common.request, { id: requestId })}
          </p>`
    }
    ${
      retry === undefined
        ? nothing
        : html`<button @click=${retry}>${common.retry}</button>`
    }
  </div>`;
}
