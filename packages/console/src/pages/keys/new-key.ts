/** A new API key, shown once. */
import { html } from "lit";
import type { TemplateResult } from "lit";
import type { Scope } from "@malipo/protocol";
import { MAX_NAME } from "@malipo/protocol/limits";
import type { PageModule } from "../../app/page.ts";
import { toHref } from "../../app/router.ts";
import { api } from "../../lib/api.ts";
import { DraftStore } from "../../lib/draft-store.ts";
import { currentSession, hasScope } from "../../lib/session.ts";
import { SHOP_CLOCK } from "../../lib/shop-day.ts";
import { checkField, textField } from "../../ui/fields.ts";
import { icon } from "../../ui/icon.ts";
import { SecretForm } from "../../ui/secret-form.ts";
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

class NewKey extends SecretForm<KeyDraft> {
  constructor() {
    super(DRAFTS, EMPTY_KEY);
  }

  override render(): TemplateResult {
    const { keys } = this.words;
    return html`<p class="back">
        <a href=${toHref("/keys")}>${icon("previous")} ${keys.back}</a>
      </p>
      <div class="page-head"><h1>${keys.new}</h1></div>
      ${
        this.made === null
          ? this.form(this.#fields(), keys.create)
          : html`<div class="stack narrow">
              ${this.secret.render({
                title: keys.secret,
                help: keys.secretHelp,
                copy: keys.copyKey,
                stored: keys.stored,
              })}
            </div>`
      }`;
  }

  #fields(): TemplateResult {
    const { keys } = this.words;
    const { draft, errors } = this;
    return html`${textField({
        name: "name",
        label: keys.name,
        help: keys.nameHelp,
        maxLength: MAX_NAME,
        value: draft.name,
        error: errors["name"],
        set: (name) => {
          this.change({ name });
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
              this.change({ scopes: checked ? [...others, scope] : others });
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
          this.change({ expires });
        },
      })}`;
  }

  protected override sending() {
    const { keys } = this.words;
    const { name, scopes, expires } = this.draft;
    const expiresAt = SHOP_CLOCK.fromLocal(expires);
    return {
      faults: {
        ...(name.trim() === "" ? { name: () => this.words.keys.missing } : {}),
        ...(scopes.length === 0
          ? { scopes: () => this.words.keys.chooseScope }
          : {}),
        ...(expires !== "" && expiresAt === undefined
          ? { expiresAt: () => this.words.keys.wrongTime }
          : {}),
      },
      isInput: isKeyInput,
      done: keys.created_,
      make: async () => {
        const { apiKey, key } = await api.post("/v1/merchant/api-keys", {
          body: {
            name: name.trim(),
            scopes: [...scopes],
            ...(expiresAt === undefined ? {} : { expiresAt }),
          },
        });
        return { id: apiKey.id, name: apiKey.name, secret: key };
      },
    };
  }
}

customElements.define("malipo-new-key", NewKey);

export const view: PageModule["view"] = (route) =>
  html`<malipo-new-key .route=${route}></malipo-new-key>`;
