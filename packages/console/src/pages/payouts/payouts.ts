/** A payout or a bill payment by its id: what became of it, what that means, and what can be done. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Result } from "@malipo/client";
import { Page } from "../../app/page.ts";
import type { PageModule } from "../../app/page.ts";
import { navigate, toHref } from "../../app/router.ts";
import { textsOf } from "../../lib/form-text.ts";
import { exactTime } from "../../lib/format.ts";
import { Resource } from "../../lib/resource.ts";
import { icon } from "../../ui/icon.ts";
import { problem } from "../../ui/problem.ts";
import { fill } from "../../words/words.ts";
import { billView } from "./bill.ts";
import { payoutView } from "./payout.ts";

const PATH = "/payouts";
const KINDS = ["payout", "bill"] as const;
type Kind = (typeof KINDS)[number];

type Found = { readonly readAt: string } & (
  | {
      readonly kind: "payout";
      readonly payout: Result<"get", "/v1/merchant/payouts/{id}">;
    }
  | {
      readonly kind: "bill";
      readonly bill: Result<"get", "/v1/merchant/bills/{id}">;
    }
);

class Payouts extends Page {
  static override properties = {
    ...Page.properties,
    isMissing: { state: true, attribute: false },
  };

  isMissing = false;
  readonly #found = new Resource<Found>(this, {
    load: async (client, signal) => {
      const input = { path: { id: this.#id() }, signal };
      const readAt = new Date().toISOString();
      return this.#kind() === "payout"
        ? {
            kind: "payout",
            readAt,
            payout: await client.get("/v1/merchant/payouts/{id}", input),
          }
        : {
            kind: "bill",
            readAt,
            bill: await client.get("/v1/merchant/bills/{id}", input),
          };
    },
  });

  protected override opened(): void {
    this.isMissing = false;
    if (this.#id() === "") this.#found.clear();
    else void this.#found.open();
  }

  #id(): string {
    return this.route.query.get("id")?.trim() ?? "";
  }

  #kind(): Kind {
    return this.route.query.get("kind") === "bill" ? "bill" : "payout";
  }

  override render(): TemplateResult {
    const { payouts } = this.words;
    const { error, isLoading, value } = this.#found;
    return html`<div class="page-head"><h1>${payouts.title}</h1></div>
      <p class="muted lead">${payouts.help}</p>
      ${this.#form()}
      <div class="stack" aria-busy=${isLoading ? "true" : "false"}>
        ${
          error === undefined
            ? nothing
            : problem(error, this.#again, payouts.problems)
        }
        ${value === undefined ? this.#waiting() : this.#value(value)}
      </div>`;
  }

  #waiting(): unknown {
    return this.#found.isLoading
      ? html`<div class="card">
          <p><span class="skeleton"></span></p>
          <p class="visually-hidden">${this.words.common.loading}</p>
        </div>`
      : nothing;
  }

  #value(found: Found): TemplateResult {
    const { payouts } = this.words;
    const time = exactTime(found.readAt);
    return html`${
        found.kind === "payout"
          ? payoutView(found.payout, this.#again)
          : billView(found.bill)
      }
      <div class="buttons">
        <span class="small muted">${fill(payouts.readAt, { time })}</span>
        <button @click=${this.#again}>
          ${icon("refresh")} ${payouts.again}
        </button>
      </div>`;
  }

  readonly #again = (): void => {
    void this.#found.reload();
  };

  #form(): TemplateResult {
    const { payouts } = this.words;
    return html`<form
      class="filters"
      role="search"
      novalidate
      @submit=${this.#submit}
    >
      <label class="field">
        <span>${payouts.kind}</span>
        <select name="kind" .value=${this.#kind()}>
          ${KINDS.map(
            (kind) =>
              html`<option value=${kind} ?selected=${kind === this.#kind()}>
                ${payouts[kind]}
              </option>`,
          )}
        </select>
      </label>
      <label class="field wide">
        <span>${payouts.id}</span>
        <input
          name="id"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          .value=${this.#id()}
          aria-invalid=${this.isMissing ? "true" : nothing}
          aria-describedby=${this.isMissing ? "payout-missing" : nothing}
        />
        ${
          this.isMissing
            ? html`<span class="error" id="payout-missing" role="alert"
                >${payouts.missing}</span
              >`
            : nothing
        }
      </label>
      <button class="primary">${icon("search")} ${payouts.find}</button>
    </form>`;
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const { id = "", kind } = textsOf(new FormData(form));
    this.isMissing = id === "";
    if (this.isMissing) {
      form.querySelector("input")?.focus();
      return;
    }
    const href = toHref(PATH, { kind: kind === "bill" ? kind : null, id });
    if (href === location.pathname + location.search) this.#again();
    else navigate(href);
  };
}

customElements.define("malipo-payouts", Payouts);

export const view: PageModule["view"] = (route) =>
  html`<malipo-payouts .route=${route}></malipo-payouts>`;
