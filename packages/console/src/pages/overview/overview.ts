/** What was taken, how well paying works, and what waits for a person. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Summary } from "@malipo/protocol/merchant";
import { Page } from "../../app/page.ts";
import type { PageModule } from "../../app/page.ts";
import { toHref } from "../../app/router.ts";
import { count, duration, money, percent, shortDay } from "../../lib/format.ts";
import { Resource } from "../../lib/resource.ts";
import { dayBefore, today } from "../../lib/shop-day.ts";
import { badge, toneOf } from "../../ui/badge.ts";
import { barChart, meter } from "../../ui/chart.ts";
import { problem } from "../../ui/problem.ts";
import { fill, wordFor } from "../../words/words.ts";
import { PARTLY_PAID } from "../orders/statuses.ts";
import { addUp, byKind, dayBars, paidOnly } from "./figures.ts";
import type { Total } from "./figures.ts";

const EVERY_MS = 30_000;
const DAYS = 30;

/** Where what is counted is decided. */
const SECTIONS: Readonly<Record<string, string>> = {
  reviews: "reviews",
  overpaid: "overpaid",
  refundsInReview: "refunds",
  unmatchedPayments: "payments",
  undecidedTransfers: "transfers",
  deadDeliveries: "deliveries",
};

interface Figures {
  readonly today: Summary;
  readonly month: Summary;
}

