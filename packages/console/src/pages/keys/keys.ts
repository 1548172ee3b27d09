/** All API keys: what each may do, when it was last used, and its end. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { ApiKey } from "@malipo/protocol/merchant";
import { Page } from "../../app/page.ts";
import type { PageModule } from "../../app/page.ts";
import { toHref } from "../../app/router.ts";
import { dateTime } from "../../lib/format.ts";
import { Resource } from "../../lib/resource.ts";
import { badge } from "../../ui/badge.ts";
import { confirm } from "../../ui/confirm.ts";
import type { Question } from "../../ui/confirm.ts";
import { resourceTable } from "../../ui/resource-table.ts";
import { icon } from "../../ui/icon.ts";
import { askedHere } from "../../ui/held-secrets.ts";
import { SecretOnce } from "../../ui/secret-once.ts";
import { fill } from "../../words/words.ts";
import {
  askToRotate,
  isOwnKey,
  revokeQuestion,
  staySignedIn,
} from "./key-actions.ts";

const EVERY_MS = 30_000;

class Keys extends Page {
  readonly #secret = new SecretOnce(this);
  readonly #list = new Resource<readonly ApiKey[]>(this, {
    everyMs: EVERY_MS,
    load: async (client, signal) =>
      (await client.get("/v1/merchant/api-keys", { signal })).apiKeys,
  });

  protected override opened(): void {
    void this.#list.open();
  }

  override render(): TemplateResult {
    const { keys } = this.words;
    return html`<div class="page-head">
        <div>
          <h1>${keys.title}</h1>
          <p class="small muted">${keys.help}</p>
        </div>
        <a class="button primary" href=${toHref("/keys/new")}
          >${icon("plus")} ${keys.new}</a
        >
      </div>
      <div class="stack">
        ${this.#secret.render({
          title: keys.secret,
          help: keys.secretHelp,
          copy: keys.copyKey,
          stored: keys.stored,
        })}
        ${resourceTable(this.#list, (rows) => rows, {
          caption: keys.caption,
          key: ({ id }) => id,
          empty: "",
          columns: this.#columns(),
        })}
      </div>`;
  }

  #columns() {
    const { keys, order } = this.words;
    return [
      {
        label: keys.name,
        cell: (key: ApiKey) =>
          html`${key.name} ${isOwnKey(key) ? badge(keys.own, "good") : nothing}
          ${
            key.prefix === null
              ? html`<span class="small muted">${keys.configured}</span>`
              : html`<code class="small">${key.prefix}…</code>`
          }`,
      },
      {
        label: keys.scopes,
        cell: ({ scopes }: ApiKey) => scopes.join(", "),
      },
      {
        label: keys.lastUsed,
        cell: ({ lastUsedAt }: ApiKey) =>
          lastUsedAt === null ? keys.never : dateTime(lastUsedAt),
      },
      { label: keys.ends, cell: (key: ApiKey) => this.#end(key) },
      { label: order.actions, cell: (key: ApiKey) => this.#actions(key) },
    ];
  }

  #end({ expiresAt, previousAcceptedUntil }: ApiKey): TemplateResult {
    const { keys } = this.words;
    const isOver = expiresAt !== null && Date.parse(expiresAt) <= Date.now();
    return html`${expiresAt === null ? keys.noEnd : dateTime(expiresAt)}
    ${isOver ? badge(keys.ended, "bad") : nothing}
    ${
      previousAcceptedUntil === null
        ? nothing
        : html`<span class="small muted"
            >${fill(keys.previousUntil, {
              time: dateTime(previousAcceptedUntil),
            })}</span
          >`
    }`;
  }

  #actions(key: ApiKey): unknown {
    const { keys } = this.words;
    if (key.configured) return "–";
    const { id, name } = key;
    const rotate = async (): Promise<void> => {
      const asked = askedHere();
      const made = await askToRotate(key);
      if (made !== undefined) {
        await this.#secret.show({ id, name, secret: made.key }, asked);
        if (isOwnKey(key)) await staySignedIn(made.key);
      }
      await this.#list.reload();
    };
    return html`<span class="buttons">
      <button aria-label="${keys.rotate} ${name}" @click=${rotate}>
        ${keys.rotate}
      </button>
      <button
        aria-label="${keys.revoke} ${name}"
        @click=${() => this.#ask(revokeQuestion(key))}
      >
        ${keys.revoke}
      </button>
    </span>`;
  }

  readonly #ask = async (question: Question): Promise<void> => {
    await confirm(question);
    // Not if it was one's own key that was revoked.
    if (this.isConnected) await this.#list.reload();
  };
}

customElements.define("malipo-keys", Keys);

export const view: PageModule["view"] = (route) =>
  html`<malipo-keys .route=${route}></malipo-keys>`;
