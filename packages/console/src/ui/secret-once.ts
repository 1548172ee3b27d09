/** A secret that is shown this once: it stays until somebody says that it is stored. Leaving the page before asks once. */
import { html, nothing } from "lit";
import type {
  ReactiveController,
  ReactiveControllerHost,
  TemplateResult,
} from "lit";
import { navigate } from "../app/router.ts";
import { words } from "../words/words.ts";
import { confirm } from "./confirm.ts";
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
    if (secret === null) {
      removeEventListener("beforeunload", askFirst);
      removeEventListener("click", this.#onClick, true);
    } else {
      addEventListener("beforeunload", askFirst);
      addEventListener("click", this.#onClick, true);
    }
    this.#host.requestUpdate();
  }

  /** To another page in this tab. */
  readonly #onClick = (event: MouseEvent): void => {
    const isElsewhere = event.metaKey || event.ctrlKey || event.shiftKey;
    const link = event
      .composedPath()
      .find((each) => each instanceof HTMLAnchorElement);
    if (link === undefined || isElsewhere || link.target === "_blank") return;
    event.preventDefault();
    const { keys } = words();
    void confirm({
      title: keys.leaveTitle,
      text: keys.leaveText,
      confirm: keys.leave,
      isDangerous: true,
      act: () => {
        this.#set(null);
        navigate(link.pathname + link.search);
        return Promise.resolve();
      },
      done: "",
    });
  };
}

const askFirst = (event: BeforeUnloadEvent): void => {
  event.preventDefault();
};
