/** Why something did not work: in the words of the console, and the relay's own English where that says more. */
import { MalipoError, ProblemError } from "@malipo/client";
import type { ProblemDocument } from "@malipo/client";
import type { ProblemCode } from "@malipo/protocol";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { fill, wordFor, words } from "../words/words.ts";

type Texts = Readonly<Record<string, string>>;

/** What the relay says of these has no values and no other reasons than the console's own words. */
const TOLD_IN_FULL: ReadonlySet<string> = new Set<ProblemCode>([
  ...(["invalid_json", "unsupported_media_type"] as const),
  ...(["idempotency_key_missing", "idempotency_key_reused"] as const),
  ...(["request_in_progress", "merchant_key_missing"] as const),
  ...(["merchant_key_expired", "console_signed_out"] as const),
  ...(["console_insecure", "insufficient_scope", "not_found"] as const),
  ...(["order_under_review", "attempt_alive", "check_too_soon"] as const),
  ...(["too_many_requests", "too_many_exports"] as const),
  ...(["store_unavailable", "provider_busy"] as const),
  ...(["provider_outcome_unknown", "refund_closed"] as const),
  ...(["webhook_endpoint_deleted", "internal_error"] as const),
]);

export interface Told {
  readonly text: string;
  /** The relay's own words, which are English; null if they add nothing. */
  readonly detail: string | null;
}

/** `texts`: for codes about which a page has words of its own. */
export function tellProblem(
  { code, detail, scope }: ProblemDocument,
  retryAfterSeconds: number | null = null,
  texts: Texts = {},
): Told {
  const { errors, common, problems } = words();
  if (scope !== undefined)
    return { text: fill(common.missingScope, { scope }), detail: null };
  const table: Texts = Object.hasOwn(texts, code) ? texts : problems;
  if (!Object.hasOwn(table, code)) return { text: errors.relaySays, detail };
  const seconds = String(retryAfterSeconds ?? 1);
  return {
    text: fill(wordFor(table, code), { seconds }),
    detail: TOLD_IN_FULL.has(code) ? null : detail,
  };
}

interface Explained extends Told {
  readonly fields: readonly string[];
  readonly isUnknown: boolean;
  readonly requestId: string | null;
}

function explain(error: unknown, texts: Texts): Explained {
  const isUnknown = error instanceof MalipoError && error.fate === "unknown";
  if (error instanceof ProblemError) {
    const { problem: document, retryAfterSeconds } = error;
    const { errors: fields = [], instance } = document;
    return {
      ...tellProblem(document, retryAfterSeconds, texts),
      fields: fields.map(({ field, message }) => `${field}: ${message}`),
      isUnknown,
      requestId: instance,
    };
  }
  const { errors } = words();
  const code = error instanceof MalipoError ? error.code : "other";
  const text =
    code === "connection" || code === "timeout" ? errors[code] : errors.other;
  return { text, detail: null, fields: [], isUnknown, requestId: null };
}

/** The same in one sentence. */
export function problemText(error: unknown): string {
  const { text, detail } = explain(error, {});
  return text === words().errors.relaySays ? `${text} ${detail}` : text;
}

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
            ${fields.map((field) => html`<li lang="en">${field}</li>`)}
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
