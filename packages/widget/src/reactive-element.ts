/**
 * The least of a Lit element: properties that follow attributes, one render per turn, adopted style sheets,
 * reactive controllers. It is the part of LitElement's surface that the checkout uses, at a sixth of its
 * size; the templates are Lit's own.
 */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { TemplateResult } from "lit/html.js";
import { render } from "lit/html.js";

export interface PropertyOptions {
  /** Name of the attribute; false where there is none. The property's own name by default. */
  readonly attribute?: string | false;
  /**
   * What the property becomes of what the page sets, be it the attribute's text (null when it is removed) or the value;
   * as it is by default. It must take its own results.
   */
  readonly parse?: (value: unknown) => unknown;
}

/** What a controller needs of its element. */
export type ReactiveHost = HTMLElement &
  Pick<ReactiveControllerHost, "addController" | "requestUpdate">;

/** Safari before 16.4 can't make style sheets, and pages have broken the class: a style element does as well. */
function adoptStyles(root: ShadowRoot, styles: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement("style");
    style.textContent = styles;
    root.append(style);
  }
}

export abstract class ReactiveElement
  extends HTMLElement
  implements ReactiveHost
{
  static properties: Readonly<Record<string, PropertyOptions>> = {};
  static styles = "";

  readonly renderRoot: ShadowRoot;
  /** Resolves when what was last changed is on the screen. */
  updateComplete: Promise<boolean> = Promise.resolve(true);
  readonly #values: Record<string, unknown> = {};
  /** What the page set before the element was defined; it hides the accessors until it is taken away. */
  readonly #early: Record<string, unknown> = {};
  readonly #controllers = new Set<ReactiveController>();
  #scheduled = false;

  constructor() {
    super();
    const { styles, properties } = this.constructor as typeof ReactiveElement;
    for (const name of Object.keys(properties))
      if (Object.hasOwn(this, name)) {
        this.#early[name] = Reflect.get(this, name);
        Reflect.deleteProperty(this, name);
      }
    this.renderRoot = this.attachShadow({ mode: "open" });
    adoptStyles(this.renderRoot, styles);
  }

  /** Read once, when the element is defined: the moment to turn the properties into accessors. */
  static get observedAttributes(): string[] {
    return Object.entries(this.properties).flatMap(
      ([name, { attribute = name, parse }]) => {
        Object.defineProperty(this.prototype, name, {
          configurable: true,
          get(this: ReactiveElement) {
            return this.#values[name];
          },
          set(this: ReactiveElement, value: unknown) {
            this.#values[name] = parse ? parse(value) : value;
            this.requestUpdate();
          },
        });
        return attribute || [];
      },
    );
  }

  addController(controller: ReactiveController): void {
    this.#controllers.add(controller);
  }

  attributeChangedCallback(
    changed: string,
    _before: string | null,
    text: string | null,
  ): void {
    const { properties } = this.constructor as typeof ReactiveElement;
    for (const [name, { attribute = name }] of Object.entries(properties))
      if (attribute === changed) Reflect.set(this, name, text);
  }

  connectedCallback(): void {
    try {
      Object.assign(this, this.#early);
      for (const controller of this.#controllers) controller.hostConnected?.();
    } catch (error) {
      this.failed(error);
    }
    this.requestUpdate();
  }

  disconnectedCallback(): void {
    for (const controller of this.#controllers) controller.hostDisconnected?.();
  }

  /** Draws at the end of the turn, however often it is called. */
  requestUpdate(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.updateComplete = Promise.resolve().then(() => {
      this.#scheduled = false;
      try {
        if (this.isConnected) this.update();
      } catch (error) {
        this.failed(error);
      }
      return !this.#scheduled;
    });
  }

  /** Draws. To be called by `requestUpdate` alone. */
  protected update(): void {
    render(this.render(), this.renderRoot, { host: this });
  }

  /** Something was thrown while connecting or drawing. */
  protected abstract failed(error: unknown): void;

  protected abstract render(): TemplateResult;
}
