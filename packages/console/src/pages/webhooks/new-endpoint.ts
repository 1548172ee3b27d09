/** A new webhook endpoint, whose secret is shown once. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { Page } from "../../app/page.ts";
import type { PageModule } from "../../app/page.ts";
import { toHref } from "../../app/router.ts";
import { api } from "../../lib/api.ts";
import { DraftStore } from "../../lib/draft-store.ts";
import { sortProblem } from "../../lib/field-errors.ts";
import type { FieldErrors } from "../../lib/field-errors.ts";
import { announce } from "../../ui/announce.ts";
import { focusFirstError } from "../../ui/fields.ts";
import { icon } from "../../ui/icon.ts";
import { problem } from "../../ui/problem.ts";
import { SecretOnce } from "../../ui/secret-once.ts";
import { fill } from "../../words/words.ts";
import {
  EMPTY_ENDPOINT,
  endpointFormParts,
  findEndpointFaults,
  isEndpointInput,
  toEndpointInput,
} from "./endpoint-form.ts";
import type { EndpointDraft } from "./endpoint-form.ts";

const DRAFTS = new DraftStore<EndpointDraft>(() => "endpoint:new");

class NewEndpoint extends Page {
  static override properties = {
    draft: { state: true, attribute: false },
    errors: { state: true, attribute: false },
    failure: { state: true, attribute: false },
    isWorking: { state: true, attribute: false },
    madeId: { state: true, attribute: false },
  };

  draft: EndpointDraft = EMPTY_ENDPOINT;
  errors: FieldErrors = {};
  failure: unknown = null;
  isWorking = false;
  madeId: string | null = null;
  readonly #secret = new SecretOnce(this);

  protected override opened(): void {
    this.draft = DRAFTS.read() ?? EMPTY_ENDPOINT;
  }

  override render(): TemplateResult {
    const { webhooks } = this.words;
    return html`<p class="back">
        <a href=${toHref("/webhooks")}>${icon("previous")} ${webhooks.back}</a>
      </p>
      <div class="page-head"><h1>${webhooks.new}</h1></div>
      ${this.madeId === null ? this.#form() : this.#made(this.madeId)}`;
  }

  #made(id: string): TemplateResult {
    const { webhooks } = this.words;
    return html`<div class="stack narrow">
      ${this.#secret.render({
        help: webhooks.secretHelp,
        copy: webhooks.copySecret,
        stored: webhooks.stored,
      })}
      <p><a href=${toHref(`/webhooks/${id}`)}>${this.draft.name}</a></p>
    </div>`;
  }

  #form(): TemplateResult {
    const { webhooks } = this.words;
    return html`<form class="stack narrow" novalidate @submit=${this.#submit}>
      <div class="card stack">
        ${endpointFormParts({
          draft: this.draft,
          errors: this.errors,
          change: this.#change,
        })}
      </div>
      ${this.failure === null ? nothing : problem(this.failure)}
      <div class="buttons">
        <button
          class="primary"
          aria-busy=${this.isWorking ? "true" : "false"}
          ?disabled=${this.isWorking}
        >
          ${webhooks.create}
        </button>
      </div>
    </form>`;
  }

  readonly #change = (changes: Partial<EndpointDraft>): void => {
    this.draft = { ...this.draft, ...changes };
    DRAFTS.keep(this.draft);
  };

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.isWorking) return;
    const { webhooks } = this.words;
    this.failure = null;
    this.errors = findEndpointFaults(this.draft);
    if (Object.keys(this.errors).length === 0) {
      this.isWorking = true;
      try {
        const { webhookEndpoint, secret } = await api.post(
          "/v1/merchant/webhook-endpoints",
          { body: toEndpointInput(this.draft) },
        );
        DRAFTS.drop();
        this.madeId = webhookEndpoint.id;
        announce(webhooks.created);
        await this.#secret.show({
          title: fill(webhooks.secret, { name: webhookEndpoint.name }),
          secret,
        });
      } catch (error) {
        const sorted = sortProblem(error, isEndpointInput);
        this.errors = sorted.fields;
        this.failure = sorted.rest;
      }
      this.isWorking = false;
    }
    await this.updateComplete;
    if (this.madeId === null) focusFirstError(this);
  };
}

customElements.define("malipo-new-endpoint", NewEndpoint);

export const view: PageModule["view"] = (route) =>
  html`<malipo-new-endpoint .route=${route}></malipo-new-endpoint>`;
