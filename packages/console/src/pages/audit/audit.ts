/** Who did what to which object, newest first. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Result } from "@malipo/client";
import { Page } from "../../app/page.ts";
import type { PageModule } from "../../app/page.ts";
import { toHref } from "../../app/router.ts";
import { exactTime } from "../../lib/format.ts";
import { Resource } from "../../lib/resource.ts";
import { badge } from "../../ui/badge.ts";
import type { Tone } from "../../ui/badge.ts";
import { resourceTable } from "../../ui/resource-table.ts";
import type { Column } from "../../ui/data-table.ts";
import { exportLink } from "../../ui/export-link.ts";
import { pager } from "../../ui/pager.ts";
import { fill, wordFor } from "../../words/words.ts";
import { changesOf } from "./changes.ts";
import { PATH, actionName, filters, toFilter } from "./filters.ts";

const ROWS = 25;

type Log = Result<"get", "/v1/merchant/audit-log">;
type Entry = Log["entries"][number];
type Keys = Result<"get", "/v1/merchant/api-keys">;

const TONES: Readonly<Record<Entry["outcome"], Tone>> = {
  started: "wait",
  done: "good",
  unchanged: "quiet",
  refused: "bad",
  unknown: "wait",
  failed: "bad",
};

const FOLDERS: Readonly<Partial<Record<Entry["object"]["type"], string>>> = {
  order: "orders",
  payment_link: "links",
  webhook_endpoint: "webhooks",
  delivery: "deliveries",
  reconciliation: "reconciliation",
};

function pageOf(type: Entry["object"]["type"], id: string): string | undefined {
  if (type === "payout") return toHref("/payouts", { id });
  const folder = FOLDERS[type];
  return folder === undefined
    ? undefined
    : toHref(`/${folder}/${encodeURIComponent(id)}`);
}

class Audit extends Page {
  readonly #log = new Resource<Log>(this, {
    load: (client, signal) =>
      client.get("/v1/merchant/audit-log", {
        query: { limit: ROWS, ...toFilter(this.route.query) },
        signal,
      }),
  });
  /** For the filter. Without it the log can be read all the same. */
  readonly #keys = new Resource<Keys>(this, {
    load: (client, signal) => client.get("/v1/merchant/api-keys", { signal }),
  });

  protected override opened(): void {
    void this.#log.open();
    if (this.#keys.value === undefined) void this.#keys.open();
  }

  override render(): TemplateResult {
    const { audit } = this.words;
    const { value } = this.#log;
    const { query } = this.route;
    return html`<div class="page-head">
        <h1>${audit.title}</h1>
        ${exportLink("audit-log", query)}
      </div>
      <p class="muted lead">${audit.help}</p>
      ${filters(query, this.#keys.value?.apiKeys ?? [])}
      ${resourceTable(this.#log, ({ entries }) => entries, {
        caption: audit.caption,
        key: ({ id }) => id,
        empty: query.size === 0 ? audit.empty : audit.emptyFiltered,
        columns: this.#columns(),
      })}
      ${value === undefined ? nothing : pager(PATH, query, value.nextCursor)}`;
  }

  /** The address with one more filter, from the newest on. */
  #only(name: string, value: string): string {
    const { cursor: _, ...rest } = Object.fromEntries(this.route.query);
    return toHref(PATH, { ...rest, [name]: value });
  }

  #columns(): readonly Column<Entry>[] {
    const { audit } = this.words;
    return [
      {
        label: audit.time,
        cell: ({ at }) => html`<time datetime=${at}>${exactTime(at)}</time>`,
      },
      {
        label: audit.who,
        cell: ({ actor }) =>
          html`<a
              href=${this.#only("actor", actor.id)}
              title=${fill(audit.onlyWho, { name: actor.name })}
              >${actor.name}</a
            >
            <span class="small muted">${audit.actors[actor.type]}</span>`,
      },
      { label: audit.action, cell: ({ action }) => actionName(action) },
      { label: audit.object, cell: ({ object }) => this.#object(object) },
      {
        label: audit.result,
        cell: ({ outcome, code }) =>
          html`${badge(audit.outcomes[outcome], TONES[outcome])}
          ${code === null ? nothing : html`<code class="small">${code}</code>`}`,
      },
      { label: audit.changes, cell: (entry) => this.#changes(entry) },
    ];
  }

  /** To its own page where it has one; else to all that was done to it. */
  #object({ type, id }: Entry["object"]): unknown {
    const { audit } = this.words;
    const kind = wordFor(audit.objects, type);
    if (id === null) return kind;
    const page = pageOf(type, id);
    return html`<span class="small muted">${kind}</span>
      <a
        href=${page ?? this.#only("object", id)}
        title=${page === undefined ? fill(audit.onlyObject, { id }) : nothing}
        >${id}</a
      >`;
  }

  #changes(entry: Entry): TemplateResult {
    const { audit } = this.words;
    const changes = changesOf(entry, this.words);
    return changes.length === 0
      ? html`<span class="muted" aria-hidden="true">–</span
          ><span class="visually-hidden">${audit.noChange}</span>`
      : html`<ul class="changes">
          ${changes.map(
            ({ fact, text }) =>
              html`<li><span class="muted">${fact}:</span> ${text}</li>`,
          )}
        </ul>`;
  }
}

customElements.define("malipo-audit", Audit);

export const view: PageModule["view"] = (route) =>
  html`<malipo-audit .route=${route}></malipo-audit>`;
