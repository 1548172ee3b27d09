/** What every view receives: state, entries, texts and actions. */
import type { Locale, Order } from "@malipo/protocol";
import type { CheckoutActions } from "../checkout-actions.ts";
import type { Draft } from "../draft.ts";
import type { Words } from "../locales/en.ts";
import type { testPanel } from "../for-developers.ts";
import type { PhoneMemory } from "../remembered-phone.ts";
import type { CheckoutState, ScreenName } from "../state/checkout-state.ts";

/** What the late file about the page around the card offers. */
export interface PageTools {
  /** Prints the receipt alone. */
  readonly print: () => void;
  /** The shop's address; empty if it isn't known. */
  readonly shopUrl: string;
}

export interface View {
  readonly state: CheckoutState;
  readonly draft: Draft;
  readonly actions: CheckoutActions;
  readonly words: Words;
  readonly locale: Locale;
  /** Renders the choice of a language; null if not loaded. */
  readonly languageSwitch:
    ((shown: Pick<View, "locale" | "words">) => unknown) | null;
  /** The level of the screen's heading in the page, 1 to 6. */
  readonly headingLevel: number;
  /** The current time by the relay's clock, in ms. */
  readonly now: number;
  /** How long this screen has been shown, in ms. */
  readonly shownMs: number;
  /** This page is on its way to the provider's page; false once the shopper is back. */
  readonly leaving: boolean;
  /** Renders the sandbox's test numbers; null if off or not loaded. */
  readonly testPanel: typeof testPanel | null;
  /** Closes the dialog; null if inline. */
  readonly close: (() => void) | null;
  /** Whether the lines are expanded on narrow screens. */
  readonly unfolded: boolean;
  readonly fold: () => void;
  /** The text that was copied last. */
  readonly copied: string;
  /** Copies the text; `shown` is the element that shows it. */
  readonly copy: (text: string, shown: Element | null) => Promise<void>;
  /** Null until the QR code file has loaded. */
  readonly drawQrCode: ((text: string) => Element) | null;
  /** Null for links that ask for nothing but an amount. */
  readonly linkForm: typeof import("../link-form.ts") | null;
  /** Null where there is no number to remember or to forget. */
  readonly phones: Pick<PhoneMemory, "forgetButton" | "offer"> | null;
  /** Null until its file has loaded. */
  readonly page: PageTools | null;
}

/** The view of these screens. */
export type ViewOf<Name extends ScreenName> = View & {
  readonly state: Extract<CheckoutState, { name: Name }>;
};
export type Ordered = View & {
  readonly state: CheckoutState & { readonly order: Order };
};
