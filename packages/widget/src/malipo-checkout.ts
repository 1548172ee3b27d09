/** The element: passes the page's configuration to the controller and renders its state. */
import type { CartLine, Customer, Locale, Method } from "@malipo/protocol";
import type { PropertyValues, TemplateResult } from "lit";
import { nothing } from "lit";
import {
  findMissingAttributes,
  parseCart,
  parseCustomer,
  parseFlag,
  parseLevel,
  parseMethods,
  parseText,
  findUnknownValues,
  toConfig,
} from "./attributes.ts";
import { createActions } from "./checkout-actions.ts";
import { CheckoutController } from "./checkout-controller.ts";
import { toFacts } from "./checkout-facts.ts";
import { reportLater, reportWarnings } from "./config-warnings.ts";
import type { Wishes } from "./accept-attribute-values.ts";
import { acceptAttributeValues } from "./accept-attribute-values.ts";
import { copyText } from "./copy-text.ts";
import { listenToTrigger, showDialog } from "./dialog.ts";
import { emit } from "./events.ts";
import { Focus } from "./focus.ts";
import { LazyParts } from "./late-parts.ts";
import { preferredLocale, UNSAID } from "./locales/words.ts";
import { isUnderWay } from "./open-order.ts";
import type { OwnWords } from "./own-words.ts";
import { parseWords } from "./own-words.ts";
import { takeNamedOrder } from "./return-address.ts";
import { SturdyElement } from "./sturdy-element.ts";
import { styles } from "./styles/styles.ts";
import { progressText, renderFrame } from "./views/frame.ts";
import { renderShell } from "./views/shell.ts";

/**
 * @summary A checkout for cards and mobile money, on any page: a cart, a payment link or an order.
 *
 * @slot - The button or link that opens the checkout when `mode="dialog"`. A link keeps working without JavaScript.
 * @slot header - Replaces the merchant's name at the top.
 * @slot summary - Beneath the order's total.
 * @slot empty - What to do when there is nothing to pay, in place of our own text and link.
 * @slot success - Beneath the receipt of a paid order, for example a link to continue.
 * @slot footer - At the bottom of every screen.
 * @slot icon-mpesa - Replaces the mark of a method; the same for `icon-airtel`, `icon-card`, `icon-paybill`, `icon-flexpay`.
 * @slot icon-schemes - Replaces the marks of the card schemes.
 *
 * @fires malipo-ready - The checkout is shown and usable. Detail: `ReadyDetail`.
 * @fires malipo-statechange - The screen or the connection changed. Detail: `StateChangeDetail`.
 * @fires malipo-cartchange - The shopper changed quantities and the relay has priced them. Detail: `CartChangeDetail`.
 * @fires malipo-attempt - An attempt to pay started, or its status changed. Detail: `AttemptDetail`.
 * @fires malipo-outcome - The final result, exactly once per outcome id in this browser. Detail: `OutcomeDetail`.
 * @fires malipo-error - A call to the relay failed, or the page has set an invalid value. Detail: `ErrorDetail`.
 * @fires malipo-close - The dialog is about to close; cancelable.
 * @fires malipo-redirect - The browser is about to leave for the provider's page; cancelable. Detail: `RedirectDetail`.
 * @fires malipo-analytics - What the shopper did, without anything personal. Detail: `AnalyticsDetail`.
 *
 * @csspart root - The card around everything.
 * @csspart dialog - The dialog of `mode="dialog"`.
 * @csspart status - Beside the trigger of a closed dialog: that a payment is in progress, or was received.
 * @csspart header - The top bar.
 * @csspart merchant - The merchant's name.
 * @csspart monogram - The first letter of the merchant's name.
 * @csspart reference - The order's reference in the top bar.
 * @csspart main - The screen.
 * @csspart summary - The order beside the screen.
 * @csspart heading - The screen's heading.
 * @csspart fold - The button that shows and hides the lines on narrow cards.
 * @csspart lines - A list of lines.
 * @csspart line - One line.
 * @csspart stepper - The quantity of a line.
 * @csspart adjustment - Delivery, tax or a discount.
 * @csspart paid - What was paid of an order that is paid in parts.
 * @csspart due - What is due of it.
 * @csspart part-paid - Both in a sentence, above the methods.
 * @csspart deposit - The choice between a deposit and all.
 * @csspart total - The total, or a payment link's amount.
 * @csspart methods - The choice of methods.
 * @csspart method - One method.
 * @csspart chosen - The chosen method.
 * @csspart icon - The mark of a method.
 * @csspart foot - Total and main button; at the bottom of the screen on narrow cards.
 * @csspart field - A text field with label and hint.
 * @csspart label - The label of a field.
 * @csspart input - The input of a field.
 * @csspart hint - The hint under a field.
 * @csspart error - The error under a field.
 * @csspart button - Every button.
 * @csspart primary - The main button of a screen.
 * @csspart secondary - A less important button.
 * @csspart quiet - A button that looks like a link.
 * @csspart badge - The mark above an outcome.
 * @csspart spinner - The progress indicator.
 * @csspart timer - The countdown of a prompt, or the time until which a payment is expected.
 * @csspart details - The details to enter in the payer's app.
 * @csspart qr - The same details as a QR code, with its caption.
 * @csspart steps - What to do, step by step.
 * @csspart help - What to do when no request arrived.
 * @csspart receipt - The details of a paid order.
 * @csspart refund - What was refunded of a paid order, or is under way.
 * @csspart remember - The offer to remember the phone number on this device.
 * @csspart notice - A warning or an error.
 * @csspart banner - Connection messages, such as "You are offline".
 * @csspart footer - The bottom bar.
 * @csspart language - The choice of a language in the bottom bar.
 * @csspart test-mode - That this is a test: the relay says so, or `test-panel` where it doesn't.
 * @csspart test-panel - The sandbox's phone numbers, by outcome.
 *
 * @cssproperty [--malipo-accent] - Buttons, links, the chosen method. Where it has too little contrast as text or edge, a darker or lighter one is used.
 * @cssproperty [--malipo-on-accent] - Text on the accent; black or white by default, whatever can be read.
 * @cssproperty [--malipo-background] - The card.
 * @cssproperty [--malipo-surface] - The summary and other quiet areas.
 * @cssproperty [--malipo-text] - Text.
 * @cssproperty [--malipo-muted] - Less important text.
 * @cssproperty [--malipo-border] - Lines between areas.
 * @cssproperty [--malipo-edge] - Edges of fields, methods and secondary buttons.
 * @cssproperty [--malipo-good] - A payment that was received.
 * @cssproperty [--malipo-bad] - Errors.
 * @cssproperty [--malipo-warn] - Warnings.
 * @cssproperty [--malipo-focus=var(--malipo-accent)] - The focus ring.
 * @cssproperty [--malipo-font=system-ui, sans-serif] - The font family.
 * @cssproperty [--malipo-font-size=16px] - Everything scales with it.
 * @cssproperty [--malipo-radius=16px] - Corners of the card.
 * @cssproperty [--malipo-button-radius=12px] - Corners of buttons, fields and methods.
 * @cssproperty [--malipo-space=24px] - Space around the content of a narrow card.
 * @cssproperty [--malipo-max-width=960px] - Maximum width of the card.
 * @cssproperty [--malipo-min-height=320px] - Minimum height of a screen that only tells something.
 */
