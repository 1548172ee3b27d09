/** `<malipo-order-picker>`: finds the order that a payment is for. The chosen one is the form's `orderId`. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { api } from "../../lib/api.ts";
import type { FieldError } from "../../lib/field-errors.ts";
import { dateTime, money } from "../../lib/format.ts";
import { badge, toneOf } from "../../ui/badge.ts";
import { ConsoleElement } from "../../ui/console-element.ts";
import { errorText } from "../../ui/fields.ts";
import { icon } from "../../ui/icon.ts";
import { problem } from "../../ui/problem.ts";
import { consequenceOf } from "./consequence.ts";
import type { Order, Payment } from "./desk.ts";

const ROWS = 5;

export class OrderPicker extends ConsoleElement {
  static override properties = {
    payment: { attribute: false },
    error: { attribute: false },
    orders: { state: true, attribute: false },
    chosen: { state: true, attribute: false },
    outcome: { state: true, attribute: false },
    failure: { state: true, attribute: false },
  };

  payment: Payment | null = null;
  /** What is wrong with the choice. */
  error: FieldError | null = null;
  /** Null until something was searched for. */
  orders: readonly Order[] | null = null;
  chosen: Order | null = null;
  /** What the chosen one would become, as the relay says. */
  outcome: Order | null = null;
  failure: unknown = null;

  /** What the payer typed, or their number, may name the order already. */
  override firstUpdated(): void {
    const { account, phone, phoneHidden } = this.payment ?? {};
    const guesses = [account, phoneHidden === true ? null : phone];
    void this.#suggest(guesses.flatMap((each) => (each ? [each] : [])));
  }

  async #suggest(guesses: readonly string[]): Promise<void> {
    for (const guess of guesses) {
      await this.#search(guess);
      if ((this.orders?.length ?? 0) > 0) return;
    }
    this.orders = null;
  }

  async #search(q: string): Promise<void> {
    this.failure = null;
    try {
      const { orders } = await api.get("/v1/merchant/orders", {
        query: { q, limit: ROWS },
      });
      this.orders = orders;
      this.chosen = null;
      this.outcome = null;
    } catch (error) {
      this.failure = error;
    }
  }

  async #choose(order: Order): Promise<void> {
    this.chosen = order;
    this.outcome = null;
    this.error = null;
    this.failure = null;
    try {
      const { order: after } = await api.get(
        "/v1/merchant/unmatched-payments/{id}/orders/{orderId}",
        { path: { id: this.payment?.id ?? "", orderId: order.id } },
      );
      if (this.chosen === order) this.outcome = after;
    } catch (error) {
      if (this.chosen === order) this.failure = error;
    }
  }

  override render(): TemplateResult {
    const { attention } = this.words;
    return html`<label class="field">
        <span>${attention.find}</span>
        <input
          type="search"
          aria-describedby="find-help"
          @keydown=${this.#onKey}
        />
      </label>
      <p id="find-help" class="small muted">${attention.findHelp}</p>
      <button type="button" @click=${this.#onSearch}>
        ${icon("search")} ${this.words.common.search}
      </button>
      ${this.failure === null ? nothing : problem(this.failure)}
      ${this.#results()}
      ${
        this.error === null
          ? nothing
          : html`<p id="order-error" class="error" role="alert">
              ${errorText(this.error)}
            </p>`
      }
      <p role="status">${this.#consequence()}</p>`;
  }

  #results(): TemplateResult {
    const { attention, orderStatus } = this.words;
    const { orders } = this;
    if (orders === null) return html``;
    if (orders.length === 0)
      return html`<p class="muted" role="status">${attention.foundNone}</p>`;
    return html`<fieldset
      class="choice-list"
      aria-describedby=${this.error === null ? nothing : "order-error"}
    >
      <legend>${attention.found}</legend>
      ${orders.map(
        (order) =>
          html`<label>
            <input
              type="radio"
              name="orderId"
              value=${order.id}
              .checked=${order === this.chosen}
              aria-invalid=${this.error === null ? "false" : "true"}
              @change=${() => this.#choose(order)}
            />
            <span>
              <strong>${order.reference}</strong> ${money(order.amount)}
              ${badge(orderStatus[order.status], toneOf(order.status))}
              <span class="small muted"
                >${
                  order.createdAt === undefined ? "" : dateTime(order.createdAt)
                }</span
              >
            </span>
          </label>`,
      )}
    </fieldset>`;
  }

  #consequence(): string {
    return this.chosen === null || this.outcome === null
      ? ""
      : consequenceOf(this.chosen, this.outcome, this.words).join(" ");
  }

  /** Enter searches, and does not send the form. */
  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    this.#onSearch();
  };

  readonly #onSearch = (): void => {
    const q = this.querySelector("input")?.value.trim() ?? "";
    if (q !== "") void this.#search(q);
  };
}

customElements.define("malipo-order-picker", OrderPicker);
