/** The element: takes the page's wishes, gives them to the controller, draws what it says. */
import type { CartLine, Customer, Locale, Method } from "@malipo/protocol";
import type { TemplateResult } from "lit/html.js";
import { html, nothing } from "lit/html.js";
import {
  missingWishes,
  parseCart,
  parseCustomer,
  parseFlag,
  parseMethods,
  parseText,
  strangeWishes,
  toConfig,
} from "./attributes.ts";
import { createActions } from "./checkout-actions.ts";
import { CheckoutController } from "./checkout-controller.ts";
import { complain } from "./complaints.ts";
import { copyText } from "./copy-text.ts";
import { emit } from "./events.ts";
import { lateFiles } from "./late-files.ts";
import type { Language } from "./locales/words.ts";
import { fetchLanguage, languageOf, resolveLocale } from "./locales/words.ts";
import { ReactiveElement } from "./reactive-element.ts";
import { takeNamedOrder } from "./return-address.ts";
import { layout } from "./styles/layout.ts";
import { pieces } from "./styles/pieces.ts";
import { screens } from "./styles/screens.ts";
import { theme } from "./styles/theme.ts";
import { renderShell, renderSkeleton } from "./views/shell.ts";
import type { View } from "./views/view.ts";

/** So long a page may take from making the element to setting its properties. */
const GRACE_MS = 1000;

/**
 * @summary A checkout for cards and mobile money, on any page: a cart, a payment link or an order.
 *
 * @slot - The button or link that opens the checkout when `mode="dialog"`. A link keeps working without JavaScript.
 * @slot header - Replaces the merchant's name at the top.
 * @slot summary - Beneath the order's total.
 * @slot success - Beneath the receipt of a paid order: the way on.
 * @slot footer - At the bottom of every screen.
 *
 * @fires malipo-ready - There is something to see. Detail: `ReadyDetail`.
 * @fires malipo-statechange - Another screen or connection. Detail: `StateChangeDetail`.
 * @fires malipo-cartchange - The shopper changed quantities and the relay has priced them. Detail: `CartChangeDetail`.
 * @fires malipo-attempt - An attempt to pay began, or its status changed. Detail: `AttemptDetail`.
 * @fires malipo-outcome - The final result, exactly once per outcome id in this browser. Detail: `OutcomeDetail`.
 * @fires malipo-error - A call to the relay failed. Detail: `ErrorDetail`.
 * @fires malipo-close - The dialog is about to close; cancelable.
 * @fires malipo-redirect - The browser is about to leave for the provider's page; cancelable. Detail: `RedirectDetail`.
 * @fires malipo-analytics - What the shopper did, without anything personal. Detail: `AnalyticsDetail`.
 *
 * @csspart root - The card around everything.
 * @csspart dialog - The dialog of `mode="dialog"`.
 * @csspart header - The top bar.
 * @csspart merchant - The merchant's name.
 * @csspart main - The screen.
 * @csspart summary - The order beside the screen.
 * @csspart heading - The screen's heading.
 * @csspart lines - A list of lines.
 * @csspart line - One line.
 * @csspart stepper - The quantity of a line.
 * @csspart total - The total, or a payment link's amount.
 * @csspart methods - The choice of methods.
 * @csspart method - One method.
 * @csspart chosen - The chosen method.
 * @csspart field - A text field with label and hint.
 * @csspart label - The label of a field.
 * @csspart input - The input of a field.
 * @csspart hint - The hint under a field.
 * @csspart error - The error under a field.
 * @csspart button - Every button.
 * @csspart primary - The button that leads on.
 * @csspart secondary - A button beside it.
 * @csspart quiet - A button that looks like a link.
 * @csspart badge - The mark above an outcome.
 * @csspart spinner - The sign of work under way.
 * @csspart timer - The countdown while the phone is asked, or until when a payment is waited for.
 * @csspart details - What to type in the app that the payment is made with.
 * @csspart qr - The same as a QR code, with its caption.
 * @csspart help - What to do when no request arrived.
 * @csspart receipt - The facts of a paid order.
 * @csspart notice - A warning or refusal.
 * @csspart banner - "You are offline" and the like.
 * @csspart footer - The bottom bar.
 * @csspart test-panel - The sandbox's phone numbers.
 *
 * @cssproperty [--malipo-accent] - Buttons, links, the chosen method.
 * @cssproperty [--malipo-on-accent] - Text on the accent.
 * @cssproperty [--malipo-background] - The card.
 * @cssproperty [--malipo-surface] - The summary and other quiet areas.
 * @cssproperty [--malipo-text] - Text.
 * @cssproperty [--malipo-muted] - Less important text.
 * @cssproperty [--malipo-border] - Lines between areas.
 * @cssproperty [--malipo-edge] - Edges of fields, methods and secondary buttons.
 * @cssproperty [--malipo-bad] - Errors.
 * @cssproperty [--malipo-warn] - Warnings.
 * @cssproperty [--malipo-focus] - The focus ring; the accent by default.
 * @cssproperty [--malipo-font=system-ui, sans-serif] - The font family.
 * @cssproperty [--malipo-font-size=16px] - Everything scales with it.
 * @cssproperty [--malipo-radius=16px] - Corners of the card.
 * @cssproperty [--malipo-button-radius=12px] - Corners of buttons, fields and methods.
 * @cssproperty [--malipo-space=24px] - Space around the content of a narrow card.
 * @cssproperty [--malipo-max-width=960px] - The card grows no wider.
 * @cssproperty [--malipo-min-height] - The screen's least height: 420px, 480px where there are two columns.
 */
