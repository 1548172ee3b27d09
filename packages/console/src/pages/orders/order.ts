/** One order: what it is, what happened to it, and what can be done. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { Page } from "../../app/page.ts";
import type { PageModule } from "../../app/page.ts";
import { toHref } from "../../app/router.ts";
import { exactTime, money } from "../../lib/format.ts";
import { Resource } from "../../lib/resource.ts";
import { hasScope } from "../../lib/session.ts";
import { badge, toneOf } from "../../ui/badge.ts";
import { confirm, refreshConfirm } from "../../ui/confirm.ts";
import type { Question } from "../../ui/confirm.ts";
import { copyButton } from "../../ui/copy-button.ts";
import { icon } from "../../ui/icon.ts";
import { problem } from "../../ui/problem.ts";
import { fill, wordFor } from "../../words/words.ts";
import {
  cancelQuestion,
  changedSince,
  checkOrder,
  mayResend,
  resendQuestion,
  revokeQuestion,
} from "./actions.ts";
import { renderFacts } from "./facts.ts";
import { renderLines } from "./lines.ts";
import { refundQuestion, refundableOf } from "./refund.ts";
import { renderRefunds, stopQuestion } from "./refunds.ts";
import { timelineOf } from "./timeline.ts";
import type { History } from "./timeline.ts";

const EVERY_MS = 5_000;

class OrderPage extends Page {
  static override properties = {
    ...Page.properties,
    isChecking: { state: true, attribute: false },
  };

  isChecking = false;
  readonly #history = new Resource<History>(this, {
    everyMs: EVERY_MS,
    load: (client, signal) =>
      client.get("/v1/merchant/orders/{id}", {
        path: { id: this.route.params["id"] ?? "" },
        signal,
      }),
    onNews: () => {
      refreshConfirm();
    },
  });

  protected override opened(): void {
    void this.#history.open();
  }

  override updated(): void {
    const { value } = this.#history;
    if (value !== undefined)
      document.title = `${value.order.reference} · Malipo`;
  }

  override render(): TemplateResult {
    const { order: texts, orderStatus, flags } = this.words;
    const { value, error } = this.#history;
    const order = value?.order;
    return html`<p class="back">
        <a href=${toHref("/orders")}>${icon("previous")} ${texts.back}</a>
      </p>
      <div class="page-head">
        <h1>
          ${
            order === undefined
              ? html`<span class="skeleton"></span>`
              : fill(texts.title, { reference: order.reference })
          }
        </h1>
        ${
          order === undefined
            ? nothing
            : html`<p>
                ${badge(orderStatus[order.status], toneOf(order.status))}
                ${(["review", "overpaid", "late"] as const).map((flag) =>
                  order.flags[flag] ? badge(flags[flag], "bad") : nothing,
                )}
                <strong>${money(order.amount)}</strong>
              </p>`
        }
      </div>
      ${
        error === undefined
          ? nothing
          : problem(error, () => void this.#history.reload())
      }
      ${value === undefined ? nothing : this.#body(value)}`;
  }

  #body(history: History): TemplateResult {
    return html`<div class="stack">
      ${this.#actions(history)}
      <div class="columns">
        <div class="stack">
          ${renderFacts(history, this.words)}
          ${renderLines(history.order, this.words)}
          ${renderRefunds(history, this.#stopRefund)}
          ${this.#deliveries(history)}
        </div>
        ${this.#timeline(history)}
      </div>
    </div>`;
  }

  #actions(history: History): TemplateResult {
    const { order: texts } = this.words;
    const { order, refundable } = history;
    const mayCheck =
      order.status !== "paid" && order.attempt !== null && hasScope("orders");
    const mayCancel = order.status === "open" && hasScope("orders");
    const mayRevoke = order.outcome === null && hasScope("orders");
    const isPaid = refundable.length > 0 && hasScope("money_out");
    const mayRefund = isPaid && refundableOf(history).length > 0;
    const [obstacle] = refundable.map((each) => each.obstacle);
    const receiptUrl = order.outcome?.receiptUrl ?? order.receiptUrl;
    const refund = (): void => {
      void this.#ask(
        refundQuestion(() => this.#history.value ?? history, order.surplusLeft),
      );
    };
    return html`<div class="buttons start">
        ${
          mayCheck
            ? html`<button
                aria-busy=${this.isChecking}
                ?disabled=${this.isChecking}
                @click=${this.#check}
              >
                ${icon("refresh")} ${texts.check}
              </button>`
            : nothing
        }
        ${
          mayRefund
            ? html`<button @click=${refund}>
                ${icon("refund")} ${texts.refundAction}
              </button>`
            : nothing
        }
        ${
          mayCancel
            ? html`<button @click=${() => this.#ask(cancelQuestion(order))}>
                ${icon("cross")} ${texts.cancel}
              </button>`
            : nothing
        }
        ${
          mayRevoke
            ? html`<button @click=${() => this.#ask(revokeQuestion(order))}>
                ${icon("keys")} ${texts.revoke}
              </button>`
            : nothing
        }
        ${
          receiptUrl === undefined
            ? nothing
            : html`<a
                class="button"
                href=${receiptUrl}
                target="_blank"
                rel="noopener"
                >${icon("receipt")} ${texts.seeReceipt}</a
              >`
        }
        ${copyButton(location.origin + location.pathname, texts.copyLink, true)}
      </div>
      ${
        isPaid && !mayRefund && obstacle != null
          ? html`<p class="muted">
              ${fill(texts.refundNot, { why: wordFor(texts.refundObstacles, obstacle) })}
            </p>`
          : nothing
      }`;
  }

  readonly #check = async (): Promise<void> => {
    this.isChecking = true;
    await checkOrder(this.route.params["id"] ?? "");
    this.isChecking = false;
    await this.#history.reload();
  };

  /** Also if somebody else was quicker: then the page shows what they did. */
  readonly #ask = async (question: Question): Promise<void> => {
    const version = this.#history.value?.order.version;
    const news = (): string | null => {
      const { value } = this.#history;
      return value === undefined ? null : changedSince(version, value);
    };
    await confirm({ ...question, news });
    await this.#history.reload();
  };

  readonly #stopRefund = (refund: History["refunds"][number]): void => {
    void this.#ask(stopQuestion(refund));
  };

  #deliveries({ deliveries }: History): TemplateResult {
    const { order: texts, deliveryStatus } = this.words;
    if (deliveries.length === 0) return html``;
    return html`<section class="card">
      <h2>${texts.deliveries}</h2>
      <ul class="rows">
        ${deliveries.map(
          (delivery) =>
            html`<li>
              <span>
                <a href=${toHref(`/deliveries/${delivery.id}`)}
                  ><code>${delivery.event}</code></a
                >
                ${badge(
                  deliveryStatus[delivery.status],
                  toneOf(delivery.status),
                )}
              </span>
              ${
                mayResend(delivery)
                  ? html`<button
                      @click=${() => this.#ask(resendQuestion(delivery))}
                    >
                      ${texts.resend}
                    </button>`
                  : nothing
              }
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #timeline(history: History): TemplateResult {
    const { order: texts } = this.words;
    return html`<section class="card">
      <h2>${texts.timeline}</h2>
      <ol class="timeline">
        ${timelineOf(history, this.words).map(
          ({ at, text, detail, tone }) =>
            html`<li class=${tone}>
              <p>${text}</p>
              ${
                detail === null
                  ? nothing
                  : html`<p class="small muted">${detail}</p>`
              }
              <time class="small muted" datetime=${at}>${exactTime(at)}</time>
            </li>`,
        )}
      </ol>
    </section>`;
  }
}

customElements.define("malipo-order", OrderPage);

export const view: PageModule["view"] = (route) =>
  html`<malipo-order .route=${route}></malipo-order>`;
