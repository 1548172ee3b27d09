/** One delivery: what is sent, how it was received, and sending it again. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { DeliveryWithPayload } from "@malipo/protocol/merchant";
import { Page } from "../../app/page.ts";
import type { PageModule } from "../../app/page.ts";
import { toHref } from "../../app/router.ts";
import { count, exactTime } from "../../lib/format.ts";
import { Resource } from "../../lib/resource.ts";
import { hasScope } from "../../lib/session.ts";
import { confirm } from "../../ui/confirm.ts";
import { copyButton } from "../../ui/copy-button.ts";
import { icon } from "../../ui/icon.ts";
import { problem } from "../../ui/problem.ts";
import { fill } from "../../words/words.ts";
import { mayResend, resendQuestion } from "../orders/actions.ts";
import { answerText, deliveryBadge } from "./delivery-words.ts";

const EVERY_MS = 5_000;

class DeliveryPage extends Page {
  readonly #delivery = new Resource<DeliveryWithPayload>(this, {
    everyMs: EVERY_MS,
    load: (client, signal) =>
      client.get("/v1/merchant/deliveries/{id}", {
        path: { id: this.route.params["id"] ?? "" },
        signal,
      }),
  });

  protected override opened(): void {
    void this.#delivery.open();
  }

  override render(): TemplateResult {
    const { webhooks } = this.words;
    const { value, error } = this.#delivery;
    return html`<p class="back">
        <a href=${toHref("/webhooks")}
          >${icon("previous")} ${webhooks.deliveryBack}</a
        >
      </p>
      <div class="page-head">
        <h1>
          ${
            value === undefined
              ? html`<span class="skeleton"></span>`
              : fill(webhooks.delivery, { event: value.event })
          }
        </h1>
        ${value === undefined ? nothing : deliveryBadge(value)}
      </div>
      ${
        error === undefined
          ? nothing
          : problem(error, () => void this.#delivery.reload())
      }
      ${value === undefined ? nothing : this.#body(value)}`;
  }

  #body(delivery: DeliveryWithPayload): TemplateResult {
    const { webhooks, order } = this.words;
    const payload = JSON.stringify(delivery.payload, null, 2);
    const resend = async (): Promise<void> => {
      await confirm(resendQuestion(delivery));
      await this.#delivery.reload();
    };
    return html`<div class="stack">
      ${
        mayResend(delivery)
          ? html`<div class="buttons">
              <button @click=${resend}>
                ${icon("refresh")} ${order.resend}
              </button>
            </div>`
          : nothing
      }
      <div class="columns">
        ${this.#facts(delivery)}
        <section class="card">
          <h2>${webhooks.sent} ${copyButton(payload, webhooks.copyPayload)}</h2>
          <pre tabindex="0" aria-label=${webhooks.sent}>${payload}</pre>
        </section>
      </div>
    </div>`;
  }

  #facts(delivery: DeliveryWithPayload): TemplateResult {
    const { webhooks } = this.words;
    const fact = (name: string, value: unknown): unknown =>
      value === null
        ? nothing
        : html`<dt>${name}</dt>
            <dd>${value}</dd>`;
    const time = (at: string | null): string | null =>
      at === null ? null : exactTime(at);
    const { id, eventId, endpointId, orderId, reference } = delivery;
    return html`<section class="card">
      <h2>${webhooks.lastAnswer}</h2>
      <dl class="facts">
        ${fact(webhooks.lastAnswer, answerText(delivery))}
        ${fact(webhooks.tries, count(delivery.tries))}
        ${fact(webhooks.lastTry, time(delivery.lastTryAt))}
        ${fact(webhooks.nextTry, time(delivery.nextTryAt))}
        ${fact(webhooks.deliveredAt, time(delivery.deliveredAt))}
        ${fact(webhooks.created_, time(delivery.createdAt))}
        ${fact(
          webhooks.order,
          html`<a href=${toHref(`/orders/${orderId}`)}>${reference}</a>`,
        )}
        ${fact(
          webhooks.endpoint,
          hasScope("admin")
            ? html`<a href=${toHref(`/webhooks/${endpointId}`)}
                >${endpointId}</a
              >`
            : endpointId,
        )}
        ${fact(webhooks.messageId, eventId)} ${fact(webhooks.deliveryId, id)}
      </dl>
    </section>`;
  }
}

customElements.define("malipo-delivery", DeliveryPage);

export const view: PageModule["view"] = (route) =>
  html`<malipo-delivery .route=${route}></malipo-delivery>`;
