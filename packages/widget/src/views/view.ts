/** What every view gets: the state, what was entered, the words, and what the shopper can do. */
import type { Order } from "@malipo/protocol";
import type { CheckoutActions } from "../checkout-actions.ts";
import type { Draft } from "../draft.ts";
import type { Words } from "../locales/en.ts";
import type { testPanel } from "../for-developers.ts";
import type { CheckoutState, ScreenName } from "../state/checkout-state.ts";

export interface View {
  readonly state: CheckoutState;
  readonly draft: Draft;
  readonly actions: CheckoutActions;
  readonly w: Words;
  readonly locale: string;
  /** Now by the relay's clock, in ms. */
  readonly now: number;
  /** Draws the sandbox's numbers; null where they are not wanted, or not here yet. */
  readonly testPanel: typeof testPanel | null;
  /** In a dialog: how to leave it. */
  readonly close: (() => void) | null;
  /** On narrow screens the order's lines fold away. */
  readonly unfolded: boolean;
  readonly fold: () => void;
  /** What was copied last. */
  readonly copied: string;
  /** Copies the text; `shown` is the element that shows it. */
  readonly copy: (text: string, shown: Element | null) => void;
  /** Null while the file that draws is not here. */
  readonly draw: ((text: string) => Element) | null;
}

/** The view while the screen is one of these. */
export type On<Name extends ScreenName> = View & {
  readonly state: Extract<CheckoutState, { name: Name }>;
};
export type Ordered = View & {
  readonly state: CheckoutState & { readonly order: Order };
};
