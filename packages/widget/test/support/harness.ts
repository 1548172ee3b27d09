/** A checkout on the page, and a shopper's hands and eyes. */
import { fixtureCleanup } from "@open-wc/testing";
import type { Method, Order } from "@malipo/protocol";
import type { MalipoEventName } from "../../src/events.ts";
import { historyAtRest } from "../../src/page/back-steps.ts";
import { defineMalipo, MalipoCheckout } from "../../src/index.ts";
import type { ScreenName } from "../../src/state/checkout-state.ts";
import { nextTask } from "./clock.ts";
import { FakeRelay } from "./fake-relay.ts";
import { settleNamedOrder } from "../../src/return-address.ts";
import { HANDED_OVER, nextTest, RELAY } from "./orders.ts";
import { until } from "./until.ts";

defineMalipo();

export const CART = JSON.stringify([{ sku: "SHRT-BLK-XL-9981", quantity: 1 }]);
/** Where the browser remembers the order of `CART`. */
export const CART_STORE = `malipo:v1:${RELAY}:cart:1 SHRT-BLK-XL-9981`;
export const OTHER_CART = '[{"sku":"SHRT-BLU-L-9982","quantity":1}]';

const EVENTS: readonly MalipoEventName[] = [
  "malipo-ready",
  "malipo-statechange",
  "malipo-cartchange",
  "malipo-attempt",
  "malipo-outcome",
  "malipo-error",
  "malipo-close",
  "malipo-redirect",
  "malipo-analytics",
];

type Detail<Name extends MalipoEventName> =
  GlobalEventHandlersEventMap[Name]["detail"];

export class Checkout {
  readonly element: MalipoCheckout;
  readonly #heard: { name: MalipoEventName; detail: unknown }[] = [];

  constructor(element: MalipoCheckout) {
    this.element = element;
    for (const name of EVENTS)
      element.addEventListener(name, (event) => {
        this.#heard.push({ name, detail: (event as CustomEvent).detail });
      });
    // No test may lose its page.
    element.addEventListener("malipo-redirect", (event) => {
      event.preventDefault();
    });
  }

  get root(): ShadowRoot {
    return this.element.renderRoot;
  }

  get screen(): string | undefined {
    return this.find("[data-screen]").dataset["screen"];
  }

  get text(): string {
    return this.textOf(".main");
  }

  /** As a reader sees it: white space of any kind is one space. */
  textOf(selector: string): string {
    return this.find(selector).textContent.replace(/\s+/g, " ").trim();
  }

  heard<Name extends MalipoEventName>(name: Name): readonly Detail<Name>[] {
    return this.#heard
      .filter((event) => event.name === name)
      .map(({ detail }) => detail as Detail<Name>);
  }

  /** What this event has told, once it has been heard. */
  async hears<Name extends MalipoEventName>(
    name: Name,
    times = 1,
  ): Promise<readonly Detail<Name>[]> {
    await this.until(() => this.heard(name).length >= times, name);
    return this.heard(name);
  }

  /** What the notice says, once there is one. */
  async notice(): Promise<string> {
    await this.until(() => this.has(".notice"), "a notice");
    return this.textOf(".notice");
  }

  find(selector: string): HTMLElement {
    const found = this.root.querySelector<HTMLElement>(selector);
    if (found === null)
      throw new Error(`There is no ${selector} in ${this.root.innerHTML}`);
    return found;
  }

  input(selector = "#phone"): HTMLInputElement {
    const found = this.find(selector);
    if (found instanceof HTMLInputElement) return found;
    throw new Error(`${selector} is no input`);
  }

  get dialog(): HTMLDialogElement {
    const found = this.find("dialog");
    if (found instanceof HTMLDialogElement) return found;
    throw new Error("It is no dialog");
  }

  slotted(name: string): readonly Element[] {
    const found = this.find(`slot[name=${name}]`);
    return found instanceof HTMLSlotElement ? found.assignedElements() : [];
  }

  has(selector: string): boolean {
    return this.root.querySelector(selector) !== null;
  }

