/** What waits for a person: each with what happened, what can be done, and what each choice means. */
import { ProblemError } from "@malipo/client";
import type { Scope } from "@malipo/protocol";
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { TemplateResult } from "lit";
import { Page } from "../../app/page.ts";
import type { PageModule } from "../../app/page.ts";
import { navigate, toHref } from "../../app/router.ts";
import { count } from "../../lib/format.ts";
import { Resource } from "../../lib/resource.ts";
import { hasScope } from "../../lib/session.ts";
import { announce } from "../../ui/announce.ts";
import { badge } from "../../ui/badge.ts";
import { confirm, refreshConfirm } from "../../ui/confirm.ts";
import type { Question } from "../../ui/confirm.ts";
import { problem, problemText } from "../../ui/problem.ts";
import { fill } from "../../words/words.ts";
import { changedSince, checkOrder } from "../orders/actions.ts";
import { refundQuestion, refundableOf } from "../orders/refund.ts";
import type { History } from "../orders/timeline.ts";
import { idsOf, isComplete, loadDesk, totalOf } from "./desk.ts";
import type { Desk, Order } from "./desk.ts";
import { renderItem } from "./item.ts";
import type { Item } from "./item.ts";
import { createItems } from "./items.ts";
import { againAllQuestion, resolveQuestion } from "./questions.ts";

const EVERY_MS = 10_000;
const ASKED_EVERY_MS = 5_000;
const UNMATCHED = "/unmatched-payments";
/** Of the choices that this page offers. */
const SCOPES: readonly Scope[] = ["orders", "money_out"];

interface Section {
  readonly id: string;
  readonly title: string;
  readonly none: string;
  /** How many there are. `items` are the newest of them; fewer, where the others are shown elsewhere. */
  readonly total: number;
  readonly items: readonly Item[] | ProblemError;
  /** The whole list. */
  readonly all?: string;
  readonly extra?: TemplateResult | typeof nothing;
}

class Attention extends Page {
  #news: ReadonlySet<string> = new Set();
  readonly #desk = new Resource<Desk>(this, {
    everyMs: EVERY_MS,
    load: loadDesk,
    onNews: (desk, before) => {
      refreshConfirm();
      const known = new Set(idsOf(before));
      this.#news = new Set(idsOf(desk).filter((id) => !known.has(id)));
      if (this.#news.size > 0)
        announce(
          fill(this.words.attention.news, { count: String(this.#news.size) }),
        );
    },
  });

  /** The order that a dialog is about. */
  #askedId = "";
  readonly #asked = new Resource<History>(this, {
    everyMs: ASKED_EVERY_MS,
    load: (client, signal) =>
      client.get("/v1/merchant/orders/{id}", {
        path: { id: this.#askedId },
        signal,
      }),
    onNews: () => {
      refreshConfirm();
    },
  });

  /** The section that a link named was shown. */
  #isArrived = false;

  protected override opened(): void {
    this.#isArrived = false;
    void this.#desk.open();
  }

  override updated(): void {
    if (this.#isArrived || this.#desk.value === undefined) return;
    this.#isArrived = true;
    const { hash } = location;
    if (hash !== "") document.getElementById(hash.slice(1))?.scrollIntoView();
  }

  override render(): TemplateResult {
    const { attention, common } = this.words;
    const { value, error } = this.#desk;
    const lacking = SCOPES.find((scope) => !hasScope(scope));
    return html`<div class="page-head">
        <h1>${attention.title}</h1>
        <span class="small muted">${common.live}</span>
      </div>
      <div class="stack">
        <p class="muted">${attention.intro}</p>
        ${
          lacking === undefined
            ? nothing
            : html`<p class="notice">
                ${fill(attention.lacks, { scope: lacking })}
              </p>`
        }
        ${
          error === undefined
            ? nothing
            : problem(error, () => void this.#desk.reload())
        }
        ${
          value === undefined
            ? html`<p class="muted" aria-busy="true">${common.loading}</p>`
            : this.#sections(value).map((section) => this.#section(section))
        }
      </div>`;
  }

  #sections(desk: Desk): readonly Section[] {
    const { attention } = this.words;
    const { counts } = desk;
    const items = createItems({
      ask: this.#ask,
      check: this.#check,
      refund: this.#refund,
      settle: this.#settle,
    });
    const orders = (kind: string): string =>
      toHref("/orders", { attention: kind });
    return [
      {
        id: "reviews",
        title: attention.reviews,
        none: attention.reviewsNone,
        total: totalOf(desk, "reviews"),
        items: desk.reviews.map(items.review),
        all: orders("review"),
      },
      {
        id: "overpaid",
        title: attention.overpaid,
        none: attention.overpaidNone,
        total: totalOf(desk, "overpaid"),
        items: desk.overpaid.map(items.overpaid),
        all: orders("overpaid"),
      },
      {
        id: "refunds",
        title: attention.refunds,
        none: attention.refundsNone,
        total: totalOf(desk, "refunds"),
        items: desk.refunds.map(items.refund),
        all: orders("refund"),
      },
      {
        id: "payments",
        title: attention.payments,
        none: attention.paymentsNone,
        total: totalOf(desk, "payments"),
        items: desk.payments.map(items.payment),
        all: toHref(UNMATCHED, { state: "open" }),
        extra: html`<a href=${toHref(UNMATCHED)}
          >${this.words.unmatched.all}</a
        >`,
      },
      {
        id: "transfers",
        title: attention.transfers,
        none: attention.transfersNone,
        total:
          desk.transfers instanceof ProblemError
            ? counts.undecidedTransfers
            : desk.transfers.length,
        items:
          desk.transfers instanceof ProblemError
            ? desk.transfers
            : desk.transfers.map(items.transfer),
      },
      {
        id: "deliveries",
        title: attention.deliveries,
        none: attention.deliveriesNone,
        total: totalOf(desk, "deliveries"),
        items: desk.deliveries.map(items.delivery),
        all: toHref("/webhooks", { status: "dead" }),
        extra: this.#againAll(totalOf(desk, "deliveries")),
      },
    ];
  }

  #section(section: Section): TemplateResult {
    const { id, title, none, total, items, extra } = section;
    const heading = `${id}-title`;
    const isEmpty = !(items instanceof ProblemError) && total === 0;
    return html`<section
      id=${id}
      class="stack"
      tabindex="-1"
      aria-labelledby=${heading}
    >
      <div class="section-head">
        <h2 id=${heading}>
          ${title} ${isEmpty ? nothing : badge(count(total), "bad")}
        </h2>
        ${extra ?? nothing}
      </div>
      ${
        items instanceof ProblemError
          ? problem(items, () => void this.#desk.reload())
          : this.#items(section, items)
      }
      ${isEmpty ? html`<p class="muted">${none}</p>` : nothing}
    </section>`;
  }