export class MalipoCheckout extends SturdyElement {
  static override styles = styles;
  static override properties = {
    relay: { converter: parseText },
    cart: { converter: parseCart },
    cartToken: { attribute: "cart-token", converter: parseText },
    paymentLink: { attribute: "payment-link", converter: parseText },
    orderId: { attribute: "order-id", converter: parseText },
    resumeSecret: { attribute: "resume-secret", converter: parseText },
    mode: { converter: parseText },
    methods: { converter: parseMethods },
    locale: { converter: parseText },
    theme: { converter: parseText },
    returnUrl: { attribute: "return-url", converter: parseText },
    customer: { converter: parseCustomer },
    testPanel: { attribute: "test-panel", converter: parseFlag },
    review: { converter: parseText },
    headingLevel: { attribute: "heading-level", converter: parseLevel },
    words: { attribute: false, converter: parseWords },
    _shown: { state: true, attribute: false },
    _unfolded: { state: true, attribute: false },
    _copied: { state: true, attribute: false },
  };

  static {
    acceptAttributeValues<MalipoCheckout>(
      this,
      (element) => element.#wishes,
      (element, wishes) => (element.#wishes = wishes),
    );
  }

  /** Values set by the page, by property. */
  #wishes: Wishes = {};

  /** Origin of the relay, for example "https://pay.shop.example". */
  relay: string | null = null;
  /** The cart, without prices. An empty list is an empty cart. */
  cart: readonly CartLine[] | null = null;
  /** A cart with prices, signed by the merchant. */
  cartToken: string | null = null;
  /** A payment link, `pl_…`. */
  paymentLink: string | null = null;
  /** An order created by the merchant's backend, `ord_…`; requires `resumeSecret`. */
  orderId: string | null = null;
  /** Opens the order of `orderId`. */
  resumeSecret: string | null = null;
  mode: "inline" | "dialog" | null = "inline";
  /** The methods to offer, in order; empty: all of the relay's. */
  methods: readonly Method[] = [];
  /** Language, unless the shopper has chosen one; default: the page's, then the browser's. English if it is not supported. */
  locale: string | null = null;
  theme: "auto" | "light" | "dark" | null = "auto";
  /** Where the browser returns to from a hosted page; default: this page. */
  returnUrl: string | null = null;
  /** The payer's details, if the page knows them. */
  customer: Customer | null = null;
  /** Shows the sandbox's phone numbers by outcome, unless the relay takes real money. */
  testPanel = false;
  /** `off`: the page shows the cart itself; begin at the methods. */
  review: "on" | "off" | null = "on";
  /** The level of the screen's heading, 1 to 6, to suit the headings of the page. */
  headingLevel: number | string | null = 2;
  /** The shop's own texts, by the keys of `locales/en.ts`, with the same placeholders. Plain text. */
  words: OwnWords | null = null;

  readonly #checkout = new CheckoutController(this);
  readonly #actions = createActions(this.#checkout);
  readonly #late = new LazyParts(this, this.#actions);
  private _shown = false;
  private _unfolded = false;
  private _copied = "";
  readonly #focus = new Focus();

  constructor() {
    super();
    listenToTrigger(this);
  }

  /** Opens the dialog; an inline checkout is always open. */
  open(): void {
    this._shown = true;
  }

  /** Closes the dialog unless `malipo-close` is prevented. The payment goes on. */
  close(): void {
    if (this._shown && emit(this, "malipo-close", null, true))
      this._shown = false;
  }

  /** Reads the order from the relay again. */
  refresh(): Promise<void> {
    return this.#checkout.refresh();
  }

  override connectedCallback(): void {
    try {
      super.connectedCallback();
    } catch (error) {
      this.#checkout.fail(error);
    }
    this.requestUpdate();
    reportLater(this, () =>
      this.#checkout.named ? [] : findMissingAttributes(this),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // What has left the page is no modal dialog any more, even after it is back.
    this.renderRoot.querySelector("dialog")?.close();
    this.#late.page?.end();
  }

  /** Asks the relay before anything is drawn, so that the response comes while the first screen is drawn. */
  protected override willUpdate(): void {
    let taken;
    do {
      taken = this.#wishes;
      try {
        this.#configure();
      } catch (error) {
        this.#checkout.fail(error);
      }
      // A listener of the page may have set properties, which Lit counts as part of this update.
    } while (taken !== this.#wishes);
  }

  protected override update(changed: PropertyValues<this>): void {
    const { renderRoot } = this;
    const focused = renderRoot.activeElement;
    const { state } = this.#checkout;
    super.update(changed);
    const dialog = showDialog(renderRoot, this._shown);
    const inside = focused !== null || dialog?.open === true;
    this.#focus.follow(renderRoot, state, inside, focused);
    this.#late.updatePage(state, dialog && this._shown, this.words);
  }

  protected override giveUp(error: unknown): void {
    this.#checkout.fail(error);
  }

  /** A dialog that was never opened makes no requests; a closed one keeps its payment. */
  #isClosed(): boolean {
    return this.mode === "dialog" && !this._shown && !this.#checkout.config;
  }

  #configure(): void {
    // Texts first: errors need them too.
    if (!this.#isClosed())
      this.#late.fetch(this.#locale, this.#checkout, this.testPanel);
    const config = toConfig(this, this.#locale);
    const named = config && takeNamedOrder(config, this.#checkout);
    if (named && named !== this.#checkout.named) this._shown = true;
    reportWarnings(this, findUnknownValues(this));
    if (!this.#isClosed() || (config && isUnderWay(config, this.#checkout)))
      this.#checkout.configure(config, named);
  }

  get #locale(): Locale {
    return preferredLocale(this.relay, this.locale);
  }

  readonly #close = (): void => {
    this.close();
  };

  protected override render(): TemplateResult {
    const { language } = this.#late;
    const words = this.#late.textsWith(this.words);
    const dialog = this.mode === "dialog";
    return renderFrame({
      content: dialog && !this._shown ? nothing : this.#shell(),
      cancel: dialog ? this.#close : null,
      lang: language?.locale ?? this.#locale,
      theme: this.theme ?? "auto",
      status: words && progressText(words, this.#checkout.state),
    });
  }

  #shell(): TemplateResult {
    const { language, parts } = this.#late;
    return renderShell({
      ...toFacts(this.#checkout, language !== null),
      ...parts,
      actions: this.#actions,
      words: this.#late.textsWith(this.words) ?? UNSAID,
      locale: language?.locale ?? this.#locale,
      headingLevel:
        typeof this.headingLevel === "number" ? this.headingLevel : 2,
      testPanel: this.testPanel && language ? this.#late.testPanel : null,
      close: this.mode === "dialog" ? this.#close : null,
      unfolded: this._unfolded,
      fold: () => {
        this._unfolded = !this._unfolded;
      },
      copied: this._copied,
      copy: async (text, shown) => {
        this._copied = (await copyText(text, shown)) ? text : "";
      },
    });
  }
}
