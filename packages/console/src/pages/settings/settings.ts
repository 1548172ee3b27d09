/** What the relay understood of its configuration, its versions, and the addresses to register. Never a secret. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { RelaySettings, VariableSetting } from "@malipo/protocol/merchant";
import { Page } from "../../app/page.ts";
import type { PageModule } from "../../app/page.ts";
import { navigate, toHref } from "../../app/router.ts";
import { textsOf } from "../../lib/form-text.ts";
import { Resource } from "../../lib/resource.ts";
import { currentSession } from "../../lib/session.ts";
import { badge } from "../../ui/badge.ts";
import { copyButton } from "../../ui/copy-button.ts";
import { problem } from "../../ui/problem.ts";
import { fill } from "../../words/words.ts";
import "./alerts.ts";

const PATH = "/settings";
const COMMAND = "malipo doctor --addresses";
/** What the relay says of a secret. */
const HIDDEN = "set";

class Settings extends Page {
  readonly #settings = new Resource<RelaySettings>(this, {
    load: (client, signal) => client.get("/v1/merchant/settings", { signal }),
  });

  protected override opened(): void {
    // A filter changes the address, not what was read.
    if (this.#settings.value === undefined) void this.#settings.open();
  }

  override render(): TemplateResult {
    const { settings } = this.words;
    const { value, error } = this.#settings;
    return html`<div class="page-head"><h1>${settings.title}</h1></div>
      <p class="muted lead">${settings.help}</p>
      ${
        error === undefined
          ? nothing
          : problem(error, () => void this.#settings.reload())
      }
      ${
        value === undefined
          ? this.#waiting()
          : html`<div class="stack">
              <div class="columns">
                ${this.#versions(value)} ${this.#providers(value)}
              </div>
              ${this.#addresses(value)}
              <malipo-alerts></malipo-alerts>
              ${this.#variables(value.variables)}
            </div>`
      }`;
  }

  #waiting(): unknown {
    return this.#settings.isLoading
      ? html`<div class="card" aria-busy="true">
          <p><span class="skeleton"></span></p>
          <p class="visually-hidden">${this.words.common.loading}</p>
        </div>`
      : nothing;
  }

  #versions({ versions, livemode, publicUrl }: RelaySettings): TemplateResult {
    const { settings } = this.words;
    return html`<section class="card">
      <h2>${settings.versions}</h2>
      <dl class="facts">
        <dt>${settings.mode}</dt>
        <dd>
          ${badge(
            livemode ? settings.live : settings.test,
            livemode ? "good" : "wait",
          )}
        </dd>
        <dt>${settings.address}</dt>
        <dd>${publicUrl}</dd>
        <dt>${settings.relay}</dt>
        <dd>${versions.relay}</dd>
        <dt>${settings.widget}</dt>
        <dd>${versions.widget ?? "–"}</dd>
        <dt>${settings.console}</dt>
        <dd>${currentSession()?.version ?? "–"}</dd>
        <dt>Node.js</dt>
        <dd>${versions.node}</dd>
        <dt>${settings.database}</dt>
        <dd>${versions.database}</dd>
        <dt>${settings.schema}</dt>
        <dd>
          ${fill(settings.schemaNumber, { number: String(versions.schema) })}
        </dd>
      </dl>
    </section>`;
  }

  #providers({ providers }: RelaySettings): TemplateResult {
    const { settings } = this.words;
    return html`<section class="card">
      <h2>${settings.providers}</h2>
      ${providers.map(
        ({ title, configured, livemode, methods }) =>
          html`<h3 class="card-label">
              ${title}
              ${
                configured
                  ? badge(
                      livemode === true ? settings.live : settings.test,
                      livemode === true ? "good" : "wait",
                    )
                  : badge(settings.notConfigured, "quiet")
              }
            </h3>
            <ul class="rows">
              ${methods.map(
                (method) =>
                  html`<li>
                    <span>${method.title}</span>
                    ${
                      method.offered
                        ? badge(settings.offered, "good")
                        : badge(settings.notOffered, "quiet")
                    }
                  </li>`,
              )}
            </ul>`,
      )}
    </section>`;
  }

  #addresses({ addresses }: RelaySettings): TemplateResult {
    const { settings } = this.words;
    return html`<section class="card">
      <h2>${settings.addresses}</h2>
      ${
        addresses.length === 0
          ? html`<p class="muted">${settings.noAddresses}</p>`
          : html`<dl class="variables">
              ${addresses.map(
                ({ title, url, secret }) =>
                  html`<div>
                    <dt>${title}</dt>
                    <dd>
                      <code>${secret ? `${url}?s=…` : url}</code>
                      ${
                        secret
                          ? nothing
                          : copyButton(
                              url,
                              fill(settings.copyAddress, { title }),
                            )
                      }
                      ${
                        secret
                          ? html`<p class="small muted">
                              ${fill(settings.secretAddress, {
                                command: COMMAND,
                              })}
                            </p>`
                          : nothing
                      }
                    </dd>
                  </div>`,
              )}
            </dl>`
      }
    </section>`;
  }

  #variables(all: readonly VariableSetting[]): TemplateResult {
    const { settings, common } = this.words;
    const wanted = this.route.query.get("q")?.trim().toUpperCase() ?? "";
    const found = all.filter(({ name }) => name.includes(wanted));
    const titles = [...new Set(found.map(({ group }) => group))];
    return html`<section class="stack">
      <h2>${settings.configuration}</h2>
      <form class="filters" role="search" @submit=${this.#search}>
        <label class="field wide">
          <span>${settings.find}</span>
          <input
            name="q"
            type="search"
            placeholder=${settings.findHelp}
            .value=${this.route.query.get("q") ?? ""}
          />
        </label>
        <button>${common.search}</button>
        ${
          wanted === ""
            ? nothing
            : html`<a class="button" href=${toHref(PATH)}>${common.clear}</a>`
        }
      </form>
      ${
        found.length === 0
          ? html`<p class="empty">${settings.noneFound}</p>`
          : titles.map((title) => {
              const rows = found.filter(({ group }) => group === title);
              return this.#group(title, rows, wanted !== "");
            })
      }
    </section>`;
  }

  /** The relay's own words are English. */
  #group(
    title: string,
    rows: readonly VariableSetting[],
    isOpen: boolean,
  ): TemplateResult {
    const { settings } = this.words;
    return html`<details class="card" ?open=${isOpen}>
      <summary>
        <h3 lang="en">${title}</h3>
        <span class="small muted">
          ${fill(settings.countSet, {
            set: String(rows.filter(({ set }) => set).length),
            all: String(rows.length),
          })}
        </span>
      </summary>
      <dl class="variables">
        ${rows.map(
          ({ name, about, set, value }) =>
            html`<div>
              <dt>
                <code>${name}</code>
                ${
                  set
                    ? badge(settings.set, "good")
                    : value === null
                      ? badge(settings.none, "quiet")
                      : badge(settings.default, "quiet")
                }
              </dt>
              <dd>
                ${
                  value === null
                    ? nothing
                    : html`<p>
                        ${
                          value === HIDDEN
                            ? settings.hidden
                            : html`<code>${value}</code>`
                        }
                      </p>`
                }
                <p class="small muted" lang="en">${about}</p>
              </dd>
            </div>`,
        )}
      </dl>
    </details>`;
  }

  readonly #search = (event: SubmitEvent): void => {
    event.preventDefault();
    const values = new FormData(event.currentTarget as HTMLFormElement);
    navigate(toHref(PATH, textsOf(values)));
  };
}

customElements.define("malipo-settings", Settings);

export const view: PageModule["view"] = (route) =>
  html`<malipo-settings .route=${route}></malipo-settings>`;
