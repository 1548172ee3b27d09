/** A new webhook endpoint, whose secret is shown once. */
import { html } from "lit";
import type { TemplateResult } from "lit";
import type { PageModule } from "../../app/page.ts";
import { toHref } from "../../app/router.ts";
import { api } from "../../lib/api.ts";
import { DraftStore } from "../../lib/draft-store.ts";
import { icon } from "../../ui/icon.ts";
import type { Secret } from "../../ui/held-secrets.ts";
import { SecretForm } from "../../ui/secret-form.ts";
import {
  EMPTY_ENDPOINT,
  endpointFormParts,
  findEndpointFaults,
  isEndpointInput,
  toEndpointInput,
} from "./endpoint-form.ts";
import type { EndpointDraft } from "./endpoint-form.ts";

const DRAFTS = new DraftStore<EndpointDraft>(() => "endpoint:new");

class NewEndpoint extends SecretForm<EndpointDraft> {
  constructor() {
    super(DRAFTS, EMPTY_ENDPOINT);
  }

  override render(): TemplateResult {
    const { webhooks } = this.words;
    const { draft, errors, change, made } = this;
    return html`<p class="back">
        <a href=${toHref("/webhooks")}>${icon("previous")} ${webhooks.back}</a>
      </p>
      <div class="page-head"><h1>${webhooks.new}</h1></div>
      ${
        made === null
          ? this.form(
              endpointFormParts({ draft, errors, change }),
              webhooks.create,
            )
          : this.#made(made)
      }`;
  }

  #made({ id, name }: Secret): TemplateResult {
    const { webhooks } = this.words;
    return html`<div class="stack narrow">
      ${this.secret.render({
        title: webhooks.secret,
        help: webhooks.secretHelp,
        copy: webhooks.copySecret,
        stored: webhooks.stored,
      })}
      <p><a href=${toHref(`/webhooks/${id}`)}>${name}</a></p>
    </div>`;
  }

  protected override sending() {
    const { webhooks } = this.words;
    return {
      faults: findEndpointFaults(this.draft),
      isInput: isEndpointInput,
      done: webhooks.created,
      make: async () => {
        const { webhookEndpoint, secret } = await api.post(
          "/v1/merchant/webhook-endpoints",
          { body: toEndpointInput(this.draft) },
        );
        const { id, name } = webhookEndpoint;
        return { id, name, secret };
      },
    };
  }
}

customElements.define("malipo-new-endpoint", NewEndpoint);

export const view: PageModule["view"] = (route) =>
  html`<malipo-new-endpoint .route=${route}></malipo-new-endpoint>`;
