/** All orders, newest first: new and changed ones appear by themselves. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Result } from "@malipo/client";
import { ORDER_STATUSES, PARTLY_PAID, isPayable } from "./statuses.ts";
import { Page } from "../../app/page.ts";
import type { PageModule } from "../../app/page.ts";
import { toHref } from "../../app/router.ts";
import { dateTime, money } from "../../lib/format.ts";
import { Resource } from "../../lib/resource.ts";
import { endOfDay, startOfDay } from "../../lib/shop-day.ts";
import { announce } from "../../ui/announce.ts";
import { badge, toneOf } from "../../ui/badge.ts";
import { resourceTable } from "../../ui/resource-table.ts";
import {
  choiceFilter,
  dayFilters,
  filterForm,
  searchFilter,
} from "../../ui/filters.ts";
import { exportLink } from "../../ui/export-link.ts";
import { pager } from "../../ui/pager.ts";
import { fill, wordFor } from "../../words/words.ts";
import type { Words } from "../../words/words.ts";

const PATH = "/orders";
const EVERY_MS = 5_000;
const ROWS = 25;
const ATTENTION = ["any", "review", "overpaid", "refund"] as const;

type OrderPage = Result<"get", "/v1/merchant/orders">;
type Order = OrderPage["orders"][number];

class Orders extends Page {
  /** Of the rows that the last look found new or changed. */
  #news: ReadonlySet<string> = new Set();
  readonly #list = new Resource<OrderPage>(this, {
    everyMs: EVERY_MS,
    load: (client, signal) =>
      client.get("/v1/merchant/orders", { query: this.#filter(), signal }),
    onNews: (page, before) => {
      const known = new Map(before.orders.map((o) => [o.id, o.version]));
      const news = page.orders.filter(
        ({ id, version }) => known.get(id) !== version,
      );
      this.#news = new Set(news.map(({ id }) => id));
      if (news.length > 0)
        announce(fill(this.words.orders.news, { count: String(news.length) }));
    },
  });

  protected override opened(): void {
    this.#news = new Set();
    void this.#list.open();
  }

  /** What is in the address, as the interface takes it. */
  #filter() {
    const { query } = this.route;
    const status = ORDER_STATUSES.find((each) => each === query.get("status"));
    const attention = ATTENTION.find((each) => each === query.get("attention"));
    const from = startOfDay(query.get("from") ?? "");
    const to = endOfDay(query.get("to") ?? "");
    const q = query.get("q")?.trim() ?? "";
    const paymentLink = query.get("paymentLink");
    const cursor = query.get("cursor");
    return {
      limit: ROWS,
      ...(q === "" ? {} : { q }),
      ...(status === undefined ? {} : { status }),
      ...(query.get("status") === PARTLY_PAID
        ? { partlyPaid: "true" as const }
        : {}),
      ...(attention === undefined ? {} : { attention }),
      ...(from === undefined ? {} : { createdFrom: from }),
      ...(to === undefined ? {} : { createdBefore: to }),
      ...(paymentLink === null ? {} : { paymentLink }),
      ...(cursor === null ? {} : { cursor }),
    };
  }

  override render(): TemplateResult {
    const { orders, common } = this.words;
    const { value } = this.#list;
    const { query } = this.route;
    return html`<div class="page-head">
        <h1>${orders.title}</h1>
        <span class="small muted">${common.live}</span>
        ${exportLink("orders", query)}
      </div>
      ${this.#filters(query)}
      ${resourceTable(this.#list, ({ orders }) => orders, {
        caption: orders.caption,
        key: ({ id }) => id,
        isNew: ({ id }) => this.#news.has(id),
        empty: query.size === 0 ? orders.empty : orders.emptyFiltered,
        columns: this.#columns(),
      })}
      ${value === undefined ? nothing : pager(PATH, query, value.nextCursor)}`;
  }

  #columns() {
    const { orders, orderStatus, methods, flags } = this.words;
    return [
      {
        label: orders.reference,
        cell: ({ id, reference }: Order) =>
          html`<a href=${toHref(`${PATH}/${id}`)}>${reference}</a>`,
      },
      {
        label: orders.status,
        cell: (order: Order) =>
          html`${badge(
            wordFor(orderStatus, order.status),
            toneOf(order.status),
          )}
          ${isPartlyPaid(order) ? badge(orders.partlyPaid, "wait") : nothing}
          ${flagsOf(order).map((flag) => badge(flags[flag], "bad"))}`,
      },
      {
        label: orders.amount,
        isNumber: true,
        cell: ({ amount }: Order) => money(amount),
      },
      {
        label: orders.method,
        cell: ({ attempt }: Order) =>
          wordFor(methods, attempt?.method ?? "none"),
      },
      {
        label: orders.created,
        cell: ({ createdAt }: Order) =>
          createdAt === undefined
            ? ""
            : html`<time datetime=${createdAt}>${dateTime(createdAt)}</time>`,
      },
    ];
  }

  #filters(query: URLSearchParams): TemplateResult {
    const { orders, orderStatus } = this.words;
    const statuses = [
      ...ORDER_STATUSES.map((each) => [each, orderStatus[each]] as const),
      [PARTLY_PAID, orders.partlyPaid] as const,
    ];
    const kinds = ATTENTION.map(
      (each) => [each, attentionText(each, this.words)] as const,
    );
    return filterForm(
      PATH,
      query,
      html`${this.#linkFilter(query.get("paymentLink") ?? "")}
      ${searchFilter(query, orders.searchHelp)}
      ${choiceFilter(query, "status", orders.status, statuses)}
      ${choiceFilter(query, "attention", orders.attention, kinds)}
      ${dayFilters(query, orders)}`,
    );
  }

  /** Chosen on the page of a link; it stays until the filters are cleared. */
  #linkFilter(id: string): unknown {
    if (id === "") return nothing;
    return html`<p class="everywhere">
      <input type="hidden" name="paymentLink" value=${id} />
      ${this.words.links.ofLink}:
      <a href=${toHref(`/links/${id}`)}><code>${id}</code></a>
    </p>`;
  }
}

function attentionText(
  kind: (typeof ATTENTION)[number],
  { orders, overview, flags }: Words,
): string {
  if (kind === "any") return orders.attention;
  return kind === "refund" ? overview.refundsInReview : flags[kind];
}

/** As the filter has it. */
const isPartlyPaid = ({ status, amountPaid, amountDue }: Order): boolean =>
  isPayable(status) &&
  (amountPaid?.value ?? 0) > 0 &&
  (amountDue?.value ?? 0) > 0;

const flagsOf = ({ flags }: Order) =>
  (["review", "overpaid", "late"] as const).filter((flag) => flags[flag]);

customElements.define("malipo-orders", Orders);

export const view: PageModule["view"] = (route) =>
  html`<malipo-orders .route=${route}></malipo-orders>`;
