/** One day: how far it is, and where the provider says something else. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Result } from "@malipo/client";
import { againQuestion } from "./actions.ts";
import { differenceColumns } from "./difference-columns.ts";
import type { Difference } from "./difference-columns.ts";
import { stateBadge } from "./state-badge.ts";
import { Page } from "../../app/page.ts";
import type { PageModule } from "../../app/page.ts";
import { navigate, toHref } from "../../app/router.ts";
import { count, dateTime, fullDay } from "../../lib/format.ts";
import { Resource } from "../../lib/resource.ts";
import { hasScope } from "../../lib/session.ts";
import { announce } from "../../ui/announce.ts";
import { confirm } from "../../ui/confirm.ts";
import { dataTable } from "../../ui/data-table.ts";
import { icon } from "../../ui/icon.ts";
import { pager } from "../../ui/pager.ts";
import { problem } from "../../ui/problem.ts";
import { fill } from "../../words/words.ts";

const PATH = "/reconciliation";
const EVERY_MS = 2_000;
const ROWS = 25;
const STATES = ["open", "resolved"] as const;

type Reconciliation = Result<
  "get",
  "/v1/merchant/reconciliations/{day}"
>["reconciliation"];
type DifferencePage = Result<
  "get",
  "/v1/merchant/reconciliations/{day}/differences"
>;

interface Shown {
  readonly run: Reconciliation;
  readonly page: DifferencePage;
}

class ReconciliationPage extends Page {
  readonly #day = new Resource<Shown>(this, {
    everyMs: EVERY_MS,
    load: async (client, signal) => {
      const path = { day: this.#name };
      const [{ reconciliation: run }, page] = await Promise.all([
        client.get("/v1/merchant/reconciliations/{day}", { path, signal }),
        client.get("/v1/merchant/reconciliations/{day}/differences", {
          ...{ path, query: this.#filter(), signal },
        }),
      ]);
      return { run, page };
    },
    onNews: ({ run }, before) => {
      if (run.state === before.run.state || run.state === "running") return;
      const { reconciliation: texts } = this.words;
      const { open } = run.differences;
      announce(fill(texts.endedNews, { count: count(open) }));
    },
  });

  get #name(): string {
    return this.route.params["day"] ?? "";
  }

  protected override opened(): void {
    void this.#day.open();
  }

  override updated(): void {
    document.title = `${this.#title()} · Malipo`;
  }

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

  #title(): string {
    const { reconciliation: texts } = this.words;
    return fill(texts.dayTitle, { day: fullDay(this.#name) });
  }

  override render(): TemplateResult {
    const { reconciliation: texts } = this.words;
    const { value, error } = this.#day;
    const run = value?.run;
    return html`<p class="back">
        <a href=${toHref(PATH)}>${icon("previous")} ${texts.back}</a>
      </p>
      <div class="page-head">
        <h1>${this.#title()}</h1>
        ${run === undefined ? nothing : html`<p>${stateBadge(run.state)}</p>`}
      </div>
      ${
        error === undefined
          ? nothing
          : problem(error, () => void this.#day.reload())
      }
      ${value === undefined ? nothing : this.#body(value)}`;
  }

  #body({ run, page }: Shown): TemplateResult {
    const { query } = this.route;
    const path = `${PATH}/${this.#name}`;
    const { reconciliation: texts } = this.words;
    return html`<div class="stack">
      ${run.state === "running" ? this.#progress(run) : this.#again()}
      ${run.state === "given_up" ? html`<p>${texts.givenUpHelp}</p>` : nothing}
      ${this.#facts(run)}
      <section>
        <div class="page-head">
          <h2>${texts.differences}</h2>
          ${this.#chooser(query)}
        </div>
        ${dataTable<Difference>({
          caption: texts.differences,
          rows: page.differences,
          key: ({ id }) => id,
          empty: run.state === "running" ? texts.noneYet : texts.noDifferences,
          columns: differenceColumns(this.words),
        })}
        ${pager(path, query, page.nextCursor)}
      </section>
    </div>`;
  }

  #progress({ progress: { done, total } }: Reconciliation): TemplateResult {
    const { reconciliation: texts } = this.words;
    return html`<label class="field">
      <span
        >${fill(texts.progress, { done: count(done), total: count(total) })}</span
      >
      <progress max=${Math.max(total, 1)} value=${done}></progress>
    </label>`;
  }

  #again(): TemplateResult {
    const { reconciliation: texts } = this.words;
    if (!hasScope("orders")) return html``;
    return html`<div class="buttons">
      <button @click=${this.#ask}>${icon("refresh")} ${texts.again}</button>
    </div>`;
  }

  readonly #ask = async (): Promise<void> => {
    await confirm(againQuestion(this.#name));
    await this.#day.reload();
  };

  #facts(run: Reconciliation): TemplateResult {
    const { reconciliation: texts } = this.words;
    const facts: readonly (readonly [string, string])[] = [
      [texts.open, count(run.differences.open)],
      [texts.resolved, count(run.differences.resolved)],
      [texts.attempts, count(run.asked.attempts)],
      [texts.refunds, count(run.asked.refunds)],
      ...(run.notAsked === 0
        ? []
        : [[texts.notAsked, count(run.notAsked)] as const]),
      [texts.started, dateTime(run.startedAt)],
      ...(run.endedAt === null
        ? []
        : [[texts.ended, dateTime(run.endedAt)] as const]),
      [texts.timeZone, run.timeZone],
    ];
    return html`<section class="card">
      <h2>${texts.run}</h2>
      <dl class="facts">
        ${facts.map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>
    </section>`;
  }

  #chooser(query: URLSearchParams): TemplateResult {
    const { reconciliation: texts, common } = this.words;
    const chosen = query.get("state") ?? "";
    return html`<label class="field">
      <span>${texts.show}</span>
      <select name="state" @change=${this.#choose}>
        <option value="">${common.all}</option>
        ${STATES.map(
          (state) =>
            html`<option value=${state} ?selected=${state === chosen}>
              ${texts[state]}
            </option>`,
        )}
      </select>
    </label>`;
  }

  readonly #choose = (event: Event): void => {
    const { value } = event.currentTarget as HTMLSelectElement;
    navigate(
      toHref(`${PATH}/${this.#name}`, value === "" ? {} : { state: value }),
    );
  };
}

customElements.define("malipo-reconciliation", ReconciliationPage);

export const view: PageModule["view"] = (route) =>
  html`<malipo-reconciliation .route=${route}></malipo-reconciliation>`;
