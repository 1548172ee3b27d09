/** `<malipo-alerts>`: what the people of the shop were told, and a test of whether they can be reached. */
import type { Result } from "@malipo/client";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { toHref } from "../../app/router.ts";
import { api } from "../../lib/api.ts";
import { dateTime, money } from "../../lib/format.ts";
import { Resource } from "../../lib/resource.ts";
import { badge } from "../../ui/badge.ts";
import type { Tone } from "../../ui/badge.ts";
import { ConsoleElement } from "../../ui/console-element.ts";
import { icon } from "../../ui/icon.ts";
import { problem } from "../../ui/problem.ts";
import { resourceTable } from "../../ui/resource-table.ts";
import { fill, wordFor } from "../../words/words.ts";

const ROWS = 10;

type Alerts = Result<"get", "/v1/merchant/alerts">;
type Alert = Alerts["alerts"][number];
type Test = Result<"post", "/v1/merchant/alerts/test">;

const TONES: Readonly<Record<Alert["state"], Tone>> = {
  waiting: "wait",
  sent: "good",
  failed: "bad",
};

class AlertsCard extends ConsoleElement {
  static override properties = {
    result: { state: true, attribute: false },
    failure: { state: true, attribute: false },
    isTesting: { state: true, attribute: false },
  };

  result: Test | null = null;
  failure: unknown = null;
  isTesting = false;
  /** Of what is shown; null for the newest. */
  #cursor: string | null = null;
  readonly #list = new Resource<Alerts>(this, {
    load: (client, signal) =>
      client.get("/v1/merchant/alerts", {
        query: {
          limit: ROWS,
          ...(this.#cursor === null ? {} : { cursor: this.#cursor }),
        },
        signal,
      }),
  });

  override firstUpdated(): void {
    void this.#list.open();
  }

  override render(): TemplateResult {
    const { alerts } = this.words;
    return html`<section class="stack" tabindex="-1" aria-labelledby="alerts">
      <div class="section-head">
        <h2 id="alerts">${alerts.title}</h2>
        <button
          aria-busy=${this.isTesting}
          ?disabled=${this.isTesting}
          @click=${this.#test}
        >
          ${this.isTesting ? alerts.testing : alerts.test}
        </button>
      </div>
      <p class="muted">${alerts.help}</p>
      <div role="status">${this.#tested()}</div>
      ${
        this.failure === null
          ? nothing
          : problem(this.failure, undefined, alerts.problems)
      }
      ${resourceTable(this.#list, (page) => page.alerts, {
        caption: alerts.caption,
        key: ({ id }) => id,
        empty: alerts.empty,
        columns: this.#columns(),
      })}
      ${this.#pager()}
    </section>`;
  }

  #tested(): unknown {
    const { alerts } = this.words;
    if (this.result === null) return nothing;
    return html`<ul class="rows card">
      ${this.result.results.map(
        ({ channel, to, sent, status }) =>
          html`<li>
            <span>${channel === "webhook" ? alerts.webhook : to}</span>
            <span>
              ${
                sent
                  ? badge(alerts.testSent, "good")
                  : badge(alerts.testFailed, "bad")
              }
              ${
                status === null
                  ? nothing
                  : html`<span class="small muted"
                      >${fill(alerts.status, { status: String(status) })}</span
                    >`
              }
            </span>
          </li>`,
      )}
    </ul>`;
  }

  #columns() {
    const { alerts } = this.words;
    return [
      {
        label: alerts.what,
        cell: (alert: Alert) =>
          html`${wordFor(alerts.types, alert.type)}
            <span class="small">${this.#about(alert)}</span>`,
      },
      {
        label: alerts.at,
        cell: ({ at }: Alert) =>
          html`<time datetime=${at}>${dateTime(at)}</time>`,
      },
      {
        label: alerts.state,
        cell: ({ state }: Alert) => badge(alerts.states[state], TONES[state]),
      },
      { label: alerts.messages, cell: this.#messages },
    ];
  }

  /** With a link to what it is about. */
  #about({ about }: Alert): unknown {
    const { alerts } = this.words;
    const { orderId, deliveryId, unmatchedPaymentId } = about;
    const amount = about.amount == null ? null : money(about.amount);
    const name = [
      about.reference ?? about.event ?? about.provider ?? unmatchedPaymentId,
      amount,
    ]
      .filter((part) => part != null)
      .join(" · ");
    if (name === "") return nothing;
    const href =
      deliveryId !== undefined
        ? toHref(`/deliveries/${deliveryId}`)
        : orderId !== undefined
          ? toHref(`/orders/${orderId}`)
          : unmatchedPaymentId !== undefined
            ? toHref("/unmatched-payments", { state: "open" })
            : undefined;
    return href === undefined
      ? html`${name}
        ${
          about.since === undefined
            ? nothing
            : fill(alerts.since, { time: dateTime(about.since) })
        }`
      : html`<a href=${href}>${name}</a>`;
  }

  readonly #messages = ({ messages }: Alert): unknown => {
    const { alerts } = this.words;
    if (messages.length === 0)
      return html`<span class="muted">${alerts.noMessages}</span>`;
    return html`<ul>
      ${messages.map(
        ({ channel, to, state, tries, lastStatus }) =>
          html`<li class="small">
            ${channel === "webhook" ? alerts.webhook : to}:
            ${alerts.states[state]}
            ${
              state === "sent"
                ? nothing
                : html`<span class="muted"
                    >${fill(alerts.tries, { count: String(tries) })}
                    ${
                      lastStatus === null
                        ? nothing
                        : fill(alerts.status, { status: String(lastStatus) })
                    }</span
                  >`
            }
          </li>`,
      )}
    </ul>`;
  };

  #pager(): unknown {
    const { common, alerts } = this.words;
    const nextCursor = this.#list.value?.nextCursor ?? null;
    if (this.#cursor === null && nextCursor === null) return nothing;
    const to = (cursor: string | null) => () => {
      void this.#show(cursor);
    };
    return html`<nav class="pager" aria-label=${alerts.title}>
      ${
        this.#cursor === null
          ? nothing
          : html`<button @click=${to(null)}>
              ${icon("previous")} ${common.first}
            </button>`
      }
      ${
        nextCursor === null
          ? nothing
          : html`<button @click=${to(nextCursor)}>
              ${common.next} ${icon("next")}
            </button>`
      }
    </nav>`;
  }

  async #show(cursor: string | null): Promise<void> {
    this.#cursor = cursor;
    await this.#list.open();
    await this.updateComplete;
    // The button that was pressed may have gone.
    if (document.activeElement === document.body)
      this.querySelector("section")?.focus();
  }

  readonly #test = async (): Promise<void> => {
    this.isTesting = true;
    this.result = null;
    this.failure = null;
    try {
      this.result = await api.post("/v1/merchant/alerts/test", { body: {} });
    } catch (error) {
      this.failure = error;
    }
    this.isTesting = false;
  };
}

customElements.define("malipo-alerts", AlertsCard);
