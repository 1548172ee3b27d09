/** Past days, compared with the provider; newest first. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Result } from "@malipo/client";
import { againQuestion } from "./actions.ts";
import { stateBadge } from "./state-badge.ts";
import { Page } from "../../app/page.ts";
import type { PageModule } from "../../app/page.ts";
import { navigate, toHref } from "../../app/router.ts";
import { count, dateTime, fullDay } from "../../lib/format.ts";
import { Resource } from "../../lib/resource.ts";
import { hasScope } from "../../lib/session.ts";
import { dayBefore, today } from "../../lib/shop-day.ts";
import { badge } from "../../ui/badge.ts";
import { confirm } from "../../ui/confirm.ts";
import { resourceTable } from "../../ui/resource-table.ts";
import { icon } from "../../ui/icon.ts";
import { pager } from "../../ui/pager.ts";
import { fill } from "../../words/words.ts";

const PATH = "/reconciliation";
const EVERY_MS = 5_000;
const ROWS = 25;

type DayPage = Result<"get", "/v1/merchant/reconciliations">;
type Day = DayPage["reconciliations"][number];

class Reconciliations extends Page {
  readonly #list = new Resource<DayPage>(this, {
    everyMs: EVERY_MS,
    load: (client, signal) => {
      const cursor = this.route.query.get("cursor");
      return client.get("/v1/merchant/reconciliations", {
        query: { limit: ROWS, ...(cursor === null ? {} : { cursor }) },
        signal,
      });
    },
  });

  protected override opened(): void {
    void this.#list.open();
  }

  override render(): TemplateResult {
    const { reconciliation: texts, common } = this.words;
    const { value } = this.#list;
    return html`<div class="page-head">
        <h1>${texts.title}</h1>
        <span class="small muted">${common.live}</span>
      </div>
      <div class="stack">
        <p class="muted">${texts.intro}</p>
        ${hasScope("orders") ? this.#chooser() : nothing}
      </div>
      ${resourceTable(this.#list, ({ reconciliations }) => reconciliations, {
        caption: texts.caption,
        key: ({ day }) => day,
        empty: texts.empty,
        columns: this.#columns(),
      })}
      ${
        value === undefined
          ? nothing
          : pager(PATH, this.route.query, value.nextCursor)
      }`;
  }

  #columns() {
    const { reconciliation: texts, common } = this.words;
    return [
      {
        label: common.day,
        cell: ({ day }: Day) =>
          html`<a href=${toHref(`${PATH}/${day}`)}>${fullDay(day)}</a>`,
      },
      { label: texts.state, cell: ({ state }: Day) => stateBadge(state) },
      {
        label: texts.compared,
        isNumber: true,
        cell: ({ progress }: Day) =>
          fill(texts.doneOf, {
            done: count(progress.done),
            total: count(progress.total),
          }),
      },
      {
        label: texts.open,
        isNumber: true,
        cell: ({ differences: { open } }: Day) =>
          open === 0 ? count(0) : badge(count(open), "bad"),
      },
      {
        label: texts.resolved,
        isNumber: true,
        cell: ({ differences: { resolved } }: Day) => count(resolved),
      },
      {
        label: texts.ended,
        cell: ({ endedAt }: Day) =>
          endedAt === null
            ? ""
            : html`<time datetime=${endedAt}>${dateTime(endedAt)}</time>`,
      },
    ];
  }

  #chooser(): TemplateResult {
    const { reconciliation: texts, common } = this.words;
    const yesterday = dayBefore(today(), 1);
    return html`<form class="filters" @submit=${this.#begin}>
      <label class="field">
        <span>${common.day}</span>
        <input
          name="day"
          type="date"
          required
          max=${yesterday}
          .value=${yesterday}
        />
      </label>
      <button>${icon("refresh")} ${texts.compare}</button>
    </form>`;
  }

  readonly #begin = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const values = new FormData(event.currentTarget as HTMLFormElement);
    const day = values.get("day");
    if (typeof day !== "string" || day === "") return;
    if (await confirm(againQuestion(day))) navigate(toHref(`${PATH}/${day}`));
  };
}

customElements.define("malipo-reconciliations", Reconciliations);

export const view: PageModule["view"] = (route) =>
  html`<malipo-reconciliations .route=${route}></malipo-reconciliations>`;
