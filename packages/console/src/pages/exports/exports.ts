/** Files for spreadsheets and bookkeeping: what, and of which days. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { Page } from "../../app/page.ts";
import type { PageModule } from "../../app/page.ts";
import { navigate, toHref } from "../../app/router.ts";
import { textsOf } from "../../lib/form-text.ts";
import { currentSession, hasScope } from "../../lib/session.ts";
import { today } from "../../lib/shop-day.ts";
import { announce } from "../../ui/announce.ts";
import { icon } from "../../ui/icon.ts";
import { problem } from "../../ui/problem.ts";
import { fill, language } from "../../words/words.ts";
import { fileSize, lastMonth, readDays, thisMonth } from "./days.ts";
import type { Days } from "./days.ts";
import { EXPORTS, download, startDownload } from "./download.ts";
import type { Download, ExportName } from "./download.ts";

const PATH = "/exports";

const mayRead = (name: ExportName): boolean =>
  name !== "audit-log" || hasScope("admin");

class ExportsPage extends Page {
  static override properties = {
    ...Page.properties,
    isWrong: { state: true, attribute: false },
  };

  isWrong = false;
  #stop: (() => void) | undefined;
  #before: Download["is"] = "idle";

  override connectedCallback(): void {
    super.connectedCallback();
    this.#before = download.get().is;
    this.#stop = download.subscribe(this.#onNews);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  protected override opened(): void {
    this.isWrong = false;
  }

  /** For screen readers its beginning and its end; the size is for the eye. */
  readonly #onNews = (): void => {
    const now = download.get();
    const { exports } = this.words;
    if (now.is !== this.#before) {
      if (now.is === "running") announce(exports.begun);
      if (now.is === "done") announce(this.#describe(exports.done, now));
      if (now.is === "stopped") announce(exports.stopped);
    }
    this.#before = now.is;
    this.requestUpdate();
  };

  #describe(
    text: string,
    { file, bytes }: { readonly file: string; readonly bytes: number },
  ): string {
    return fill(text, { file, size: fileSize(bytes, language.get()) });
  }

  #what(): ExportName {
    const given = this.route.query.get("what");
    return EXPORTS.find((name) => name === given && mayRead(name)) ?? "orders";
  }

  /** The address may have one of the two, from another page's filter. */
  #days(): Days {
    const { query } = this.route;
    const month = thisMonth(today());
    const to = query.get("to") ?? month.to;
    return { from: query.get("from") ?? thisMonth(to).from, to };
  }

  override render(): TemplateResult {
    const { exports } = this.words;
    const timeZone = currentSession()?.timeZone ?? "UTC";
    const now = download.get();
    return html`<div class="page-head"><h1>${exports.title}</h1></div>
      <p class="muted lead">${fill(exports.help, { timeZone })}</p>
      <form
        class="card stack export"
        aria-label=${exports.title}
        novalidate
        @submit=${this.#submit}
        @change=${this.#keep}
      >
        ${this.#kinds()} ${this.#range()}
        <div class="buttons">
          ${
            now.is === "running"
              ? html`<button type="button" @click=${now.stop}>
                  ${exports.stop}
                </button>`
              : html`<button class="primary">
                  ${icon("download")} ${exports.download}
                </button>`
          }
        </div>
        ${this.#progress(now)}
      </form>`;
  }

  #kinds(): TemplateResult {
    const { exports } = this.words;
    return html`<fieldset class="choices">
      <legend>${exports.what}</legend>
      ${EXPORTS.map(
        (name) =>
          html`<label class="check">
            <input
              type="radio"
              name="what"
              value=${name}
              ?disabled=${!mayRead(name)}
              .checked=${name === this.#what()}
            />
            <span
              >${exports.kinds[name]}
              ${
                mayRead(name)
                  ? nothing
                  : html`<span class="small muted"
                      >(${exports.needsAdmin})</span
                    >`
              }</span
            >
          </label>`,
      )}
    </fieldset>`;
  }

  #range(): TemplateResult {
    const { exports } = this.words;
    const days = this.#days();
    const what = this.#what();
    const month = thisMonth(today());
    const before = lastMonth(today());
    const day = (name: "from" | "to"): TemplateResult =>
      html`<label class="field">
        <span>${exports[name]}</span>
        <input
          name=${name}
          type="date"
          required
          .value=${days[name]}
          aria-invalid=${this.isWrong ? "true" : nothing}
          aria-describedby=${this.isWrong ? "wrong-days" : nothing}
        />
      </label>`;
    const shortcut = (text: string, { from, to }: Days): TemplateResult =>
      html`<a
        class="button"
        href=${toHref(PATH, { what, from, to })}
        aria-current=${from === days.from && to === days.to ? "true" : nothing}
        >${text}</a
      >`;
    return html`<fieldset class="stack">
      <legend>${exports.days}</legend>
      <div class="shortcuts">
        ${shortcut(exports.thisMonth, month)}
        ${shortcut(exports.lastMonth, before)}
      </div>
      <div class="pair">${day("from")} ${day("to")}</div>
      ${
        this.isWrong
          ? html`<p class="error" id="wrong-days" role="alert">
              ${exports.wrongDays}
            </p>`
          : nothing
      }
    </fieldset>`;
  }

  #progress(now: Download): unknown {
    const { exports } = this.words;
    switch (now.is) {
      case "idle":
        return nothing;
      case "running":
        return html`<div class="running">
          <progress aria-label=${exports.download}></progress>
          <p>${this.#describe(exports.loading, now)}</p>
        </div>`;
      case "done":
        return html`<p>
          ${icon("check")} ${this.#describe(exports.done, now)}
        </p>`;
      case "stopped":
        return html`<p>${exports.stopped}</p>`;
      case "broken":
        return html`<p class="problem" role="alert">${exports.brokeOff}</p>`;
      case "failed":
        return problem(now.error);
    }
  }

  /** What is chosen survives a reload. */
  readonly #keep = (event: Event): void => {
    const values = new FormData(event.currentTarget as HTMLFormElement);
    navigate(toHref(PATH, textsOf(values)), true);
  };

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (download.get().is === "running") return;
    const values = new FormData(event.currentTarget as HTMLFormElement);
    const { what, from = "", to = "" } = textsOf(values);
    const days = readDays(from, to);
    this.isWrong = days === undefined;
    const name = EXPORTS.find((each) => each === what);
    if (days !== undefined && name !== undefined)
      void startDownload(name, days);
  };
}

customElements.define("malipo-exports", ExportsPage);

export const view: PageModule["view"] = (route) =>
  html`<malipo-exports .route=${route}></malipo-exports>`;
