/** `<malipo-confirm>`: asks once before something that can't be taken back, and says what it will do. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { announce } from "./announce.ts";
import { ConsoleElement } from "./console-element.ts";
import { problem } from "./problem.ts";

export interface Question {
  readonly title: string;
  /** What will happen. */
  readonly text: string;
  /** The verb: "Cancel the order". */
  readonly confirm: string;
  readonly isDangerous?: boolean;
  /** Inputs with names. */
  readonly fields?: () => TemplateResult;
  /** Says what is wrong with the inputs; null if nothing is. */
  readonly check?: (values: FormData) => string | null;
  /** Does it. If it rejects, the dialog stays open and says why. */
  readonly act: (values: FormData) => Promise<unknown>;
  /** Said afterwards; a function if the result decides. */
  readonly done: string | (() => string);
  /** Words for problem codes, if the page has its own. */
  readonly problems?: Readonly<Record<string, string>>;
}

export class ConfirmDialog extends ConsoleElement {
  static override properties = {
    question: { state: true, attribute: false },
    failure: { state: true, attribute: false },
    complaint: { state: true, attribute: false },
    isWorking: { state: true, attribute: false },
  };

  question: Question | null = null;
  failure: unknown = null;
  complaint: string | null = null;
  isWorking = false;
  #resolve: ((isDone: boolean) => void) | undefined;

  /** Resolves with whether it was done. */
  async ask(question: Question): Promise<boolean> {
    this.#finish(false);
    this.question = question;
    this.failure = null;
    this.complaint = null;
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
        <p id="confirm-text">${question.text}</p>
        ${question.fields?.() ?? nothing}
        ${
          this.complaint === null
            ? nothing
            : html`<p class="error" role="alert">${this.complaint}</p>`
        }
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

  readonly #keep = (): void => {
    this.querySelector("dialog")?.close();
  };

  /** Escape. */
  readonly #cancelled = (event: Event): void => {
    if (this.isWorking) event.preventDefault();
  };

  readonly #closed = (): void => {
    this.question = null;
    this.#finish(false);
  };

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { question } = this;
    if (question === null || this.isWorking) return;
    const values = new FormData(event.currentTarget as HTMLFormElement);
    this.complaint = question.check?.(values) ?? null;
    this.failure = null;
    if (this.complaint !== null) return;
    this.isWorking = true;
    try {
      await question.act(values);
      this.#finish(true);
      this.querySelector("dialog")?.close();
      const { done } = question;
      announce(typeof done === "string" ? done : done());
    } catch (error) {
      this.failure = error;
    } finally {
      this.isWorking = false;
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
