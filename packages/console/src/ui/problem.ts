/** Why something did not work, in the words of the relay's problem document. */
import { MalipoError, ProblemError } from "@malipo/client";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { fill, wordFor, words } from "../words/words.ts";

interface Explained {
  readonly text: string;
  /** The relay's own words, beside those of the page. */
  readonly detail: string | null;
  readonly fields: readonly string[];
  readonly isUnknown: boolean;
  readonly requestId: string | null;
}

/** `texts`: for codes about which a page has words of its own. */
function explain(
  error: unknown,
  texts: Readonly<Record<string, string>>,
): Explained {
  const { errors, common, problems } = words();
  const isUnknown = error instanceof MalipoError && error.fate === "unknown";
  if (error instanceof ProblemError) {
    const { code, detail, scope, errors: fields = [] } = error.problem;
    const table = Object.hasOwn(texts, code) ? texts : problems;
    const seconds = String(error.retryAfterSeconds ?? 1);
    const own = Object.hasOwn(table, code)
      ? fill(wordFor(table, code), { seconds })
      : undefined;
    return {
      text:
        scope === undefined
          ? (own ?? detail)
          : fill(common.missingScope, { scope }),
      detail: own === undefined ? null : detail,
      fields: fields.map(({ field, message }) => `${field}: ${message}`),
      isUnknown,
      requestId: error.problem.instance,
    };
  }
  const code = error instanceof MalipoError ? error.code : "other";
  const text =
    code === "connection" || code === "timeout" ? errors[code] : errors.other;
  return { text, detail: null, fields: [], isUnknown, requestId: null };
}

/** The same in one sentence. */
export const problemText = (error: unknown): string => explain(error, {}).text;

/** `retry`: for what can be repeated without a second thought. */
export function problem(
  error: unknown,
  retry?: () => void,
  texts: Readonly<Record<string, string>> = {},
): TemplateResult {
  const { errors, common } = words();
  const { text, detail, fields, isUnknown, requestId } = explain(error, texts);
  return html`<div class="problem" role="alert">
    <strong>${errors.title}</strong>
    <p>${text}</p>
    ${detail === null ? nothing : html`<p class="small" lang="en">${detail}</p>`}
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
