/** Shows on a page the secrets that were made there, until somebody says that they are stored. */
import { html } from "lit";
import type {
  ReactiveController,
  ReactiveControllerHost,
  TemplateResult,
} from "lit";
import { fill } from "../words/words.ts";
import { copyButton } from "./copy-button.ts";
import { dropSecret, heldSecrets, holdSecret } from "./held-secrets.ts";
import type { Asked, Secret } from "./held-secrets.ts";

export interface SecretTexts {
  /** "The key “{name}”" */
  readonly title: string;
  readonly help: string;
  readonly copy: string;
  readonly stored: string;
}

export class SecretOnce implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #stop: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop = heldSecrets.subscribe(() => {
      this.#host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.#stop?.();
  }

  async show(secret: Secret, asked: Asked): Promise<void> {
    holdSecret(secret, asked);
    await this.#host.updateComplete;
    const panel = [...this.#host.querySelectorAll<HTMLElement>(".secret")].at(
      -1,
    );
    panel?.focus();
    panel?.scrollIntoView({ block: "nearest" });
  }

  render(texts: SecretTexts): unknown {
    return heldSecrets.get().map((secret) => panel(secret, texts));
  }
}

const panel = (held: Secret, texts: SecretTexts): TemplateResult =>
  html`<section class="secret notice stack" tabindex="-1">
    <h2>${fill(texts.title, { name: held.name })}</h2>
    <p>${texts.help}</p>
    <p class="address">
      <code>${held.secret}</code> ${copyButton(held.secret, texts.copy)}
    </p>
    <div class="buttons start">
      <button
        type="button"
        @click=${() => {
          dropSecret(held);
        }}
      >
        ${texts.stored}
      </button>
    </div>
  </section>`;
