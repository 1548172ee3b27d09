/** `<malipo-console>`: the frame around the pages, or the sign-in. */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { TemplateResult } from "lit";
import { readSession, sessionState, signOut } from "../lib/session.ts";
import type { SessionState } from "../lib/session.ts";
import { PAGES } from "../pages/pages.ts";
import { announce, announcements } from "../ui/announce.ts";
import { confirm } from "../ui/confirm.ts";
import { ConsoleElement } from "../ui/console-element.ts";
import { icon } from "../ui/icon.ts";
import { problem } from "../ui/problem.ts";
import { fill, preferredLanguage, setLanguage, words } from "../words/words.ts";
import { languagePicker } from "./language-picker.ts";
import { findPage } from "./find-page.ts";
import type { FoundPage } from "./find-page.ts";
import type { PageDefinition, PageModule } from "./page.ts";
import { navigation } from "./navigation.ts";
import { address, mayLeave, startRouter, toHref } from "./router.ts";

type Loaded =
  | { readonly is: "loading" }
  | { readonly is: "ready"; readonly module: PageModule }
  | { readonly is: "failed"; readonly error: unknown };

type Session = Extract<SessionState, { is: "in" }>["session"];

export class ConsoleApp extends ConsoleElement {
  static override properties = {
    loaded: { state: true, attribute: false },
    unreachable: { state: true, attribute: false },
  };

  loaded: Loaded = { is: "loading" };
  unreachable = false;
  #page: FoundPage | undefined;
  /** The page whose script was asked for last. */
  #loading: PageDefinition | undefined;
  #path = "";
  readonly #stops: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    startRouter();
    this.#stops.push(
      address.subscribe(() => {
        this.#open();
      }),
      sessionState.subscribe(() => {
        this.#open();
      }),
      announcements.subscribe(() => {
        this.requestUpdate();
      }),
    );
    void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops.splice(0)) stop();
  }

  readonly #start = async (): Promise<void> => {
    this.unreachable = false;
    try {
      await setLanguage(preferredLanguage());
      await readSession();
    } catch {
      this.unreachable = true;
    }
  };

  /** Shows the page of the address. */
  #open(): void {
    const { path, query, by } = address.get();
    this.#page = findPage(PAGES, path, query);
    const isOtherPage = path !== this.#path;
    this.#path = path;
    this.requestUpdate();
    if (sessionState.get().is !== "in") return;
    const definition = this.#page?.definition;
    if (
      definition !== undefined &&
      (definition !== this.#loading || this.loaded.is === "failed")
    ) {
      this.#loading = definition;
      this.loaded = { is: "loading" };
      void this.#load(definition);
    }
    this.#setTitle();
    if (isOtherPage) void this.#arrive(by === "link");
  }

  async #load(definition: PageDefinition): Promise<void> {
    let loaded: Loaded;
    try {
      loaded = { is: "ready", module: await definition.load() };
    } catch (error) {
      loaded = { is: "failed", error };
    }
    if (this.#loading === definition) this.loaded = loaded;
  }

  #setTitle(): void {
    const title = this.#page?.definition.title(words()) ?? words().app.notFound;
    document.title = `${title} · Malipo`;
  }

  /** Screen readers and the keyboard go on at the page's beginning. */
  async #arrive(isByLink: boolean): Promise<void> {
    await this.updateComplete;
    const main = this.querySelector<HTMLElement>("#content");
    main?.focus({ preventScroll: true });
    if (isByLink) scrollTo(0, 0);
  }

  override render(): TemplateResult {
    const state = sessionState.get();
    return html`${this.#body(state)}
      <div class="announcements" role="status" aria-atomic="false">
        ${repeat(
          announcements.get(),
          ({ id }) => id,
          ({ text }) => html`<p class="announcement">${text}</p>`,
        )}
      </div>
      <malipo-confirm></malipo-confirm>`;
  }

  #body(state: SessionState): TemplateResult {
    const { app, common } = this.words;
    if (this.unreachable)
      return html`<main class="sign-in">
        <div class="problem" role="alert">
          <p>${app.unreachable}</p>
          <button @click=${this.#start}>${common.retry}</button>
        </div>
      </main>`;
    if (state.is === "unknown") return html`<main aria-busy="true"></main>`;
    return state.is === "out"
      ? html`<malipo-sign-in ?ended=${state.ended}></malipo-sign-in>`
      : this.#frame(state.session);
  }

  #frame(session: Session): TemplateResult {
    const { app } = this.words;
    return html`<a class="skip" href="#content">${app.skip}</a>
      <header class="top">
        <p class="shop">
          <strong>${session.merchantName}</strong>
          ${
            session.livemode
              ? nothing
              : html`<span class="badge wait">${app.test}</span>`
          }
        </p>
        ${this.#account(session)}
      </header>
      ${navigation(this.#page?.definition, session.scopes, this.words)}
      <main id="content" tabindex="-1">${this.#content(session)}</main>`;
  }

  #account(session: Session): TemplateResult {
    const { app, signIn } = this.words;
    const name = session.key.name;
    const leave = async (): Promise<void> => {
      if (!(await mayLeave())) return;
      try {
        await signOut(false);
      } catch {
        announce(this.words.errors.connection);
      }
    };
    const leaveAll = async (): Promise<void> => {
      if (!(await mayLeave())) return;
      await confirm({
        title: signIn.everywhereTitle,
        text: fill(signIn.everywhereText, { name }),
        confirm: signIn.everywhere,
        isDangerous: true,
        act: () => signOut(true),
        done: "",
      });
    };
    return html`<details class="account">
      <summary aria-label=${fill(app.account, { name })}>
        ${icon("person")}<span>${name}</span>
      </summary>
      <div class="menu">
        <p class="small muted">${fill(app.account, { name })}</p>
        ${languagePicker()}
        <button @click=${leave}>${icon("out")} ${signIn.out}</button>
        <button @click=${leaveAll}>${signIn.everywhere}</button>
        <p class="small muted">Malipo ${session.version}</p>
      </div>
    </details>`;
  }

  #content(session: Session): TemplateResult {
    const { app, common } = this.words;
    if (this.#page === undefined)
      return html`<h1>${app.notFound}</h1>
        <p><a href=${toHref("/")}>${app.toOverview}</a></p>`;
    const { definition, route } = this.#page;
    const { scope } = definition;
    if (!session.scopes.includes(scope))
      return html`<h1>${definition.title(this.words)}</h1>
        <p class="notice">${fill(app.noScope, { scope })}</p>`;
    if (this.loaded.is === "ready") return this.loaded.module.view(route);
    return this.loaded.is === "failed"
      ? problem(this.loaded.error, () => {
          this.#open();
        })
      : html`<h1>${definition.title(this.words)}</h1>
          <p class="visually-hidden">${common.loading}</p>`;
  }
}
