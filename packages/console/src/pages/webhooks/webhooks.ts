/** Where webhooks are sent, and what was sent. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Result } from "@malipo/client";
import type { Delivery, WebhookEndpoint } from "@malipo/protocol/merchant";
import { Page } from "../../app/page.ts";
import type { PageModule } from "../../app/page.ts";
import { toHref } from "../../app/router.ts";
import { dateTime } from "../../lib/format.ts";
import { Resource } from "../../lib/resource.ts";
import { hasScope } from "../../lib/session.ts";
import { resourceTable } from "../../ui/resource-table.ts";
import { choiceFilter, filterForm } from "../../ui/filters.ts";
import { icon } from "../../ui/icon.ts";
import { pager } from "../../ui/pager.ts";
import { wordFor } from "../../words/words.ts";
import {
  DELIVERY_STATUSES,
  answerText,
  deliveryBadge,
} from "./delivery-words.ts";
import { endpointBadge } from "./endpoint-words.ts";

const PATH = "/webhooks";
const EVERY_MS = 10_000;
const ROWS = 25;

type DeliveryPage = Result<"get", "/v1/merchant/deliveries">;

interface Row {
  readonly endpoint: WebhookEndpoint;
  /** Undefined if nothing was sent to it yet. */
  readonly last: Delivery | undefined;
}

class Webhooks extends Page {
  readonly #endpoints = new Resource<readonly Row[]>(this, {
    everyMs: EVERY_MS,
    async load(client, signal) {
      const { webhookEndpoints } = await client.get(
        "/v1/merchant/webhook-endpoints",
        { signal },
      );
      return Promise.all(
        webhookEndpoints.map(async (endpoint) => {
          const { deliveries } = await client.get("/v1/merchant/deliveries", {
            query: { endpoint: endpoint.id, limit: 1 },
            signal,
          });
          return { endpoint, last: deliveries[0] };
        }),
      );
    },
  });
  readonly #deliveries = new Resource<DeliveryPage>(this, {
    everyMs: EVERY_MS,
    load: (client, signal) =>
      client.get("/v1/merchant/deliveries", { query: this.#filter(), signal }),
  });

  protected override opened(): void {
    if (hasScope("admin") && this.#endpoints.value === undefined)
      void this.#endpoints.open();
    void this.#deliveries.open();
  }

  #filter() {
    const { query } = this.route;
    const status = DELIVERY_STATUSES.find(
      (each) => each === query.get("status"),
    );
    const endpoint = query.get("endpoint") ?? "";
    const cursor = query.get("cursor");
    return {
      limit: ROWS,
      ...(status === undefined ? {} : { status }),
      ...(endpoint === "" ? {} : { endpoint }),
      ...(cursor === null ? {} : { cursor }),
    };
  }

  override render(): TemplateResult {
    const { webhooks, common } = this.words;
    return html`<div class="page-head">
        <h1>${webhooks.title}</h1>
        <span class="small muted">${common.live}</span>
      </div>
      <div class="stack">
        ${
          hasScope("admin")
            ? this.#endpointPart()
            : html`<p class="notice">${webhooks.needsAdmin}</p>`
        }
        ${this.#deliveryPart()}
      </div>`;
  }

  #endpointPart(): TemplateResult {
    const { webhooks } = this.words;
    return html`<section class="stack">
      <div class="page-head">
        <div>
          <h2>${webhooks.endpoints}</h2>
          <p class="small muted">${webhooks.endpointsHelp}</p>
        </div>
        <a class="button" href=${toHref(`${PATH}/new`)}
          >${icon("plus")} ${webhooks.new}</a
        >
      </div>
      ${resourceTable(this.#endpoints, (rows) => rows, {
        caption: webhooks.caption,
        key: ({ endpoint }) => endpoint.id,
        empty: webhooks.empty,
        columns: this.#endpointColumns(),
      })}
    </section>`;
  }

  #endpointColumns() {
    const { webhooks } = this.words;
    return [
      {
        label: webhooks.name,
        cell: ({ endpoint: { id, name, url } }: Row) =>
          html`<a href=${toHref(`${PATH}/${id}`)}>${name}</a>
            <span class="small muted">${url}</span>`,
      },
      {
        label: webhooks.events,
        cell: ({ endpoint: { events } }: Row) =>
          events === null ? webhooks.allEvents : events.join(", "),
      },
      {
        label: webhooks.state,
        cell: ({ endpoint }: Row) => endpointBadge(endpoint),
      },
      {
        label: webhooks.lastResult,
        cell: ({ last }: Row) =>
          last === undefined
            ? webhooks.nothingSent
            : html`${deliveryBadge(last)}
                <span class="small muted"
                  >${dateTime(last.lastTryAt ?? last.createdAt)}</span
                >`,
      },
    ];
  }

  #deliveryPart(): TemplateResult {
    const { webhooks } = this.words;
    const { value } = this.#deliveries;
    const { query } = this.route;
    return html`<section class="stack">
      <div class="page-head">
        <h2>${webhooks.deliveries}</h2>
        <a href=${toHref("/events")}>${webhooks.eventList}</a>
      </div>
      ${this.#filters(query)}
      ${resourceTable(this.#deliveries, ({ deliveries }) => deliveries, {
        caption: webhooks.deliveriesCaption,
        key: ({ id }) => id,
        empty: query.size === 0 ? webhooks.noDeliveries : webhooks.noneMatches,
        columns: this.#deliveryColumns(),
      })}
      ${value === undefined ? nothing : pager(PATH, query, value.nextCursor)}
    </section>`;
  }

  #deliveryColumns() {
    const { webhooks } = this.words;
    return [
      {
        label: webhooks.event,
        cell: ({ id, event, reference }: Delivery) =>
          html`<a href=${toHref(`/deliveries/${id}`)}>${event}</a>
            <div class="small muted">${reference}</div>`,
      },
      { label: webhooks.state, cell: deliveryBadge },
      { label: webhooks.lastAnswer, cell: answerText },
      {
        label: webhooks.endpoint,
        cell: ({ endpointId }: Delivery) => this.#nameOf(endpointId),
      },
      {
        label: webhooks.created_,
        cell: ({ createdAt }: Delivery) =>
          html`<time datetime=${createdAt}>${dateTime(createdAt)}</time>`,
      },
    ];
  }

  #nameOf(id: string): string {
    const row = this.#endpoints.value?.find(
      ({ endpoint }) => endpoint.id === id,
    );
    return row?.endpoint.name ?? id;
  }

  #filters(query: URLSearchParams): TemplateResult {
    const { webhooks, deliveryStatus } = this.words;
    const states = DELIVERY_STATUSES.map(
      (each) => [each, wordFor(deliveryStatus, each)] as const,
    );
    const endpoints = (this.#endpoints.value ?? []).map(
      ({ endpoint: { id, name } }) => [id, name] as const,
    );
    return filterForm(
      PATH,
      query,
      html`${choiceFilter(query, "status", webhooks.state, states)}
      ${choiceFilter(query, "endpoint", webhooks.endpoint, endpoints)}`,
    );
  }
}

customElements.define("malipo-webhooks", Webhooks);

export const view: PageModule["view"] = (route) =>
  html`<malipo-webhooks .route=${route}></malipo-webhooks>`;
