/**
 * What the checkout does to the page around it: scrolling, history, title, printing. A late file, because no payment
 * needs it.
 */
import type { CheckoutState, ScreenName } from "../state/checkout-state.ts";
import { canGoBack } from "../state/steps.ts";
import { BackSteps } from "./back-steps.ts";
import { findShop } from "./find-shop.ts";
import { keepKeys } from "./keys.ts";
import { PageTitle } from "./page-title.ts";
import { ReceiptPrinter } from "./print-receipt.ts";
import { ScrollLock } from "./scroll-lock.ts";
import { SteadyHeight } from "./steady-height.ts";
import { keepStyles } from "./styles-elsewhere.ts";

export interface Host extends HTMLElement {
  readonly renderRoot: ShadowRoot;
  readonly returnUrl: string | null;
  readonly relay: string | null;
  close: () => void;
  requestUpdate: () => void;
}

export interface HostActions {
  readonly back: () => void;
  readonly proceed: () => void;
}

export interface HostFacts {
  readonly state: CheckoutState;
  /** Whether the dialog is open; null without one. */
  readonly open: boolean | null;
  /** "Paid", in the shopper's language. */
  readonly paid: string;
}

/** The dialog's layer; a step's is the id of its order. */
const DIALOG = "dialog";
/** Screens from which no payment can have been made in this view. */
const BEFORE: readonly string[] = ["", "idle", "loading", "unavailable"];
const FIRST: readonly ScreenName[] = ["idle", "review", "unavailable"];

export class HostPage {
  readonly print = (): void => {
    this.#printer.print(this.#host.renderRoot);
  };

  readonly #host: Host;
  readonly #actions: HostActions;
  readonly #lock = new ScrollLock();
  readonly #height = new SteadyHeight();
  readonly #title = new PageTitle();
  readonly #printer = new ReceiptPrinter();
  readonly #steps: BackSteps;
  #states: CustomStateSet | undefined;
  #state: CheckoutState | null = null;
  /** The order that has gone past its review. */
  #step = "";

  constructor(host: Host, actions: HostActions) {
    this.#host = host;
    this.#actions = actions;
    keepKeys(host);
    // Escape twice closes a dialog whatever the page says: if it is to stay open, it is shown again.
    host.renderRoot.addEventListener(
      "close",
      () => {
        host.requestUpdate();
      },
      true,
    );
    this.#steps = new BackSteps({
      onLeft: (layer) => {
        this.#onLeft(layer);
      },
      onFound: (layers) => {
        const { name, order, link } = this.#state ?? {};
        if (name === "review" && order && !link && layers.includes(order.id))
          actions.proceed();
      },
    });
    try {
      this.#states = host.attachInternals().states;
    } catch {
      // An old browser, or a subclass has them.
    }
  }

  /** The shop's address; empty if it isn't known. */
  get shopUrl(): string {
    return findShop(this.#host.returnUrl, this.#host.relay ?? "");
  }

  /** After each render. What a broken page makes impossible here must not stop a payment. */
  update(facts: HostFacts): void {
    // A removed element may still draw, for example when a late file comes: the page is none of its business any more.
    if (!this.#host.isConnected) return;
    try {
      this.#update(facts);
    } catch (error) {
      console.error(error);
    }
  }

  #update({ state, open, paid }: HostFacts): void {
    const before = this.#state?.name ?? "";
    this.#state = state;
    const { name, order } = state;
    keepStyles(this.#host);
    this.#height.update(this.#host.renderRoot, name);
    this.#lock.set(open === true);
    if (name === "succeeded" && !BEFORE.includes(before) && before !== name)
      this.#title.tell(paid);
    if (name !== "succeeded") this.#printer.end();
    this.#show("paying", order?.status === "pending");
    if (order && canGoBack(state)) this.#step = order.id;
    else if (FIRST.includes(name)) this.#step = "";
    this.#steps.update(
      open === false
        ? []
        : [...(open ? [DIALOG] : []), ...(this.#step ? [this.#step] : [])],
    );
  }

  /** The element has left the page. Frameworks that only move it put it back at once. */
  end(): void {
    this.#lock.set(false);
    this.#title.restore();
    this.#printer.end();
    setTimeout(() => {
      if (!this.#host.isConnected) this.#steps.end();
    });
  }

  #onLeft(layer: string): void {
    if (layer === DIALOG) this.#host.close();
    else {
      // Refused while a payment runs.
      this.#step = "";
      this.#actions.back();
    }
    // The page may keep the dialog open: then its layer is entered again.
    this.#host.requestUpdate();
  }

  #show(name: string, on: boolean): void {
    try {
      if (on) this.#states?.add(name);
      else this.#states?.delete(name);
    } catch {
      // Chrome before 125 wants other names.
    }
  }
}
