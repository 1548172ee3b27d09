/** Owns the state of one checkout: carries events into it, and does what a new state demands. */
import type { Order } from "@malipo/protocol";
import type { ReactiveController } from "lit";
import { announceOrder } from "./announce-order.ts";
import { RelayClock } from "./clock.ts";
import type { OrderSession } from "./client/order-session.ts";
import type { News } from "./client/order-watch.ts";
import { watchOrder } from "./client/order-watch.ts";
import { readPaymentLink } from "./client/relay-calls.ts";
import { warnOriginRefused } from "./console.ts";
import type { Draft } from "./draft.ts";
import { EMPTY_DRAFT } from "./draft.ts";
import {
  CheckoutError,
  isPassing,
  toCheckoutError,
  toErrorDetail,
  toTrouble,
} from "./errors.ts";
import type { AnalyticsDetail } from "./events.ts";
import { emit } from "./events.ts";
import { fetchLanguage } from "./locales/words.ts";
import {
  readIntent,
  storeKey,
  writeIntent,
  writeStored,
} from "./intent-store.ts";
import type { NamedOrder, OpenedOrder } from "./open-order.ts";
import { openOrder, renameOrder } from "./open-order.ts";

import { listenToPage } from "./page-signals.ts";
import { pageCheckouts } from "./page-checkouts.ts";
import type { ReactiveHost } from "./reactive-element.ts";
import type { CheckoutConfig } from "./source.ts";
import { hasLines } from "./source.ts";
import type {
  CheckoutEvent,
  CheckoutState,
  Connection,
} from "./state/checkout-state.ts";
import { INITIAL_STATE } from "./state/checkout-state.ts";
import { transition } from "./state/transition.ts";

const TICK_MS = 1000;
/** Screens on which nothing can come from the relay unasked. On all others it can, at any moment. */
const QUIET = /^(idle|loading|review|succeeded|expired|unavailable)$/;

export class CheckoutController implements ReactiveController {
  readonly host: ReactiveHost;
  state: CheckoutState = INITIAL_STATE;
  draft: Draft = EMPTY_DRAFT;
  config: CheckoutConfig | null = null;
  session: OrderSession | null = null;
  /** Where the browser remembers this checkout. */
  store = "";
  /** Everything that belongs to the order on the screen ends with it. */
  run = new AbortController();
  /** Null while the element is not on a page. */
  #page: AbortController | null = null;
  #watch: AbortController | null = null;
  #reading: Promise<void> | null = null;
  readonly #clock = new RelayClock();
  #tick = 0;
  /** The last failure that was told. */
  #failed = "";
  /** The order that the address named when the browser came back. */
  #named: NamedOrder | null = null;

