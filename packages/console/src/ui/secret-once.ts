/** A secret that is shown this once: it stays until somebody says that it is stored, and a reload asks before it is lost. */
import { html, nothing } from "lit";
import type {
  ReactiveController,
  ReactiveControllerHost,
  TemplateResult,
} from "lit";
import { copyButton } from "./copy-button.ts";

export interface Secret {
  readonly title: string;
  readonly secret: string;
}

export interface SecretTexts {
  readonly help: string;
  readonly copy: string;
  readonly stored: string;
}

export class SecretOnce implements ReactiveController {
  #shown: Secret | null = null;
  readonly #host: ReactiveControllerHost & HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#set(null);
  }

  async show(secret: Secret): Promise<void> {
    this.#set(secret);
    await this.#host.updateComplete;
    const panel = this.#host.querySelector<HTMLElement>(".secret");
    panel?.focus();
    panel?.scrollIntoView({ block: "nearest" });
  }

  render(texts: SecretTexts): unknown {
    const shown = this.#shown;
    if (shown === null) return nothing;
    return this.#panel(shown, texts);
  }

  #panel({ title, secret }: Secret, texts: SecretTexts): TemplateResult {
    return html`<section class="secret notice stack" tabindex="-1">
      <h2>${title}</h2>
      <p>${texts.help}</p>
      <p class="address">
        <code>${secret}</code> ${copyButton(secret, texts.copy)}
      </p>
      <div class="buttons start">
        <button type="button" @click=${this.#done}>${texts.stored}</button>
      </div>
    </section>`;
  }

  readonly #done = (): void => {
    this.#set(null);
  };

  #set(secret: Secret | null): void {
    this.#shown = secret;
    if (secret === null) removeEventListener("beforeunload", askFirst);
    else addEventListener("beforeunload", askFirst);
    this.#host.requestUpdate();
  }
}

const askFirst = (event: BeforeUnloadEvent): void => {
  event.preventDefault();
};