export class MalipoCheckout extends ReactiveElement {
  static override properties = {
    relay: { parse: parseText },
    cart: { parse: parseCart },
    cartToken: { attribute: "cart-token", parse: parseText },
    paymentLink: { attribute: "payment-link", parse: parseText },
    orderId: { attribute: "order-id", parse: parseText },
    resumeSecret: { attribute: "resume-secret", parse: parseText },
    mode: { parse: parseText },
    methods: { parse: parseMethods },
    locale: { parse: parseText },
    theme: { parse: parseText },
    returnUrl: { attribute: "return-url", parse: parseText },
    customer: { parse: parseCustomer },
    testPanel: { attribute: "test-panel", parse: parseFlag },
  };
  static override styles = theme + layout + pieces + screens;

  /** Origin of the relay, for example "https://pay.shop.example". */
  relay: string | null = null;
  /** What is to be paid, without prices. An empty list is an empty cart. */
  cart: readonly CartLine[] | null = null;
  /** A cart with prices, signed by the merchant. */
  cartToken: string | null = null;
  /** A payment link, `pl_…`. */
  paymentLink: string | null = null;
  /** An order made by the merchant's backend, `ord_…`; needs `resumeSecret`. */
  orderId: string | null = null;
  /** Opens the order of `orderId`. */
  resumeSecret: string | null = null;
  mode: "inline" | "dialog" | null = "inline";
  /** Which methods to offer, in which order; empty: those of the relay. */
  methods: readonly Method[] = [];
  /** Language of the words; by default the page's, then the browser's. English where it is not spoken. */
  locale: string | null = null;
  theme: "auto" | "light" | "dark" | null = "auto";
  /** Where the browser comes back to from a hosted page; by default this page. */
  returnUrl: string | null = null;
  /** Who pays, where the page knows it. */
  customer: Customer | null = null;
  /** Shows the sandbox's magic phone numbers. */
  testPanel = false;

  readonly #checkout = new CheckoutController(this);
  readonly #actions = createActions(this.#checkout);
  #shown = false;
  #unfolded = false;
  /** The screen that is drawn. */
  #drawn = "";
  /** The language that is drawn; null before the first words are here. */
  #language: Language | null = null;
  #copied = "";
  #draw: View["draw"] = null;
  #qrCode: Promise<void> | null = null;

