/** `<malipo-confirm>`: asks once before something that can't be taken back, and says what it will do. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { guardLeaving } from "../app/router.ts";
import { announce } from "./announce.ts";
import { ConsoleElement } from "./console-element.ts";
import { sortProblem } from "../lib/field-errors.ts";
import type { FieldErrors } from "../lib/field-errors.ts";
import { focusFirstError } from "./fields.ts";
import { problem } from "./problem.ts";

export interface Question {
  readonly title: string;
  /** What will happen. */
  readonly text: string;
  /** The verb: "Cancel the order". */
  readonly confirm: string;
  readonly isDangerous?: boolean;
  /** Inputs with the names that the interface gives them: what the relay says of one is shown beneath it. */
  readonly fields?: (errors: FieldErrors) => TemplateResult;
  /** Says what is wrong with the inputs, by their names. */
  readonly check?: (values: FormData) => FieldErrors;
  /** What has changed since it was asked; null if nothing has. See `refreshConfirm`. */
  readonly news?: () => string | null;
  /** Does it. If it rejects, the dialog stays open and says why. `say`: how far it is, of what takes long. */
  readonly act: (
    values: FormData,
    say: (progress: Progress) => void,
  ) => Promise<unknown>;
  /** Said afterwards; a function if the result decides. */
  readonly done: string | (() => string);
  /** Words for problem codes, if the page has its own. */
  readonly problems?: Readonly<Record<string, string>>;
}

export interface Progress {
  readonly text: string;
  readonly done: number;
  readonly of: number;
}

export class ConfirmDialog extends ConsoleElement {
  static override properties = {
    question: { state: true, attribute: false },
    failure: { state: true, attribute: false },
    errors: { state: true, attribute: false },
    progress: { state: true, attribute: false },
    isWorking: { state: true, attribute: false },
  };

  question: Question | null = null;
  failure: unknown = null;
  errors: FieldErrors = {};
  progress: Progress | null = null;
  isWorking = false;
  #resolve: ((isDone: boolean) => void) | undefined;

  /** Resolves with whether it was done. */
  async ask(question: Question): Promise<boolean> {
    this.#finish(false);
    this.question = question;
    this.failure = null;
    this.errors = {};
    this.progress = null;
    await this.updateComplete;
    this.querySelector("dialog")?.showModal();
    return new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  override render(): TemplateResult {
    const { question } = this;
    if (question === null) return html``;
    const { common } = this.words;
    return html`<dialog
      aria-labelledby="confirm-title"
      aria-describedby="confirm-text"
      @close=${this.#closed}
      @cancel=${this.#cancelled}
    >
      <form novalidate @submit=${this.#submit}>
        <h2 id="confirm-title">${question.title}</h2>
        <div>
          <p id="confirm-text">${question.text}</p>
          ${this.#news(question)}
        </div>
        ${question.fields?.(this.errors) ?? nothing} ${this.#progress()}
        ${
          this.failure === null
            ? nothing
            : problem(this.failure, undefined, question.problems)
        }
        <div class="buttons">
          <button
            type="button"
            ?disabled=${this.isWorking}
            @click=${this.#keep}
          >
            ${common.keep}
          </button>
          <button
            class=${question.isDangerous === true ? "danger" : "primary"}
            aria-busy=${this.isWorking ? "true" : "false"}
            ?disabled=${this.isWorking}
          >
            ${question.confirm}
          </button>
        </div>
      </form>
    </dialog>`;
  }

  #news({ news }: Question): TemplateResult {
    const text = news?.() ?? null;
    return html`<div role="status">
      ${text === null ? nothing : html`<p class="notice">${text}</p>`}
    </div>`;
  }

  #progress(): TemplateResult {
    const { progress } = this;
    if (progress === null) return html``;
    return html`<div class="field" role="status">
      <progress
        aria-hidden="true"
        max=${progress.of}
        value=${progress.done}
      ></progress>
      <p class="small">${progress.text}</p>
    </div>`;
  }

  readonly #hasInput = (name: string): boolean =>
    this.querySelector(`[name="${CSS.escape(name)}"]`) !== null;

  async #showErrors(errors: FieldErrors): Promise<void> {
    this.errors = errors;
    await this.updateComplete;
    focusFirstError(this);
  }

  readonly #keep = (): void => {
    this.querySelector("dialog")?.close();
  };

  /** Escape. */
  readonly #cancelled = (event: Event): void => {
    if (this.isWorking) event.preventDefault();
  };

  readonly #closed = (event: Event): void => {
    // Browsers ask once at most: Escape twice closes whatever is under way, and its end would be told to nobody.
    if (this.isWorking) {
      (event.currentTarget as HTMLDialogElement).showModal();
      return;
    }
    this.question = null;
    this.#finish(false);
  };

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { question } = this;
    if (question === null || this.isWorking) return;
    const values = new FormData(event.currentTarget as HTMLFormElement);
    const errors = question.check?.(values) ?? {};
    this.failure = null;
    await this.#showErrors(errors);
    if (Object.keys(errors).length > 0) return;
    this.isWorking = true;
    // What comes of it is said here.
    const stop = guardLeaving(() => Promise.resolve(false));
    try {
      await question.act(values, (progress) => {
        this.progress = progress;
      });
      stop();
      this.#finish(true);
      this.querySelector("dialog")?.close();
      const { done } = question;
      announce(typeof done === "string" ? done : done());
    } catch (error) {
      const sorted = sortProblem(error, this.#hasInput);
      this.failure = sorted.rest;
      await this.#showErrors(sorted.fields);
    } finally {
      stop();
      this.isWorking = false;
      this.progress = null;
    }
  };

  #finish(isDone: boolean): void {
    this.#resolve?.(isDone);
    this.#resolve = undefined;
  }
}

/** Asks in the dialog of the frame. Resolves with whether it was done. */
export async function confirm(question: Question): Promise<boolean> {
  const dialog = document.querySelector<ConfirmDialog>("malipo-confirm");
  return (await dialog?.ask(question)) ?? false;
}

/** What the open dialog says may be out of date: it looks again. */
export function refreshConfirm(): void {
  document.querySelector<ConfirmDialog>("malipo-confirm")?.requestUpdate();
}
