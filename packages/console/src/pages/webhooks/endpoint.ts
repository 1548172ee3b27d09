/** One webhook endpoint: changed, paused, tried out, given a new secret, deleted. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { WebhookEndpoint, WebhookTest } from "@malipo/protocol/merchant";
import { Page } from "../../app/page.ts";
import type { PageModule } from "../../app/page.ts";
import { navigate, toHref } from "../../app/router.ts";
import { api } from "../../lib/api.ts";
import { DraftStore } from "../../lib/draft-store.ts";
import { editAgain, editOf } from "../../lib/edit.ts";
import type { Edit } from "../../lib/edit.ts";
import { sortProblem } from "../../lib/field-errors.ts";
import type { FieldErrors } from "../../lib/field-errors.ts";
import { dateTime } from "../../lib/format.ts";
import { Resource } from "../../lib/resource.ts";
import { announce } from "../../ui/announce.ts";
import { confirm } from "../../ui/confirm.ts";
import type { Question } from "../../ui/confirm.ts";
import { discardButton } from "../../ui/discard.ts";
import { focusFirstError } from "../../ui/fields.ts";
import { icon } from "../../ui/icon.ts";
import { problem } from "../../ui/problem.ts";
import { askedHere, dropSecrets } from "../../ui/held-secrets.ts";
import { SecretOnce } from "../../ui/secret-once.ts";
import { fill } from "../../words/words.ts";
import { answerText } from "./delivery-words.ts";
import {
  askToRotate,
  deleteQuestion,
  pauseQuestion,
} from "./endpoint-actions.ts";
import {
  endpointDraftOf,
  endpointFormParts,
  findEndpointFaults,
  isEndpointInput,
  toEndpointChanges,
} from "./endpoint-form.ts";
import type { EndpointDraft } from "./endpoint-form.ts";
import { endpointBadge } from "./endpoint-words.ts";

const PATH = "/v1/merchant/webhook-endpoints/{id}";

class EndpointPage extends Page {
  static override properties = {
    edit: { state: true, attribute: false },
    errors: { state: true, attribute: false },
    failure: { state: true, attribute: false },
    working: { state: true, attribute: false },
    tested: { state: true, attribute: false },
  };

  /** Undefined while nothing is changed. */
  edit: Edit<EndpointDraft> | undefined;
  errors: FieldErrors = {};
  failure: unknown = null;
  working: "save" | "test" | "resume" | null = null;
  tested: WebhookTest | null = null;
  readonly #drafts = new DraftStore<Edit<EndpointDraft>>(
    () => `endpoint-edit:${this.#id}`,
  );
  readonly #secret = new SecretOnce(this);
  readonly #endpoint = new Resource<WebhookEndpoint>(this, {
    load: async (client, signal) => {
      const found = await client.get(PATH, { path: { id: this.#id }, signal });
      return found.webhookEndpoint;
    },
  });

  get #id(): string {
    return this.route.params["id"] ?? "";
  }

  protected override opened(): void {
    this.edit = this.#drafts.read();
    this.errors = {};
    this.failure = null;
    this.tested = null;
    void this.#endpoint.open();
  }

  override render(): TemplateResult {
    const { webhooks } = this.words;
    const { value, error } = this.#endpoint;
    return html`<p class="back">
        <a href=${toHref("/webhooks")}>${icon("previous")} ${webhooks.back}</a>
      </p>
      <div class="page-head">
        <h1>
          ${value === undefined ? html`<span class="skeleton"></span>` : value.name}
        </h1>
        ${value === undefined ? nothing : endpointBadge(value)}
      </div>
      ${
        error === undefined
          ? nothing
          : problem(error, () => void this.#endpoint.reload())
      }
      ${value === undefined ? nothing : this.#body(value)}`;
  }

  #body(endpoint: WebhookEndpoint): TemplateResult {
    const { webhooks } = this.words;
    const { id, configured, previousSecretUntil } = endpoint;
    return html`<div class="stack narrow">
      ${this.#secret.render({
        title: webhooks.secret,
        help: webhooks.secretHelp,
        copy: webhooks.copySecret,
        stored: webhooks.stored,
      })}
      <div class="buttons start">
        <button
          aria-busy=${this.working === "test" ? "true" : "false"}
          ?disabled=${this.working !== null}
          @click=${this.#test}
        >
          ${this.working === "test" ? webhooks.testing : webhooks.test}
        </button>
        ${configured ? nothing : this.#changes(endpoint)}
      </div>
      <div role="status">${this.#testResult()}</div>
      ${this.failure === null ? nothing : problem(this.failure)}
      ${
        previousSecretUntil === null
          ? nothing
          : html`<p class="notice">
              ${fill(webhooks.previousUntil, {
                time: dateTime(previousSecretUntil),
              })}
            </p>`
      }
      <p>
        <a href=${toHref("/webhooks", { endpoint: id })}
          >${webhooks.deliveriesOf}</a
        >
      </p>
      ${configured ? this.#configured(endpoint) : this.#form(endpoint)}
    </div>`;
  }

  #changes(endpoint: WebhookEndpoint): TemplateResult {
    const { webhooks } = this.words;
    const rotate = async (): Promise<void> => {
      const asked = askedHere();
      const made = await askToRotate(endpoint);
      if (made !== undefined) {
        const { id, name } = endpoint;
        await this.#secret.show({ id, name, secret: made.secret }, asked);
      }
      await this.#endpoint.reload();
    };
    return html`${
        endpoint.paused || endpoint.gone
          ? html`<button
              ?disabled=${this.working !== null}
              @click=${this.#resume}
            >
              ${webhooks.resume}
            </button>`
          : html`<button @click=${() => this.#ask(pauseQuestion(endpoint))}>
              ${webhooks.pause}
            </button>`
      }
      <button @click=${rotate}>${webhooks.rotate}</button>
      <button @click=${() => this.#delete(endpoint)}>
        ${webhooks.delete}
      </button>`;
  }

  #testResult(): unknown {
    const { webhooks } = this.words;
    const { tested } = this;
    if (tested === null) return nothing;
    const { delivered, status, error } = tested;
    const why = answerText({ lastStatus: status, lastError: error });
    return html`<p class=${delivered ? "notice good" : "problem"}>
      ${
        delivered
          ? fill(webhooks.testDelivered, { status: String(status ?? "") })
          : fill(webhooks.testFailed, { why })
      }
    </p>`;
  }

  #configured({ url }: WebhookEndpoint): TemplateResult {
    const { webhooks } = this.words;
    return html`<section class="card stack">
      <h2>${webhooks.configured}</h2>
      <p class="address"><code>${url}</code></p>
      <p class="muted">${webhooks.configuredHelp}</p>
    </section>`;
  }

  #form(endpoint: WebhookEndpoint): TemplateResult {
    const { webhooks } = this.words;
    const now = endpointDraftOf(endpoint);
    const edit =
      this.edit === undefined ? editOf(now) : editAgain(this.edit, now);
    const { draft } = edit;
    return html`<form
      class="card stack"
      novalidate
      @submit=${(event: Event) => this.#save(event, edit)}
    >
      <h2>${webhooks.edit}</h2>
      ${endpointFormParts({
        draft,
        errors: this.errors,
        change: (changes) => {
          this.edit = { ...edit, draft: { ...draft, ...changes } };
          this.#drafts.keep(this.edit);
        },
      })}
      <div class="buttons">
        ${discardButton(edit, this.#discard)}
        <button
          class="primary"
          aria-busy=${this.working === "save" ? "true" : "false"}
          ?disabled=${this.working !== null}
        >
          ${webhooks.save}
        </button>
      </div>
    </form>`;
  }

  readonly #ask = async (question: Question): Promise<void> => {
    await confirm(question);
    await this.#endpoint.reload();
  };

  readonly #delete = async (endpoint: WebhookEndpoint): Promise<void> => {
    if (await confirm(deleteQuestion(endpoint))) {
      // They are secrets of nothing.
      dropSecrets(endpoint.id);
      navigate(toHref("/webhooks"));
    } else await this.#endpoint.reload();
  };

  /** `act` says what was done. */
  async #work(
    working: NonNullable<EndpointPage["working"]>,
    act: () => Promise<void>,
  ): Promise<void> {
    if (this.working !== null) return;
    this.working = working;
    this.failure = null;
    this.tested = null;
    try {
      await act();
    } catch (error) {
      const sorted = sortProblem(error, isEndpointInput);
      this.errors = sorted.fields;
      this.failure = sorted.rest;
    }
    this.working = null;
  }

  readonly #test = (): Promise<void> =>
    this.#work("test", async () => {
      this.tested = await api.post(`${PATH}/test`, {
        path: { id: this.#id },
        body: {},
      });
    });

  readonly #resume = (): Promise<void> =>
    this.#work("resume", async () => {
      await api.patch(PATH, {
        path: { id: this.#id },
        body: { paused: false },
      });
      announce(this.words.webhooks.resumed);
      await this.#endpoint.reload();
    });

  readonly #discard = (): void => {
    this.#drafts.drop();
    this.edit = undefined;
    this.errors = {};
  };

  async #save(event: Event, edit: Edit<EndpointDraft>): Promise<void> {
    event.preventDefault();
    const { webhooks, draft } = this.words;
    this.errors = findEndpointFaults(edit.draft);
    const body = toEndpointChanges(edit);
    const isChanged = Object.keys(body).length > 0;
    if (Object.keys(this.errors).length === 0)
      await this.#work("save", async () => {
        if (isChanged) await api.patch(PATH, { path: { id: this.#id }, body });
        announce(isChanged ? webhooks.saved : draft.unchanged);
        this.#discard();
        await this.#endpoint.reload();
      });
    await this.updateComplete;
    focusFirstError(this);
  }
}

customElements.define("malipo-endpoint", EndpointPage);

export const view: PageModule["view"] = (route) =>
  html`<malipo-endpoint .route=${route}></malipo-endpoint>`;
