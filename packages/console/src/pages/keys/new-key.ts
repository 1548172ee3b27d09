/** A new API key, shown once. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Scope } from "@malipo/protocol";
import { MAX_NAME } from "@malipo/protocol/limits";
import { Page } from "../../app/page.ts";
import type { PageModule } from "../../app/page.ts";
import { toHref } from "../../app/router.ts";
import { api } from "../../lib/api.ts";
import { DraftStore } from "../../lib/draft-store.ts";
import { sortProblem } from "../../lib/field-errors.ts";
import type { FieldErrors } from "../../lib/field-errors.ts";
import { currentSession, hasScope } from "../../lib/session.ts";
import { SHOP_CLOCK } from "../../lib/shop-day.ts";
import { announce } from "../../ui/announce.ts";
import { checkField, focusFirstError, textField } from "../../ui/fields.ts";
import { icon } from "../../ui/icon.ts";
import { problem } from "../../ui/problem.ts";
import { SecretOnce } from "../../ui/secret-once.ts";
import { fill } from "../../words/words.ts";
import { SCOPES } from "./scopes.ts";

interface KeyDraft {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** In the shop's time zone; empty for none. */
  readonly expires: string;
}

const DRAFTS = new DraftStore<KeyDraft>(() => "key:new");

const EMPTY_KEY: KeyDraft = { name: "", scopes: [], expires: "" };

const isKeyInput = (name: string): boolean =>
  ["name", "scopes", "expiresAt"].includes(name);

class NewKey extends Page {
  static override properties = {
    draft: { state: true, attribute: false },
    errors: { state: true, attribute: false },
    failure: { state: true, attribute: false },
    isWorking: { state: true, attribute: false },
    isMade: { state: true, attribute: false },
  };

  draft: KeyDraft = EMPTY_KEY;
  errors: FieldErrors = {};
  failure: unknown = null;
  isWorking = false;
  isMade = false;
  readonly #secret = new SecretOnce(this);

  protected override opened(): void {
    this.draft = DRAFTS.read() ?? EMPTY_KEY;
  }

  override render(): TemplateResult {
    const { keys } = this.words;
    return html`<p class="back">
        <a href=${toHref("/keys")}>${icon("previous")} ${keys.back}</a>
      </p>
      <div class="page-head"><h1>${keys.new}</h1></div>
      ${
        this.isMade
          ? html`<div class="stack narrow">
              ${this.#secret.render({
                help: keys.secretHelp,
                copy: keys.copyKey,
                stored: keys.stored,
              })}
            </div>`
          : this.#form()
      }`;
  }

  #form(): TemplateResult {
    const { keys } = this.words;
    const { draft, errors } = this;
    return html`<form class="stack narrow" novalidate @submit=${this.#submit}>
      <div class="card stack">
        ${textField({
          name: "name",
          label: keys.name,
          help: keys.nameHelp,
          maxLength: MAX_NAME,
          value: draft.name,
          error: errors["name"],
          set: (name) => {
            this.#change({ name });
          },
        })}
        <fieldset class="choices">
          <legend>${keys.scopesTitle}</legend>
          <p class="small muted">${keys.scopesHelp}</p>
          ${SCOPES.filter(hasScope).map((scope, at) =>
            checkField({
              name: `scopes.${scope}`,
              label: scope,
              help: keys.scopeTexts[scope],
              checked: draft.scopes.includes(scope),
              error: at === 0 ? errors["scopes"] : undefined,
              set: (checked) => {
                const others = draft.scopes.filter((each) => each !== scope);
                this.#change({ scopes: checked ? [...others, scope] : others });
              },
            }),
          )}
        </fieldset>
        ${textField({
          name: "expiresAt",
          label: keys.endsLabel,
          help: fill(keys.endsHelp, { zone: currentSession()?.timeZone ?? "" }),
          kind: "local-time",
          value: draft.expires,
          error: errors["expiresAt"],
          set: (expires) => {
            this.#change({ expires });
          },
        })}
      </div>
      ${this.failure === null ? nothing : problem(this.failure)}
      <div class="buttons">
        <button
          class="primary"
          aria-busy=${this.isWorking ? "true" : "false"}
          ?disabled=${this.isWorking}
        >
          ${keys.create}
        </button>
      </div>
    </form>`;
  }

  #change(changes: Partial<KeyDraft>): void {
    this.draft = { ...this.draft, ...changes };
    DRAFTS.keep(this.draft);
  }

  #findFaults(expiresAt: string | undefined): FieldErrors {
    const { keys } = this.words;
    const { name, scopes, expires } = this.draft;
    return {
      ...(name.trim() === "" ? { name: keys.missing } : {}),
      ...(scopes.length === 0 ? { scopes: keys.chooseScope } : {}),
      ...(expires !== "" && expiresAt === undefined
        ? { expiresAt: keys.wrongTime }
        : {}),
    };
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.isWorking) return;
    const { name, scopes, expires } = this.draft;
    const expiresAt = SHOP_CLOCK.fromLocal(expires);
    this.failure = null;
    this.errors = this.#findFaults(expiresAt);
    if (Object.keys(this.errors).length === 0) {
      this.isWorking = true;
      try {
        const made = await api.post("/v1/merchant/api-keys", {
          body: {
            name: name.trim(),
            scopes: [...scopes],
            ...(expiresAt === undefined ? {} : { expiresAt }),
          },
        });
        await this.#show(made.apiKey.name, made.key);
      } catch (error) {
        const sorted = sortProblem(error, isKeyInput);
        this.errors = sorted.fields;
        this.failure = sorted.rest;
      }
      this.isWorking = false;
    }
    await this.updateComplete;
    if (!this.isMade) focusFirstError(this);
  };

  async #show(name: string, secret: string): Promise<void> {
    const { keys } = this.words;
    DRAFTS.drop();
    this.isMade = true;
    announce(keys.created_);
    await this.#secret.show({ title: fill(keys.secret, { name }), secret });
  }
}

customElements.define("malipo-new-key", NewKey);

export const view: PageModule["view"] = (route) =>
  html`<malipo-new-key .route=${route}></malipo-new-key>`;
