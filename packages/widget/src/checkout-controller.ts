/** Owns the state of one checkout: dispatches events and acts on the new state. */
import type { Order } from "@malipo/protocol";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { announceOrder, noteAction, reportError } from "./announce-order.ts";
import { RelayClock, ticks } from "./clock.ts";
import { mayChange, OrderFollower } from "./client/order-follower.ts";
import type { OrderSession } from "./client/order-session.ts";
import type { News } from "./client/order-watch.ts";
import type { Draft } from "./draft.ts";
import { EMPTY_DRAFT, enteredBefore } from "./draft.ts";
import {
  CheckoutError,
  isTransient,
  toCheckoutError,
  toTrouble,
} from "./errors.ts";
import type { AnalyticsDetail } from "./events.ts";
import { emit } from "./events.ts";
import { rememberMethods } from "./expected-state.ts";
import { fetchLanguage } from "./locales/words.ts";
import {
  noteOrder,
  readIntent,
  storeKey,
  writeStored,
} from "./intent-store.ts";
import type { NamedOrder, OpenedOrder } from "./open-order.ts";
import { openOrder, takeOver } from "./open-order.ts";
import { loadLinkForm, readLinkOf } from "./link-at-start.ts";
import { layersAtLoad } from "./page/layers.ts";
import { listenToPage, whenSeen } from "./page-signals.ts";
import { pageCheckouts } from "./page-checkouts.ts";
import { settleNamedOrder } from "./return-address.ts";
import type { CheckoutConfig } from "./source.ts";
import { isSameTarget } from "./source.ts";
import type {
  CheckoutEvent,
  CheckoutState,
  Connection,
} from "./state/checkout-state.ts";
import { INITIAL_STATE } from "./state/checkout-state.ts";
import { canGoBack } from "./state/steps.ts";
import { transition } from "./state/transition.ts";
import { startTicking } from "./tick.ts";

export class CheckoutController implements ReactiveController {
  readonly host: HTMLElement & ReactiveControllerHost;
  state: CheckoutState = INITIAL_STATE;
  draft: Draft = EMPTY_DRAFT;
  config: CheckoutConfig | null = null;
  session: OrderSession | null = null;
  /** Where the browser remembers this checkout. */
  store = "";
  /** Aborts everything that belongs to the current order. Created in `begin`, because pages may have broken the class. */
  declare run: AbortController;
  /** The order named in the URL after a return. Kept until the shopper starts another. */
  named: NamedOrder | null = null;
  /** Null while the element is not on a page. */
  #page: AbortController | null = null;
  readonly #follower = new OrderFollower();
  #reading: Promise<void> | null = null;
  readonly clock = new RelayClock();
  /** When the current screen appeared, by `ticks`. */
  shownAt = 0;
  /** This page is on its way to the provider's page. */
  leaving = false;
  /** The order whose review the shopper had left when the element was removed. */
  #passed: string | undefined;
  linkForm: typeof import("./link-form.ts") | null = null;
  /** The last failure that was reported. */
  #failed = "";

