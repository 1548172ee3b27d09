/** The page of a form whose answer is a secret that is shown once. What is typed outlives a reload. */
import { html, nothing } from "lit";
import type { PropertyDeclarations, TemplateResult } from "lit";
import { Page } from "../app/page.ts";
import { guardLeaving } from "../app/router.ts";
import type { DraftStore } from "../lib/draft-store.ts";
import { sortProblem } from "../lib/field-errors.ts";
import type { FieldErrors } from "../lib/field-errors.ts";
import { announce } from "./announce.ts";
import { focusFirstError } from "./fields.ts";
import { problem } from "./problem.ts";
import { askToLose, askedHere, heldSecrets } from "./held-secrets.ts";
import type { Secret } from "./held-secrets.ts";
import { SecretOnce } from "./secret-once.ts";

interface Sending {
  /** What is wrong with it before it is sent. */
  readonly faults: FieldErrors;
  /** Whether the form has an input of this name. */
  readonly isInput: (name: string) => boolean;
  readonly make: () => Promise<Secret>;
  /** Said once it is made. */
  readonly done: string;
}

export abstract class SecretForm<Draft extends object> extends Page {
  static override properties: PropertyDeclarations = {
    draft: { state: true, attribute: false },
    errors: { state: true, attribute: false },
    failure: { state: true, attribute: false },
    isWorking: { state: true, attribute: false },
    made: { state: true, attribute: false },
  };

  draft: Draft;
  errors: FieldErrors = {};
  failure: unknown = null;
  isWorking = false;
  /** Null until it is made. */
  made: Secret | null = null;
  protected readonly secret = new SecretOnce(this);
  readonly #drafts: DraftStore<Draft>;
  readonly #empty: Draft;

  constructor(drafts: DraftStore<Draft>, empty: Draft) {
    super();
    this.#drafts = drafts;
    this.#empty = empty;
    this.draft = empty;
  }

  protected override opened(): void {
    this.draft = this.#drafts.read() ?? this.#empty;
    this.made = heldSecrets.get().at(-1) ?? null;
  }

  protected readonly change = (changes: Partial<Draft>): void => {
    this.draft = { ...this.draft, ...changes };
    this.#drafts.keep(this.draft);
  };

  protected abstract sending(): Sending;

  protected form(fields: unknown, action: string): TemplateResult {
    return html`<form class="stack narrow" novalidate @submit=${this.#submit}>
      <div class="card stack">${fields}</div>
      ${this.failure === null ? nothing : problem(this.failure)}
      <div class="buttons">
        <button
          class="primary"
          aria-busy=${this.isWorking ? "true" : "false"}
          ?disabled=${this.isWorking}
        >
          ${action}
        </button>
      </div>
    </form>`;
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.isWorking) return;
    const { faults, isInput, make, done } = this.sending();
    this.failure = null;
    this.errors = faults;
    if (Object.keys(faults).length === 0) {
      this.isWorking = true;
      const asked = askedHere();
      const stop = guardLeaving(askToLose);
      try {
        this.made = await make();
        this.#drafts.drop();
        announce(done);
        await this.secret.show(this.made, asked);
      } catch (error) {
        const sorted = sortProblem(error, isInput);
        this.errors = sorted.fields;
        this.failure = sorted.rest;
      } finally {
        stop();
      }
      this.isWorking = false;
    }
    await this.updateComplete;
    if (this.made === null) focusFirstError(this);
  };
}
