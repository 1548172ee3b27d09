/** One payment link: how it reaches payers, what it brought in, and its switch. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Result } from "@malipo/client";
import type {
  LinkStatistics,
  MerchantPaymentLink,
} from "@malipo/protocol/merchant";
import { Page } from "../../app/page.ts";
import type { PageModule } from "../../app/page.ts";
import { toHref } from "../../app/router.ts";
import { api } from "../../lib/api.ts";
import { count, dateTime, money } from "../../lib/format.ts";
import { Resource } from "../../lib/resource.ts";
import { hasScope } from "../../lib/session.ts";
import { badge, toneOf } from "../../ui/badge.ts";
import { confirm } from "../../ui/confirm.ts";
import type { Question } from "../../ui/confirm.ts";
import { dataTable } from "../../ui/data-table.ts";
import { icon } from "../../ui/icon.ts";
import { problem } from "../../ui/problem.ts";
import { fill, wordFor } from "../../words/words.ts";
import type { Words } from "../../words/words.ts";
import { linkFacts } from "./facts.ts";
import { linkBadge, offerText } from "./link-words.ts";
import { sharePanel } from "./share.ts";

const EVERY_MS = 10_000;
const ORDERS_SHOWN = 8;

type OrderPage = Result<"get", "/v1/merchant/orders">;
type Order = OrderPage["orders"][number];

interface Shown {
  readonly link: MerchantPaymentLink;
  readonly statistics: LinkStatistics;
  readonly orders: readonly Order[];
}

class LinkPage extends Page {
  readonly #shown = new Resource<Shown>(this, {
    everyMs: EVERY_MS,
    load: async (client, signal) => {
      const id = this.#id;
      const [link, statistics, { orders }] = await Promise.all([
        client.get("/v1/merchant/payment-links/{id}", { path: { id }, signal }),
        client.get("/v1/merchant/payment-links/{id}/statistics", {
          path: { id },
          signal,
        }),
        client.get("/v1/merchant/orders", {
          query: { paymentLink: id, limit: ORDERS_SHOWN },
          signal,
        }),
      ]);
      return { link, statistics, orders };
    },
  });

  get #id(): string {
    return this.route.params["id"] ?? "";
  }

  protected override opened(): void {
    void this.#shown.open();
  }

  override updated(): void {
    const { value } = this.#shown;
    if (value !== undefined) document.title = `${value.link.title} · Malipo`;
  }

  override render(): TemplateResult {
    const { links } = this.words;
    const { value, error } = this.#shown;
    const link = value?.link;
    return html`<p class="back">
        <a href=${toHref("/links")}>${icon("previous")} ${links.back}</a>
      </p>
      <div class="page-head">
        <h1>
          ${link === undefined ? html`<span class="skeleton"></span>` : link.title}
        </h1>
        ${
          link === undefined
            ? nothing
            : html`<p>
                ${linkBadge(link)} <strong>${offerText(link)}</strong>
              </p>`
        }
      </div>
      ${
        error === undefined
          ? nothing
          : problem(error, () => void this.#shown.reload())
      }
      ${value === undefined ? nothing : this.#body(value)}`;
  }

  #body({ link, statistics, orders }: Shown): TemplateResult {
    return html`<div class="stack">
      ${hasScope("links") ? this.#actions(link) : nothing}
      ${
        link.mirror?.stillOpen === true
          ? html`<p class="notice">${this.words.links.stillOpen}</p>`
          : nothing
      }
      <div class="columns">
        <div class="stack">
          ${sharePanel(link)} ${this.#statistics(statistics)}
        </div>
        ${linkFacts(link)}
      </div>
      ${this.#orders(orders)}
    </div>`;
  }

  #actions(link: MerchantPaymentLink): TemplateResult {
    const { links } = this.words;
    return html`<div class="buttons">
      <a class="button" href=${toHref(`/links/${link.id}/edit`)}
        >${links.edit}</a
      >
      <button @click=${() => this.#ask(switchQuestion(link, this.words.links))}>
        ${link.enabled ? links.deactivate : links.activate}
      </button>
    </div>`;
  }

  readonly #ask = async (question: Question): Promise<void> => {
    await confirm(question);
    await this.#shown.reload();
  };

  #statistics(figures: LinkStatistics): TemplateResult {
    const { links } = this.words;
    const fact = (name: string, value: string | null): unknown =>
      value === null
        ? nothing
        : html`<dt>${name}</dt>
            <dd>${value}</dd>`;
    const { lastPaidAt, remainingPayments, remainingStock } = figures;
    return html`<section class="card">
      <h2>${links.statistics}</h2>
      <p class="figure-value">${figures.sums.map(money).join(" + ") || "0"}</p>
      <dl class="facts">
        ${fact(links.orders, count(figures.orders))}
        ${fact(links.paidOrders, count(figures.paid))}
        ${figures.pending === 0 ? nothing : fact(links.pendingOrders, count(figures.pending))}
        ${fact(links.units, count(figures.units))}
        ${fact(links.lastPaid, lastPaidAt === null ? links.never : dateTime(lastPaidAt))}
        ${fact(links.remainingPayments, remainingPayments === null ? null : count(remainingPayments))}
        ${fact(links.remainingStock, remainingStock === null ? null : count(remainingStock))}
      </dl>
    </section>`;
  }

  #orders(orders: readonly Order[]): TemplateResult {
    const { links, orders: texts, orderStatus } = this.words;
    return html`<section class="stack">
      <h2>${links.recent}</h2>
      ${dataTable<Order>({
        caption: links.recent,
        rows: orders,
        key: ({ id }) => id,
        empty: links.noOrders,
        columns: [
          {
            label: texts.reference,
            cell: ({ id, reference }) =>
              html`<a href=${toHref(`/orders/${id}`)}>${reference}</a>`,
          },
          {
            label: texts.status,
            cell: ({ status }) =>
              badge(wordFor(orderStatus, status), toneOf(status)),
          },
          {
            label: texts.amount,
            isNumber: true,
            cell: ({ amount }) => money(amount),
          },
          {
            label: texts.created,
            cell: ({ createdAt }) =>
              createdAt === undefined ? "" : dateTime(createdAt),
          },
        ],
      })}
      ${
        orders.length === 0
          ? nothing
          : html`<p>
              <a href=${toHref("/orders", { paymentLink: this.#id })}
                >${links.allOrders}</a
              >
            </p>`
      }
    </section>`;
  }
}

function switchQuestion(
  { id, title, enabled }: MerchantPaymentLink,
  links: Words["links"],
): Question {
  const send = (active: boolean) => () =>
    api.patch("/v1/merchant/payment-links/{id}", {
      path: { id },
      body: { active },
    });
  return enabled
    ? {
        title: fill(links.deactivateTitle, { title }),
        text: links.deactivateText,
        confirm: links.deactivate,
        isDangerous: true,
        act: send(false),
        done: links.deactivated,
      }
    : {
        title: fill(links.activateTitle, { title }),
        text: links.activateText,
        confirm: links.activate,
        act: send(true),
        done: links.activated,
      };
}

customElements.define("malipo-link", LinkPage);

export const view: PageModule["view"] = (route) =>
  html`<malipo-link .route=${route}></malipo-link>`;