  all(selector: string): readonly HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(selector)];
  }

  buttons(): readonly HTMLElement[] {
    return this.all("button, a.button");
  }

  button(name: string): HTMLElement {
    const found = this.buttons().find((button) => {
      const text = button.getAttribute("aria-label") ?? button.textContent;
      return text.replace(/\s+/g, " ").trim().includes(name);
    });
    if (found === undefined)
      throw new Error(`There is no button "${name}" in: ${this.text}`);
    return found;
  }

  /** Ends what only moves for a moment: half faded in, nothing has the contrast it will have. */
  finishAnimations(): void {
    for (const animation of this.root.getAnimations())
      if (animation.effect?.getTiming().iterations !== Infinity)
        animation.finish();
  }

  async tap(name: string): Promise<void> {
    this.button(name).click();
    await this.element.updateComplete;
  }

  /** Sets an attribute, or takes it away. */
  async set(name: string, value: string | null): Promise<void> {
    if (value === null) this.element.removeAttribute(name);
    else this.element.setAttribute(name, value);
    await this.element.updateComplete;
  }

  async choose(method: Method): Promise<void> {
    this.find(`[aria-describedby=${method}]`).click();
    await this.element.updateComplete;
  }

  /** Chooses the method at this place in the list. */
  async pick(place: number): Promise<void> {
    this.all("[type=radio]")[place]?.click();
    await this.element.updateComplete;
  }

  async type(text: string, selector = "#phone", leave = true): Promise<void> {
    const input = this.input(selector);
    input.value = text;
    input.dispatchEvent(new InputEvent("input"));
    if (leave) input.dispatchEvent(new Event("change"));
    await this.element.updateComplete;
  }

  /** From the cart to what comes next. */
  async proceed(): Promise<this> {
    await this.tap("Continue");
    return this.on("method");
  }

  /** By M-Pesa, on to the prompt on the phone. */
  async payByPhone(): Promise<this> {
    await this.type("0712345678");
    await this.tap("Pay");
    return this.on("waiting");
  }

  async until(check: () => boolean, what: string): Promise<void> {
    try {
      await until(check, what);
    } catch (error) {
      const shown = this.root.querySelector("[data-screen]");
      const at = `on ${shown?.getAttribute("data-screen") ?? "no screen"}, ${document.visibilityState}`;
      const text = this.has(".main") ? this.text : "";
      throw new Error(`${what}, ${at}: ${text}`, { cause: error });
    }
    await this.element.updateComplete;
  }

  async on(screen: ScreenName): Promise<this> {
    await this.until(
      () => this.has(`[data-screen=${screen}]`),
      `waiting for ${screen}`,
    );
    return this;
  }
}

function forget(): void {
  // Where a test file has closed storage there is nothing to forget.
  if (!isReadable()) return;
  for (const key of Object.keys(localStorage))
    if (key.includes(RELAY)) localStorage.removeItem(key);
}

function isReadable(): boolean {
  try {
    return localStorage.length >= 0;
  } catch {
    return false;
  }
}

/**
 * Resolves when removed checkouts have taken their entries from the history. A traversal takes a while on a busy machine, and
 * would lead the next test's checkout a step back.
 */
export async function historyLeft(): Promise<void> {
  // They wait a moment, in case a framework only moves them.
  await nextTask();
  await historyAtRest();
}

/** Sets up a relay for each test of the describe block, and clears the page after it. */
export function withRelay() {
  const it = {
    relay: new FakeRelay(),
    /** Resolves once it has been asked this. */
    async asked(match: RegExp, times = 1): Promise<void> {
      await until(
        () => it.relay.calls(match).length >= times,
        `${times} x ${match.source}`,
      );
    },
  };
  beforeEach(() => {
    forget();
    nextTest();
    it.relay = new FakeRelay().install();
  });
  afterEach(async () => {
    fixtureCleanup();
    for (const element of document.querySelectorAll("malipo-checkout"))
      element.remove();
    await historyLeft();
    it.relay.restore();
    settleNamedOrder();
    forget();
  });
  return it;
}

/** Puts a checkout on the page. */
export function open(
  attributes: Readonly<Record<string, string>> = { cart: CART },
  content = "",
  into: Element = document.body,
): Checkout {
  const element = document.createElement("malipo-checkout");
  const all = { relay: RELAY, locale: "en", ...attributes };
  for (const [name, value] of Object.entries(all))
    element.setAttribute(name, value);
  element.insertAdjacentHTML("beforeend", content);
  const checkout = new Checkout(element);
  into.append(element);
  return checkout;
}

/** As a reload does: the element goes and what the page knew, what the browser remembers stays. */
export function reload(
  { element }: Checkout,
  attributes?: Readonly<Record<string, string>>,
): Checkout {
  element.remove();
  settleNamedOrder();
  return open(attributes);
}

/** A cart, up to the choice of a method. */
export async function toMethod(
  attributes: Readonly<Record<string, string>> = {},
): Promise<Checkout> {
  const checkout = await open({ cart: CART, ...attributes }).on("review");
  await checkout.tap("Continue");
  return checkout;
}

/** On to the prompt on the phone. */
export async function toWaiting(): Promise<Checkout> {
  return (await toMethod()).payByPhone();
}

/** An order that the merchant's backend has handed over, on its screen. */
export function handOver(
  { relay }: { readonly relay: FakeRelay },
  order: Order,
  screen: ScreenName,
): Promise<Checkout> {
  relay.order = order;
  return open(HANDED_OVER).on(screen);
}