  constructor() {
    super();
    this.addEventListener("click", (event) => {
      this.#trigger(event);
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    setTimeout(() => {
      if (this.isConnected && !this.#checkout.named)
        complain(this, missingWishes(this));
    }, GRACE_MS);
  }

  /** Opens the dialog; an inline checkout is always open. */
  open(): void {
    this.#show(true);
  }

  /** Closes the dialog unless `malipo-close` is prevented. The payment goes on. */
  close(): void {
    if (this.#shown && emit(this, "malipo-close", null, true))
      this.#show(false);
  }

  /** Reads the order from the relay again. */
  refresh(): Promise<void> {
    return this.#checkout.refresh();
  }

  #show(shown: boolean): void {
    this.#shown = shown;
    this.requestUpdate();
  }

  protected override update(): void {
    const { renderRoot } = this;
    try {
      this.#takeWishes();
    } catch (error) {
      this.#checkout.fail(error);
    }
    const focused = renderRoot.activeElement;
    super.update();
    const dialog = renderRoot.querySelector("dialog");
    if (dialog && dialog.open !== this.#shown) {
      if (this.#shown) dialog.showModal();
      else dialog.close();
    }
    const { name } = this.#checkout.state;
    if (name !== this.#drawn && (focused || dialog?.open))
      renderRoot.querySelector<HTMLElement>("#heading")?.focus();
    this.#drawn = name;
  }

  #takeWishes(): void {
    // A dialog that was never opened asks for nothing; one that was closed keeps what goes on.
    const closed = (): boolean =>
      this.mode === "dialog" && !this.#shown && !this.#checkout.config;
    // First of all the words: they also tell what is wrong.
    if (!closed()) this.#fetchLateFiles();
    const config = toConfig(this, this.#locale);
    const named = config && takeNamedOrder(config, this.#checkout);
    if (named && named !== this.#checkout.named) this.#shown = true;
    complain(this, strangeWishes(this));
    if (!closed()) this.#checkout.configure(config, named);
  }

  protected override failed(error: unknown): void {
    this.#checkout.fail(error);
  }

  get #locale(): Locale {
    return resolveLocale([
      this.locale ?? document.documentElement.lang,
      ...navigator.languages,
    ]);
  }

  #fetchLateFiles(): void {
    const locale = this.#locale;
    const update = (): void => {
      this.requestUpdate();
    };
    this.#language = languageOf(locale) ?? this.#language;
    if (!languageOf(locale)) void fetchLanguage(locale).then(update);
    const { state } = this.#checkout;
    if (state.name !== "waiting" || state.attempt.action?.type !== "tag")
      return;
    this.#qrCode ??= lateFiles.qr().then(
      (file) => {
        this.#draw = file.createQrDrawer();
        update();
      },
      () => undefined, // It is an extra: nothing is missing without it.
    );
  }

  /** The trigger opens the dialog, except when a link is wanted in another tab. */
  #trigger(event: MouseEvent): void {
    const { ctrlKey, metaKey, shiftKey } = event;
    const slot = this.renderRoot.querySelector("slot:not([name])");
    if (ctrlKey || metaKey || shiftKey) return;
    if (!slot || !event.composedPath().includes(slot)) return;
    event.preventDefault();
    this.open();
  }

  readonly #cancel = (event: Event): void => {
    event.preventDefault();
    this.close();
  };

  protected override render(): TemplateResult {
    const dialog = this.mode === "dialog";
    const shell = dialog && !this.#shown ? nothing : this.#shell();
    const lang = (this.#language ?? { locale: this.#locale }).locale;
    const classes = `theme ${this.theme ?? "auto"}`;
    if (!dialog) return html`<div class=${classes} lang=${lang}>${shell}</div>`;
    return html`<slot></slot>
      <dialog
        class=${classes}
        lang=${lang}
        part="dialog"
        aria-labelledby="heading"
        @cancel=${this.#cancel}
      >
        ${shell}
      </dialog>`;
  }

  #shell(): TemplateResult {
    if (!this.#language) return renderSkeleton();
    const { locale, w } = this.#language;
    const { state, draft } = this.#checkout;
    return renderShell({
      state,
      draft,
      actions: this.#actions,
      w,
      locale,
      now: this.#checkout.now(),
      testPanel: this.testPanel,
      close:
        this.mode === "dialog"
          ? () => {
              this.close();
            }
          : null,
      unfolded: this.#unfolded,
      fold: () => {
        this.#unfolded = !this.#unfolded;
        this.requestUpdate();
      },
      copied: this.#copied,
      copy: (text, shown) => {
        void copyText(text, shown).then((done) => {
          this.#copied = done ? text : "";
          this.requestUpdate();
        });
      },
      draw: this.#draw,
    });
  }
}