  constructor(host: ReactiveHost) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#page = new AbortController();
    pageCheckouts.add(this);
    const onBack = (): void => {
      void this.refresh();
      this.#follow();
    };
    const onLine = (): void => {
      const { onLine: online } = navigator;
      this.#stopWatch();
      this.#connection(online ? "online" : "offline");
      if (online) onBack();
    };
    const onLeave = (): void => {
      this.#stopWatch();
    };
    const onStored = (): void => {
      const { version = 0 } = readIntent(this.store);
      if (version > (this.state.order?.version ?? Infinity)) onBack();
    };
    const handlers = { onBack, onLine, onLeave, onStored };
    listenToPage(handlers, this.#page.signal);
    this.#tick = window.setInterval(() => {
      this.#beat();
    }, TICK_MS);
    this.begin();
    onLine();
  }

  hostDisconnected(): void {
    pageCheckouts.delete(this);
    this.#page?.abort();
    this.#page = null;
    clearInterval(this.#tick);
    this.#end();
  }

  /** Now by the relay's clock, in ms. */
  now(): number {
    return this.#clock.now();
  }

  /**
   * Takes the page's wishes; null: there is nothing to pay. The same wishes again change nothing.
   * `named` is the order that the address names.
   */
  configure(config: CheckoutConfig | null, named: NamedOrder | null): void {
    const before = this.config;
    this.#failed = "";
    const { name, order } = this.state;
    this.config = config;
    this.#named ??= named;
    if (!config) {
      // A shop empties its cart once it is paid: the receipt stays.
      if (!before || name === "succeeded") return;
      this.#end();
      this.dispatch({ type: "reset" });
      return;
    }
    const target = ({ relay, wanted }: CheckoutConfig): string =>
      [relay, ...wanted].join();
    if (before && target(before) === target(config)) {
      if (before.name === config.name) return;
      if (order && hasLines(order, config.source)) {
        this.store = renameOrder(config, this);
        return;
      }
    }
    this.begin();
  }

  /** Loads what the page asks for: the order this browser was at (unless `fresh`), else a new one. */
  begin(fresh = false): void {
    const { config, draft } = this;
    if (!config || !this.#page) return;
    this.#end();
    this.run = new AbortController();
    const { signal } = this.run;
    const phone = draft.phone || (config.customer?.phone ?? "");
    this.draft = { ...EMPTY_DRAFT, phone, method: draft.method };
    const own = storeKey(config.relay, config.name);
    if (fresh) for (const store of [this.store, own]) writeStored(store, {});
    this.dispatch({ type: "start", wanted: config.wanted });
    this.#load(config, signal).catch((error: unknown) => {
      if (signal.aborted) return;
      const problem = toCheckoutError(error);
      if (problem.code === "order_elsewhere") this.#named = null;
      this.#showProblem(problem);
    });
  }

  #showProblem(problem: CheckoutError): void {
    this.dispatch({ type: "unavailable", trouble: toTrouble(problem) });
    this.report(problem);
  }

  /** Something was thrown while the page's wishes were read, or while drawing. What can be paid or waited for stays. */
  fail(thrown: unknown): void {
    const problem = toCheckoutError(thrown, "internal_error");
    const { code, about = "" } = problem;
    if (this.#failed === code + about) return;
    this.#failed = code + about;
    console.error(thrown);
    if (code === "configuration" && this.state.order) {
      this.report(problem);
      return;
    }
    this.config = null;
    this.#end();
    this.dispatch({ type: "start", wanted: [] });
    this.#showProblem(problem);
  }

  async #load(config: CheckoutConfig, signal: AbortSignal): Promise<void> {
    const { source, relay, locale } = config;
    const named = this.#named;
    const opened = await openOrder(config, this, named, signal);
    signal.throwIfAborted();
    this.#named = null;
    if (opened) {
      this.take(opened);
      const { id } = opened.order;
      if (id === named?.id) this.dispatch({ type: "confirm" });
      const { method, phone } = readIntent(this.store).paying?.body ?? {};
      if (method) this.enter({ method, phone: phone ?? "" });
    } else if (source.type === "link") {
      const link = await readPaymentLink(relay, source.paymentLink, signal);
      if (!link.active) throw new CheckoutError("link_inactive");
      this.store = storeKey(relay, config.name);
      this.dispatch({ type: "link", link });
    }
    // Nothing is on the screen before there are words.
    await fetchLanguage(locale);
    signal.throwIfAborted();
    emit(this.host, "malipo-ready", { orderId: this.state.order?.id ?? null });
  }

  /** From now on this is the order. */
  take({ order, session, store }: OpenedOrder): void {
    this.store = store;
    this.session = session;
    this.adopt(order);
  }

  /** The relay told the order: shows it, unless something newer is shown. */
  adopt(order: Order): void {
    const before = this.state.order?.attempt;
    if (!this.dispatch({ type: "order", order })) return;
    this.#clock.set(order.serverTime);
    writeIntent(this.store, { version: order.version });
    announceOrder(this.host, this.config?.relay ?? "", order, before);
  }

  /** The one way into the state; false when the state refuses. */
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
    if (state !== previous) this.note("screen");
    this.#follow();
    return true;
  }

  /** Keeps what the shopper entered. */
  enter(change: Partial<Draft>): void {
    this.draft = { ...this.draft, ...change };
    this.host.requestUpdate();
  }

  note(action: AnalyticsDetail["action"]): void {
    const { name: screen, order } = this.state;
    const method = order?.attempt?.method ?? null;
    emit(this.host, "malipo-analytics", { action, screen, method });
  }

  report(problem: CheckoutError): void {
    if (problem.code === "origin_refused")
      warnOriginRefused(this.config?.relay ?? "", problem.status !== 0);
    emit(this.host, "malipo-error", toErrorDetail(problem));
  }

  /** Reads the order again, now. One read at a time. */
  refresh(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    const { session, state, run } = this;
    if (state.name === "unavailable" && isPassing(state.trouble.code))
      this.begin();
    if (!session) return;
    try {
      const order = await session.read();
      this.#hear(order ?? "online", run.signal);
    } catch (error) {
      this.#hear(toCheckoutError(error), run.signal);
    }
  }

  #hear(news: News, { aborted }: AbortSignal): void {
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

  /** Watches the order while a screen can change by itself. */
  #follow(): void {
    const { state, session } = this;
    if (
      !session ||
      !this.#page ||
      QUIET.test(state.name) ||
      state.connection === "offline"
    ) {
      this.#stopWatch();
    } else if (!this.#watch) {
      const watch = new AbortController();
      const { signal } = watch;
      this.#watch = watch;
      const tell = (news: News): void => {
        this.#hear(news, signal);
      };
      void watchOrder(session, tell, signal);
    }
  }

  #stopWatch(): void {
    this.#watch?.abort();
    this.#watch = null;
  }

  /** Once a second: redraws countdowns, and sees when the prompt has lapsed by the relay's clock. */
  #beat(): void {
    const { state } = this;
    const waits = state.name === "waiting";
    if (this.#clock.hasLeapt()) {
      // The relay tells its time with a whole order alone.
      this.session?.forget();
      void this.refresh();
    }
    if (waits || state.name === "failed" || state.trouble?.until)
      this.host.requestUpdate();
    if (
      waits &&
      Date.parse(state.attempt.promptExpiresAt ?? "") <= this.now()
    ) {
      this.dispatch({ type: "confirm" });
      void this.refresh();
    }
  }

  #end(): void {
    this.run.abort();
    this.#stopWatch();
    this.session = null;
  }
}