  constructor(host: HTMLElement & ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {
    pageCheckouts.add(this);
    if (this.#page) return;
    this.#page = new AbortController();
    // Whoever is back is no longer on the way to the provider's page.
    const onReturn = (): void => {
      this.leaving = false;
      this.host.requestUpdate();
    };
    const onBack = (): void => {
      onReturn();
      void this.refresh();
      this.#follow();
    };
    const onLine = (): void => {
      this.#follower.stop();
      this.#connection(navigator.onLine ? "online" : "offline");
      if (navigator.onLine) onBack();
    };
    const onLeave = (): void => {
      this.#follower.stop();
      onReturn();
    };
    const onStored = (): void => {
      const { version = 0 } = readIntent(this.store);
      if (version > (this.state.order?.version ?? Infinity)) onBack();
    };
    listenToPage({ onBack, onLine, onLeave, onStored }, this.#page.signal);
    startTicking(this, this.#page.signal);
    this.begin();
    onLine();
  }

  hostDisconnected(): void {
    pageCheckouts.delete(this);
    // Frameworks that only move the element put it back at once.
    queueMicrotask(() => {
      if (this.host.isConnected) return;
      this.#page?.abort();
      this.#page = null;
      this.#passed = canGoBack(this.state) ? this.session?.key.orderId : "";
      this.#end();
    });
  }

  /** By the relay's clock, in ms. */
  readonly now = (): number => this.clock.now();

  /**
   * Applies the page's configuration, or null if there is none. Repeating it changes nothing.
   * `named`: the order named in the URL.
   */
  configure(config: CheckoutConfig | null, named: NamedOrder | null): void {
    const before = this.config;
    if (this.#failed.startsWith("configuration")) this.#failed = "";
    const { name, order } = this.state;
    const arrived = named !== null && named !== this.named;
    if (arrived) this.named = named;
    this.config = config;
    if (!config || (config.source.type === "none" && !this.named)) {
      this.config = null;
      // Shops empty the cart after a payment: keep showing the receipt.
      if (!before || name === "succeeded") return;
      this.#end();
      this.dispatch({ type: "reset" });
      return;
    }
    if (before && !arrived && isSameTarget(before, config)) {
      if (before.name === config.name || takeOver(config, this)) return;
      if (this.named) {
        const first = before.source.type === "none";
        if (first || !order || order.status === "pending") return;
        this.dropNamed();
      }
    }
    this.begin();
  }

  /** The shopper, or a page with another cart, no longer needs the order named in the URL. */
  dropNamed(): void {
    if (this.named) settleNamedOrder();
    this.named = null;
  }

  /** Loads the order that this browser has stored (unless `fresh`), or creates one. */
  begin(fresh = false): void {
    const { config, draft } = this;
    if (!config || !this.#page) return;
    this.#failed = "";
    this.#end();
    if (fresh) this.dropNamed();
    if (config.source.type === "none" && !this.named) {
      this.dispatch({ type: "reset" });
      return;
    }
    this.run = new AbortController();
    const { signal } = this.run;
    const phone = draft.phone || (config.customer?.phone ?? "");
    this.draft = { ...EMPTY_DRAFT, phone, method: draft.method };
    const own = storeKey(config.relay, config.name);
    if (fresh) for (const store of [this.store, own]) writeStored(store, {});
    this.dispatch({ ...config, type: "start" });
    this.#load(config, signal).catch((error: unknown) => {
      if (signal.aborted) return;
      this.#showProblem(toCheckoutError(error));
    });
  }

  #showProblem(problem: CheckoutError): void {
    const trouble = toTrouble(problem);
    const { merchant } = problem;
    this.dispatch({ type: "unavailable", trouble, merchant });
    this.report(problem);
  }

  /** An error while reading attributes or rendering. An order in progress stays on the screen. */
  fail(thrown: unknown): void {
    const problem = toCheckoutError(thrown, "internal_error");
    const { code, about = "" } = problem;
    if (this.#failed === code + about) return;
    this.#failed = code + about;
    if (code === "configuration") {
      if (this.state.order) {
        this.report(problem);
        return;
      }
      this.config = null;
    } else console.error(thrown);
    this.#end();
    this.dispatch({ type: "start", wanted: [] });
    this.#showProblem(problem);
  }

  async #load(config: CheckoutConfig, signal: AbortSignal): Promise<void> {
    const { relay, locale, name } = config;
    const { named } = this;
    await whenSeen();
    const opened = await openOrder(config, this, named, signal);
    signal.throwIfAborted();
    const link = await readLinkOf(config, opened, signal);
    this.linkForm = link && (await loadLinkForm(link, signal));
    if (link) {
      this.store = storeKey(relay, name);
      this.dispatch({ type: "link", link });
    }
    if (opened) {
      this.take(opened);
      // The page may have changed the configuration in the meantime.
      if (named && this.config && this.config !== config)
        takeOver(this.config, this);
      const { id } = opened.order;
      if (id === named?.id) this.dispatch({ type: "confirm" });
      const passed = this.#passed === id || layersAtLoad.delete(id);
      if (passed && !opened.changed) this.dispatch({ type: "proceed" });
      this.#passed = "";
      this.enter(enteredBefore(this.store, opened.order, this.draft));
      rememberMethods(relay, opened.order);
    }
    // Nothing is shown before the texts are loaded.
    await fetchLanguage(locale);
    await this.host.updateComplete;
    signal.throwIfAborted();
    emit(this.host, "malipo-ready", { orderId: this.state.order?.id ?? null });
  }

  /** Makes this the current order. */
  take({ order, session, store }: OpenedOrder): void {
    this.store = store;
    this.session = session;
    this.adopt(order);
  }

  /** Shows an order from the relay, unless a newer version is shown. */
  adopt(order: Order): void {
    const before = this.state.order?.attempt;
    // Ignore late responses about a previous order.
    if (order.id !== this.session?.key.orderId) return;
    if (!this.dispatch({ type: "order", order })) return;
    if (order.id === this.named?.id && order.status !== "pending")
      settleNamedOrder();
    this.clock.set(order.serverTime);
    noteOrder(this.store, order);
    announceOrder(this.host, this.config?.relay ?? "", order, before);
  }

  /** The only way to change the state; returns false if the event is refused. */
  dispatch(event: CheckoutEvent): boolean {
    const result = transition(this.state, event);
    if (!result.ok) return false;
    const { name: previous, connection: before } = this.state;
    this.state = result.state;
    const { name: state, connection, order } = result.state;
    this.host.requestUpdate();
    if (state !== previous || connection !== before) {
      const detail = { state, previous, connection, order };
      emit(this.host, "malipo-statechange", detail);
    }
    if (state !== previous) {
      this.shownAt = ticks();
      if (previous !== "submitting") this.leaving = false;
      this.note("screen");
    }
    this.#follow();
    return true;
  }

  /** Stores what the shopper entered. */
  enter(change: Partial<Draft>): void {
    this.draft = { ...this.draft, ...change };
    this.host.requestUpdate();
  }

  note(action: AnalyticsDetail["action"]): void {
    noteAction(this.host, this.state, action);
  }

  report(problem: CheckoutError): void {
    reportError(this.host, this.config?.relay ?? "", problem);
  }

  /** Reads the order again. Concurrent callers share one read. */
  refresh(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    const { session, state, run } = this;
    if (state.name === "unavailable" && isTransient(state.trouble.code))
      this.begin();
    if (!session) return;
    try {
      const order = await session.read();
      this.#onUpdate(order ?? "online", run.signal);
    } catch (error) {
      this.#onUpdate(toCheckoutError(error), run.signal);
    }
  }

  #onUpdate(news: News, { aborted }: AbortSignal): void {
    if (aborted) return;
    if (news instanceof CheckoutError) this.report(news);
    else if (news === "stale") this.#connection(news);
    else {
      this.#connection("online");
      if (news !== "online") this.adopt(news);
    }
  }

  #connection(connection: Connection): void {
    if (connection !== this.state.connection)
      this.dispatch({ type: "connection", connection });
  }

  /** Watches the order while the relay can change the screen. */
  #follow(): void {
    const { state, session } = this;
    if (!session || !this.#page || !mayChange(state)) this.#follower.stop();
    else
      this.#follower.follow(session, (news, signal) => {
        this.#onUpdate(news, signal);
      });
  }

  #end(): void {
    (this.run as AbortController | undefined)?.abort();
    this.#follower.stop();
    this.session = null;
  }
}