  #items({ total, all }: Section, items: readonly Item[]): TemplateResult {
    const { attention } = this.words;
    const more = fill(
      items.length === 0 ? attention.moreAbove : attention.more,
      { count: count(total) },
    );
    return html`${
      items.length === 0
        ? nothing
        : html`<ul class="items">
            ${repeat(
              items,
              ({ id }) => id,
              (item) => renderItem(item, this.#news.has(item.id)),
            )}
          </ul>`
    }
    ${
      total <= items.length
        ? nothing
        : html`<p>
            ${all === undefined ? more : html`<a href=${all}>${more}</a>`}
          </p>`
    }`;
  }

  #againAll(total: number): TemplateResult | typeof nothing {
    if (total < 2 || !hasScope("orders")) return nothing;
    return html`<button @click=${() => this.#ask(againAllQuestion(total))}>
      ${this.words.attention.againAll}
    </button>`;
  }

  /** Also if somebody else was quicker: the dialog says so, and the page shows what they did. */
  readonly #ask = async (question: Question, id?: string): Promise<void> => {
    const isGone = (): boolean => {
      const { value } = this.#desk;
      return (
        id !== undefined &&
        value !== undefined &&
        isComplete(value) &&
        !idsOf(value).includes(id)
      );
    };
    const { gone } = this.words.attention;
    const news = (): string | null =>
      isGone() ? gone : (question.news?.() ?? null);
    const section = document.activeElement?.closest("section");
    await confirm({ ...question, news });
    await this.#desk.reload();
    await this.updateComplete;
    // The button has gone with what it decided; the keyboard goes on where it stood.
    if (document.activeElement === document.body) section?.focus();
  };

  readonly #check = async (order: Order): Promise<void> => {
    await checkOrder(order.id);
    await this.#desk.reload();
  };

  readonly #refund = (order: Order): Promise<void> =>
    this.#askAbout(order, (read) =>
      // The order's page says why.
      refundableOf(read()).length === 0 ||
      read().order.surplusLeft === undefined
        ? undefined
        : refundQuestion(read, read().order.surplusLeft),
    );

  readonly #settle = (order: Order): Promise<void> =>
    this.#askAbout(order, (read) =>
      resolveQuestion(order, read, () => this.#asked.reload()),
    );

  /** The dialog shows the order as it is by now, and says so if it is not as it was on this page. */
  async #askAbout(
    { id, version }: Order,
    make: (read: () => History) => Question | undefined,
  ): Promise<void> {
    this.#askedId = id;
    await this.#asked.open();
    const { value: opened, error } = this.#asked;
    if (opened === undefined) {
      announce(problemText(error));
      return;
    }
    const read = (): History => this.#asked.value ?? opened;
    const question = make(read);
    if (question === undefined) navigate(toHref(`/orders/${id}`));
    else
      await this.#ask(
        { ...question, news: () => changedSince(version, read()) },
        id,
      );
    this.#asked.clear();
  }
}

customElements.define("malipo-attention", Attention);

export const view: PageModule["view"] = (route) =>
  html`<malipo-attention .route=${route}></malipo-attention>`;
