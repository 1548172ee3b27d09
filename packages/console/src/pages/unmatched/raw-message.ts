/** `<malipo-raw-message>`: the provider's message as it came, read when somebody opens it. */
import type { Result } from "@malipo/client";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { Resource } from "../../lib/resource.ts";
import { ConsoleElement } from "../../ui/console-element.ts";
import { copyButton } from "../../ui/copy-button.ts";
import { problem } from "../../ui/problem.ts";

class RawMessage extends ConsoleElement {
  static override properties = { payment: { attribute: false } };

  /** Its id. */
  payment = "";
  readonly #message = new Resource<
    Result<"get", "/v1/merchant/unmatched-payments/{id}/raw">
  >(this, {
    load: (client, signal) =>
      client.get("/v1/merchant/unmatched-payments/{id}/raw", {
        path: { id: this.payment },
        signal,
      }),
  });

  override render(): TemplateResult {
    const { unmatched } = this.words;
    return html`<details @toggle=${this.#toggled}>
      <summary>${unmatched.raw}</summary>
      ${this.#content()}
    </details>`;
  }

  #content(): unknown {
    const { unmatched, common } = this.words;
    const { value, error, isLoading } = this.#message;
    if (error !== undefined)
      return problem(error, () => void this.#message.reload());
    if (value === undefined)
      return isLoading
        ? html`<p class="muted" aria-busy="true">${common.loading}</p>`
        : nothing;
    if (value.body === "")
      return html`<p class="muted">${unmatched.rawEmpty}</p>`;
    return html`<pre dir="auto" tabindex="0" aria-label=${unmatched.raw}>
${value.body}</pre>
      ${copyButton(value.body, unmatched.copyRaw)}`;
  }

  readonly #toggled = (event: Event): void => {
    const { open } = event.currentTarget as HTMLDetailsElement;
    if (open && this.#message.value === undefined) void this.#message.open();
  };
}

customElements.define("malipo-raw-message", RawMessage);
