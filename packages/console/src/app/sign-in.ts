/** `<malipo-sign-in>`: an API key for a session. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { heldSecrets } from "../ui/held-secrets.ts";
import { ConsoleElement } from "../ui/console-element.ts";
import { tellProblem } from "../ui/problem.ts";
import type { Told } from "../ui/problem.ts";
import { signIn } from "../lib/session.ts";
import { fill, words } from "../words/words.ts";
import { languagePicker } from "./language-picker.ts";

export class SignIn extends ConsoleElement {
  static override properties = {
    ended: { type: Boolean },
    problem: { state: true, attribute: false },
    isWorking: { state: true, attribute: false },
  };

  ended = false;
  problem: Told | null = null;
  isWorking = false;

  override firstUpdated(): void {
    document.title = `${words().signIn.title} · Malipo`;
    this.querySelector("input")?.focus();
  }

  override render(): TemplateResult {
    const { signIn: texts } = this.words;
    const describedBy = this.problem === null ? "key-help" : "key-problem";
    return html`<main class="sign-in">
      <form class="card" novalidate @submit=${this.#submit}>
        <p class="brand" aria-hidden="true">Malipo</p>
        <h1>${texts.title}</h1>
        <p class="muted">${fill(texts.intro, { relay: location.host })}</p>
        ${this.ended ? html`<p class="notice">${texts.ended}</p>` : nothing}
        ${
          heldSecrets.get().length === 0
            ? nothing
            : html`<p class="notice">${texts.secretWaits}</p>`
        }
        <label class="field">
          <span>${texts.key}</span>
          <input
            name="key"
            type="password"
            autocomplete="current-password"
            autocapitalize="off"
            spellcheck="false"
            aria-describedby=${describedBy}
            aria-invalid=${this.problem === null ? "false" : "true"}
          />
        </label>
        ${
          this.problem === null
            ? html`<p id="key-help" class="muted small">${texts.keyHelp}</p>`
            : html`<p id="key-problem" class="error" role="alert">
                ${this.problem.text}
                ${
                  this.problem.detail === null
                    ? nothing
                    : html`<span class="small" lang="en"
                        >${this.problem.detail}</span
                      >`
                }
              </p>`
        }
        <button class="primary" ?disabled=${this.isWorking}>
          ${this.isWorking ? texts.working : texts.submit}
        </button>
      </form>
      ${languagePicker()}
    </main>`;
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const input = this.querySelector("input");
    const key = input?.value.trim() ?? "";
    this.problem = null;
    if (key === "") {
      this.problem = { text: this.words.signIn.missing, detail: null };
      input?.focus();
      return;
    }
    this.isWorking = true;
    try {
      const refused = await signIn(key);
      this.problem =
        refused === undefined
          ? null
          : tellProblem(refused.problem, refused.retryAfterSeconds);
    } catch {
      this.problem = { text: this.words.errors.connection, detail: null };
    }
    this.isWorking = false;
    if (this.problem !== null) input?.focus();
  };
}
