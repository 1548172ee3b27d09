/** What webhooks say, as a list, also without an endpoint. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Result } from "@malipo/client";
import { Page } from "../../app/page.ts";
import type { PageModule } from "../../app/page.ts";
import { toHref } from "../../app/router.ts";
import { exactTime } from "../../lib/format.ts";
import { Resource } from "../../lib/resource.ts";
import { resourceTable } from "../../ui/resource-table.ts";
import { icon } from "../../ui/icon.ts";
import { pager } from "../../ui/pager.ts";

const PATH = "/events";
const EVERY_MS = 10_000;
const ROWS = 25;

type EventPage = Result<"get", "/v1/merchant/events">;
type Event = EventPage["events"][number];

class Events extends Page {
  readonly #list = new Resource<EventPage>(this, {
    everyMs: EVERY_MS,
    load: (client, signal) => {
      const cursor = this.route.query.get("cursor");
      return client.get("/v1/merchant/events", {
        query: {
          limit: ROWS,
          order: "desc",
          ...(cursor === null ? {} : { cursor }),
        },
        signal,
      });
    },
  });

  protected override opened(): void {
    void this.#list.open();
  }

  override render(): TemplateResult {
    const { webhooks, common } = this.words;
    const { value } = this.#list;
    return html`<p class="back">
        <a href=${toHref("/webhooks")}>${icon("previous")} ${webhooks.back}</a>
      </p>
      <div class="page-head">
        <h1>${webhooks.eventsTitle}</h1>
        <span class="small muted">${common.live}</span>
      </div>
      <p class="muted lead">${webhooks.eventsHelp}</p>
      ${resourceTable(this.#list, ({ events }) => events, {
        caption: webhooks.eventsCaption,
        key: ({ cursor }) => cursor,
        empty: webhooks.noEvents,
        columns: this.#columns(),
      })}
      ${value === undefined ? nothing : pager(PATH, this.route.query, value.nextCursor)}`;
  }

  #columns() {
    const { webhooks } = this.words;
    return [
      {
        label: webhooks.event,
        cell: ({ payload }: Event) => html`<code>${payload.type}</code>`,
      },
      {
        label: webhooks.order,
        cell: ({ payload: { data } }: Event) =>
          html`<a href=${toHref(`/orders/${data.order.id}`)}
            >${data.order.reference}</a
          >`,
      },
      {
        label: webhooks.at,
        cell: ({ payload: { timestamp } }: Event) =>
          html`<time datetime=${timestamp}>${exactTime(timestamp)}</time>`,
      },
      {
        label: webhooks.body,
        cell: ({ payload }: Event) =>
          html`<details>
            <summary>${webhooks.sent}</summary>
            <pre tabindex="0" aria-label=${webhooks.sent}>
${JSON.stringify(payload, null, 2)}</pre>
          </details>`,
      },
    ];
  }
}

customElements.define("malipo-events", Events);

export const view: PageModule["view"] = (route) =>
  html`<malipo-events .route=${route}></malipo-events>`;
