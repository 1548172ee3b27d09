/** All payment links, newest first. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Result } from "@malipo/client";
import type { LinkState } from "@malipo/protocol/merchant";
import { Page } from "../../app/page.ts";
import type { PageModule } from "../../app/page.ts";
import { toHref } from "../../app/router.ts";
import { dateTime } from "../../lib/format.ts";
import { Resource } from "../../lib/resource.ts";
import { hasScope } from "../../lib/session.ts";
import { resourceTable } from "../../ui/resource-table.ts";
import { choiceFilter, filterForm, searchFilter } from "../../ui/filters.ts";
import { icon } from "../../ui/icon.ts";
import { pager } from "../../ui/pager.ts";
import { linkBadge, offerText } from "./link-words.ts";

const PATH = "/links";
const EVERY_MS = 15_000;
const ROWS = 25;

type LinkPage = Result<"get", "/v1/merchant/payment-links">;
type Link = LinkPage["paymentLinks"][number];

class Links extends Page {
  readonly #list = new Resource<LinkPage>(this, {
    everyMs: EVERY_MS,
    load: (client, signal) =>
      client.get("/v1/merchant/payment-links", {
        query: this.#filter(),
        signal,
      }),
  });

  protected override opened(): void {
    void this.#list.open();
  }

  #filter() {
    const { query } = this.route;
    const given = query.get("state");
    const state: LinkState | undefined =
      given === "active" || given === "ended" ? given : undefined;
    const q = query.get("q")?.trim() ?? "";
    const cursor = query.get("cursor");
    return {
      limit: ROWS,
      ...(q === "" ? {} : { q }),
      ...(state === undefined ? {} : { state }),
      ...(cursor === null ? {} : { cursor }),
    };
  }

  override render(): TemplateResult {
    const { links } = this.words;
    const { value } = this.#list;
    const { query } = this.route;
    return html`<div class="page-head">
        <h1>${links.title}</h1>
        ${
          hasScope("links")
            ? html`<a class="button primary" href=${toHref(`${PATH}/new`)}
                >${icon("plus")} ${links.new}</a
              >`
            : nothing
        }
      </div>
      ${this.#filters(query)}
      ${resourceTable(this.#list, ({ paymentLinks }) => paymentLinks, {
        caption: links.caption,
        key: ({ id }) => id,
        empty: this.#emptyText(value),
        columns: this.#columns(),
      })}
      ${value === undefined ? nothing : pager(PATH, query, value.nextCursor)}`;
  }

  /** The relay looks at so many links for one page; those that match may come later. */
  #emptyText(value: LinkPage | undefined): string {
    const { links } = this.words;
    if (value !== undefined && value.nextCursor !== null)
      return links.emptyHere;
    return this.route.query.size === 0 ? links.empty : links.emptyFiltered;
  }

  #columns() {
    const { links } = this.words;
    return [
      {
        label: links.name,
        cell: ({ id, title, reference }: Link) =>
          html`<a href=${toHref(`${PATH}/${id}`)}>${title}</a> ${
              reference === null
                ? nothing
                : html`<span class="small muted">${reference}</span>`
            }`,
      },
      { label: links.state, cell: (link: Link) => linkBadge(link) },
      {
        label: links.amount,
        cell: (link: Link) => offerText(link),
      },
      {
        label: links.ends,
        cell: ({ expiresAt }: Link) =>
          expiresAt === null
            ? "–"
            : html`<time datetime=${expiresAt}>${dateTime(expiresAt)}</time>`,
      },
      {
        label: links.created,
        cell: ({ createdAt }: Link) =>
          html`<time datetime=${createdAt}>${dateTime(createdAt)}</time>`,
      },
    ];
  }

  #filters(query: URLSearchParams): TemplateResult {
    const { links } = this.words;
    return filterForm(
      PATH,
      query,
      html`${searchFilter(query, links.searchHelp)}
      ${choiceFilter(query, "state", links.state, [
        ["active", links.stateActive],
        ["ended", links.stateEnded],
      ])}`,
    );
  }
}

customElements.define("malipo-links", Links);

export const view: PageModule["view"] = (route) =>
  html`<malipo-links .route=${route}></malipo-links>`;
