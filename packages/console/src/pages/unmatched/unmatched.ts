/** Payments that came without an order, also those that somebody has decided about. */
import type { Result } from "@malipo/client";
import type { UnmatchedPaymentState } from "@malipo/protocol/merchant";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { Page } from "../../app/page.ts";
import type { PageModule } from "../../app/page.ts";
import { toHref } from "../../app/router.ts";
import { dateTime } from "../../lib/format.ts";
import { Resource } from "../../lib/resource.ts";
import { hasScope } from "../../lib/session.ts";
import { badge } from "../../ui/badge.ts";
import type { Tone } from "../../ui/badge.ts";
import { confirm, refreshConfirm } from "../../ui/confirm.ts";
import type { Question } from "../../ui/confirm.ts";
import { exportLink } from "../../ui/export-link.ts";
import { choiceFilter, filterForm } from "../../ui/filters.ts";
import { icon } from "../../ui/icon.ts";
import { pager } from "../../ui/pager.ts";
import { resourceTable } from "../../ui/resource-table.ts";
import { fill, wordFor } from "../../words/words.ts";
import { payerOf } from "../attention/items.ts";
import {
  amountOf,
  assignQuestion,
  dismissQuestion,
} from "../attention/questions.ts";
import "./raw-message.ts";

const PATH = "/unmatched-payments";
const EVERY_MS = 10_000;
const ROWS = 25;

type Payments = Result<"get", "/v1/merchant/unmatched-payments">;
type Payment = Payments["unmatchedPayments"][number];

const TONES: Readonly<Record<UnmatchedPaymentState, Tone>> = {
  open: "bad",
  assigned: "good",
  dismissed: "quiet",
};
const STATES = Object.keys(TONES) as readonly UnmatchedPaymentState[];

class Unmatched extends Page {
  readonly #list = new Resource<Payments>(this, {
    everyMs: EVERY_MS,
    load: (client, signal) =>
      client.get("/v1/merchant/unmatched-payments", {
        query: this.#filter(),
        signal,
      }),
    onNews: () => {
      refreshConfirm();
    },
  });

  protected override opened(): void {
    void this.#list.open();
  }

  /** What is in the address, as the interface takes it. */
  #filter() {
    const { query } = this.route;
    const state = STATES.find((each) => each === query.get("state"));
    const cursor = query.get("cursor");
    return {
      limit: ROWS,
      ...(state === undefined ? {} : { state }),
      ...(cursor === null ? {} : { cursor }),
    };
  }

  override render(): TemplateResult {
    const { unmatched, common } = this.words;
    const { value } = this.#list;
    const { query } = this.route;
    const states = STATES.map(
      (each) => [each, unmatched.states[each]] as const,
    );
    return html`<p class="back">
        <a href=${toHref("/attention")}
          >${icon("previous")} ${this.words.attention.title}</a
        >
      </p>
      <div class="page-head">
        <h1>${unmatched.title}</h1>
        <span class="small muted">${common.live}</span>
        ${exportLink("unmatched-payments", query)}
      </div>
      <p class="muted lead">${unmatched.help}</p>
      ${
        hasScope("orders")
          ? nothing
          : html`<p class="notice">
              ${fill(this.words.attention.lacks, { scope: "orders" })}
            </p>`
      }
      ${filterForm(
        PATH,
        query,
        choiceFilter(query, "state", unmatched.state, states),
      )}
      <section tabindex="-1" aria-label=${unmatched.title}>
        ${resourceTable(
          this.#list,
          ({ unmatchedPayments }) => unmatchedPayments,
          {
            caption: unmatched.caption,
            key: ({ id }) => id,
            empty: query.size === 0 ? unmatched.empty : unmatched.emptyFiltered,
            columns: this.#columns(),
          },
        )}
      </section>
      ${value === undefined ? nothing : pager(PATH, query, value.nextCursor)}`;
  }

  #columns() {
    const { unmatched, attention } = this.words;
    return [
      {
        label: unmatched.payment,
        cell: (payment: Payment) =>
          html`${amountOf(payment)}
            <span class="small muted"
              ><bdi>${payerOf(payment)}</bdi> ·
              ${fill(attention.receipt, { id: payment.id })}</span
            >`,
      },
      { label: unmatched.account, cell: this.#account },
      { label: unmatched.state, cell: this.#state },
      {
        label: unmatched.came,
        cell: ({ at }: Payment) =>
          html`<time datetime=${at}>${dateTime(at)}</time>`,
      },
      { label: unmatched.actions, cell: this.#actions },
    ];
  }

  readonly #account = ({ account, surplusOf }: Payment): unknown => {
    const { unmatched } = this.words;
    if (surplusOf !== null)
      return html`<a href=${toHref(`/links/${surplusOf.paymentLink}`)}
        >${unmatched.usedUpLink}</a
      >`;
    return account === null || account === ""
      ? unmatched.noAccount
      : html`<bdi>${account}</bdi>`;
  };

  readonly #state = ({ state, assigned, dismissed }: Payment): unknown => {
    const { unmatched } = this.words;
    return html`${badge(wordFor(unmatched.states, state), TONES[state])}
    ${
      assigned === null
        ? nothing
        : html`<span class="small"
            ><a href=${toHref(`/orders/${assigned.orderId}`)}
              >${unmatched.toOrder}</a
            >
            <span class="muted">${dateTime(assigned.at)}</span></span
          >`
    }
    ${
      dismissed === null
        ? nothing
        : html`<span class="small"
            ><bdi>${dismissed.note}</bdi>
            <span class="muted">${dateTime(dismissed.at)}</span></span
          >`
    }`;
  };

  readonly #actions = (payment: Payment): unknown => {
    const { attention, unmatched } = this.words;
    const mayDecide = hasScope("orders");
    const name = { id: payment.id };
    return html`<div class="buttons start">
        ${
          mayDecide && payment.state !== "assigned"
            ? html`<button
                aria-label=${fill(unmatched.assignOne, name)}
                @click=${() => this.#ask(assignQuestion(payment), payment)}
              >
                ${attention.assign}
              </button>`
            : nothing
        }
        ${
          mayDecide && payment.state === "open"
            ? html`<button
                aria-label=${fill(unmatched.dismissOne, name)}
                @click=${() => this.#ask(this.#dismissal(payment), payment)}
              >
                ${attention.dismiss}
              </button>`
            : nothing
        }
      </div>
      ${
        hasScope("admin")
          ? html`<malipo-raw-message
              .payment=${payment.id}
            ></malipo-raw-message>`
          : nothing
      }`;
  };

  /** Here, unlike under "Needs a person", it may stay on the page. */
  #dismissal(payment: Payment): Question {
    const { unmatched } = this.words;
    return { ...dismissQuestion(payment), text: unmatched.dismissText };
  }

  /** Also if somebody else was quicker: the dialog says so, and the page shows what they did. */
  async #ask(question: Question, { id, state }: Payment): Promise<void> {
    const isDecided = (): boolean => {
      const now = this.#list.value?.unmatchedPayments.find(
        (each) => each.id === id,
      );
      return now === undefined
        ? this.route.query.get("state") === state
        : now.state !== state;
    };
    const { gone } = this.words.attention;
    await confirm({ ...question, news: () => (isDecided() ? gone : null) });
    await this.#list.reload();
    await this.updateComplete;
    // The button has gone with what it decided; the keyboard goes on where it stood.
    if (document.activeElement === document.body)
      this.querySelector("section")?.focus();
  }
}

customElements.define("malipo-unmatched", Unmatched);

export const view: PageModule["view"] = (route) =>
  html`<malipo-unmatched .route=${route}></malipo-unmatched>`;