class Overview extends Page {
  readonly #figures = new Resource<Figures>(this, {
    everyMs: EVERY_MS,
    async load(client, signal) {
      const to = today();
      const read = (from: string): Promise<Summary> =>
        client.get("/v1/merchant/summary", { query: { from, to }, signal });
      const [ofToday, ofMonth] = await Promise.all([
        read(to),
        read(dayBefore(to, DAYS - 1)),
      ]);
      return { today: ofToday, month: ofMonth };
    },
  });

  protected override opened(): void {
    void this.#figures.open();
  }

  override render(): TemplateResult {
    const { overview, common } = this.words;
    const { value, error } = this.#figures;
    return html`<div class="page-head">
        <h1>${overview.title}</h1>
        <span class="small muted">${common.live}</span>
      </div>
      <div class="stack">
        ${
          error === undefined
            ? nothing
            : problem(error, () => void this.#figures.reload())
        }
        ${this.#numbers(overview.today, value?.today)}
        ${this.#attention(value?.today)}
        ${this.#numbers(overview.days, value?.month)}
        ${this.#perDay(value?.month)}
        <div class="columns">
          ${this.#kinds("method", value?.month)}
          ${this.#kinds("status", value?.month)}
          ${this.#partlyPaid(value?.today)} ${this.#providers(value?.today)}
          ${this.#backlog(value?.today)}
        </div>
      </div>`;
  }

  /** The same cards while they are loaded, so that nothing jumps. */
  #numbers(title: string, summary: Summary | undefined): TemplateResult {
    const { overview } = this.words;
    const paid = addUp(paidOnly(summary?.totals ?? []));
    const rate = summary?.successRate ?? null;
    const times = summary?.promptToPaid ?? null;
    const value = (text: string): unknown =>
      summary === undefined
        ? html`<span class="skeleton" aria-hidden="true"></span>`
        : text;
    const card = (label: string, text: string, help = ""): TemplateResult =>
      html`<div class="card">
        <h3 class="card-label">${label}</h3>
        <p class="figure-value">${value(text)}</p>
        <p class="small muted">${help === "" ? "\u00a0" : help}</p>
      </div>`;
    const amounts = paid.amounts.map(money).join(" + ");
    return html`<section aria-label=${title} class="stack">
      <h2>${title}</h2>
      <div class="cards">
        ${card(overview.taken, amounts || "0", overview.takenHelp)}
        ${card(overview.paidOrders, count(paid.count))}
        ${card(overview.success, rate === null ? "–" : percent(rate), overview.successHelp)}
        ${card(
          overview.toPaid,
          times === null ? "–" : duration(times.p50Seconds),
          times === null
            ? ""
            : fill(overview.toPaidHelp, { time: duration(times.p95Seconds) }),
        )}
      </div>
    </section>`;
  }

  #attention(summary: Summary | undefined): TemplateResult {
    const { overview } = this.words;
    const waiting = Object.entries(summary?.attention ?? {}).filter(
      ([, number]) => number > 0,
    );
    return html`<section class="card">
      <h2>${overview.attention}</h2>
      ${
        waiting.length === 0
          ? html`<p class="muted">
              ${summary === undefined ? "\u00a0" : overview.nothing}
            </p>`
          : html`<ul class="rows">
              ${waiting.map(
                ([kind, number]) =>
                  html`<li>
                    <span>${linked(kind, wordFor(overview, kind))}</span>
                    ${badge(count(number), "bad")}
                  </li>`,
              )}
            </ul>`
      }
    </section>`;
  }

  #perDay(summary: Summary | undefined): TemplateResult {
    const { overview, common } = this.words;
    const { amounts, count: paid } = addUp(paidOnly(summary?.totals ?? []));
    const [largest] = amounts;
    const currency = largest?.currency ?? "KES";
    const last = today();
    const bars = dayBars(summary?.days ?? [], last, DAYS, currency);
    return html`<section class="card">
      <h2>${overview.perDay}</h2>
      ${barChart({
        id: "per-day",
        title: overview.perDay,
        summary: fill(overview.perDayText, {
          amount: money(largest ?? { value: 0, currency }),
          count: count(paid),
          from: shortDay(dayBefore(last, DAYS - 1)),
          to: shortDay(last),
        }),
        bars: bars.map(({ day, value }) => ({
          label: shortDay(day),
          value,
          text: money({ value, currency }),
        })),
        columns: [common.day, overview.amount],
      })}
    </section>`;
  }

  #kinds(
    kind: "method" | "status",
    summary: Summary | undefined,
  ): TemplateResult {
    const { overview, methods, orderStatus } = this.words;
    const totals: readonly Total[] = summary?.totals ?? [];
    const rows = byKind(totals, kind);
    const all = addUp(totals).count;
    const isMethod = kind === "method";
    const title = isMethod ? overview.byMethod : overview.byStatus;
    return html`<section class="card">
      <h2>${title}</h2>
      ${
        rows.length === 0
          ? html`<p class="muted">
              ${summary === undefined ? "\u00a0" : overview.noOrders}
            </p>`
          : html`<table class="plain">
              <caption class="visually-hidden">
                ${title}
              </caption>
              <thead>
                <tr>
                  <th scope="col">
                    ${isMethod ? overview.method : overview.status}
                  </th>
                  <th scope="col" class="number">${overview.orders}</th>
                  <th scope="col" class="number">${overview.amount}</th>
                </tr>
              </thead>
              <tbody>
                ${rows.map(
                  ({ name, total }) =>
                    html`<tr>
                      <th scope="row">
                        ${wordFor(isMethod ? methods : orderStatus, name)}
                        ${meter(total.count / all)}
                      </th>
                      <td class="number">${count(total.count)}</td>
                      <td class="number">
                        ${total.amounts.map(
                          (amount) => html`<div>${money(amount)}</div>`,
                        )}
                      </td>
                    </tr>`,
                )}
              </tbody>
            </table>`
      }
    </section>`;
  }

  #partlyPaid(summary: Summary | undefined): TemplateResult {
    const { overview } = this.words;
    const balances = summary?.openBalances ?? [];
    return html`<section class="card">
      <h2>${overview.partlyPaid}</h2>
      ${
        balances.length === 0
          ? html`<p class="muted">
              ${summary === undefined ? "\u00a0" : overview.nonePartlyPaid}
            </p>`
          : html`<ul class="rows">
              ${balances.map(
                ({ count: number, paid, due }) =>
                  html`<li>
                    <a href=${toHref("/orders", { status: PARTLY_PAID })}
                      >${fill(overview.partlyPaidOrders, {
                        count: count(number),
                      })}</a
                    >
                    <span
                      >${fill(overview.paidAndDue, {
                        paid: money(paid),
                        due: money(due),
                      })}</span
                    >
                  </li>`,
              )}
            </ul>`
      }
    </section>`;
  }

  #providers(summary: Summary | undefined): TemplateResult {
    const { overview } = this.words;
    return html`<section class="card">
      <h2>${overview.providers}</h2>
      <ul class="rows">
        ${Object.entries(summary?.providers ?? {}).map(
          ([id, state]) =>
            html`<li>
              <span>${id}</span>${badge(overview[state], toneOf(state))}
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #backlog(summary: Summary | undefined): TemplateResult {
    const { overview } = this.words;
    const due = (summary?.backlog.tasks ?? []).filter((task) => task.due > 0);
    const deliveries = summary?.backlog.pendingDeliveries ?? 0;
    return html`<section class="card">
      <h2>${overview.backlog}</h2>
      ${
        due.length === 0 && deliveries === 0
          ? html`<p class="muted">
              ${summary === undefined ? "\u00a0" : overview.noBacklog}
            </p>`
          : html`<ul class="rows">
              ${due.map(
                ({ kind, due: number, oldestDueMs }) =>
                  html`<li>
                    <code>${kind}</code>
                    <span
                      >${fill(overview.tasksDue, {
                        count: count(number),
                        time: duration(oldestDueMs / 1000),
                      })}</span
                    >
                  </li>`,
              )}
              ${
                deliveries === 0
                  ? nothing
                  : html`<li>
                      <span>${overview.pendingDeliveries}</span>
                      <span>${count(deliveries)}</span>
                    </li>`
              }
            </ul>`
      }
    </section>`;
  }
}

/** To the section of the page on which it is decided. */
function linked(kind: string, text: string): unknown {
  const section = SECTIONS[kind];
  return section === undefined
    ? text
    : html`<a href="${toHref("/attention")}#${section}">${text}</a>`;
}

customElements.define("malipo-overview", Overview);

export const view: PageModule["view"] = (route) =>
  html`<malipo-overview .route=${route}></malipo-overview>`;
