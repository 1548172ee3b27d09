/** Events of the element. All of them bubble and are composed. */
import type {
  Attempt,
  CartLine,
  Method,
  Order,
  Outcome,
} from "@malipo/protocol";
import type { Connection, ScreenName } from "./state/checkout-state.ts";
import type { ErrorCode } from "./state/error-code.ts";

/** `malipo-ready`: the checkout is shown and usable. */
export interface ReadyDetail {
  /** Null for a payment link without an order yet. */
  readonly orderId: string | null;
}
/** `malipo-statechange`: the screen or the connection changed. */
export interface StateChangeDetail {
  readonly state: ScreenName;
  readonly previous: ScreenName;
  readonly connection: Connection;
  readonly order: Order | null;
}
/** `malipo-cartchange`: the shopper changed quantities and the relay has priced them. Empty if the last line was removed. */
export interface CartChangeDetail {
  readonly lines: readonly CartLine[];
}
/** `malipo-attempt`: an attempt started, or its status changed. */
export interface AttemptDetail {
  readonly attempt: Attempt;
  readonly orderId: string;
}
/**
 * `malipo-outcome`: the final result, once per outcome id. Use it to redirect the shopper. Ship only after your backend
 * has confirmed the payment with the relay.
 */
export interface OutcomeDetail {
  readonly outcome: Outcome;
  readonly order: Order;
}
/** `malipo-error`: a call failed. `recoverable`: the shopper can try again. */
export interface ErrorDetail {
  readonly code: ErrorCode;
  readonly recoverable: boolean;
  /** The invalid attribute or request field, if known. */
  readonly field?: string;
  /** For `order_elsewhere`: the order named in the URL. */
  readonly orderId?: string;
}
/** `malipo-redirect`: the browser is about to leave for the provider's page; prevent it to go there yourself. */
export interface RedirectDetail {
  readonly url: string;
  readonly orderId: string;
}
/** `malipo-analytics`: what the shopper did. Never anything personal. */
export interface AnalyticsDetail {
  readonly action: "screen" | "pay" | "check" | "cancel";
  readonly screen: ScreenName;
  readonly method: Method | null;
}

declare global {
  interface GlobalEventHandlersEventMap {
    "malipo-ready": CustomEvent<ReadyDetail>;
    "malipo-statechange": CustomEvent<StateChangeDetail>;
    "malipo-cartchange": CustomEvent<CartChangeDetail>;
    "malipo-attempt": CustomEvent<AttemptDetail>;
    "malipo-outcome": CustomEvent<OutcomeDetail>;
    "malipo-error": CustomEvent<ErrorDetail>;
    "malipo-close": CustomEvent<null>;
    "malipo-redirect": CustomEvent<RedirectDetail>;
    "malipo-analytics": CustomEvent<AnalyticsDetail>;
  }
}

export type MalipoEventName = Extract<
  keyof GlobalEventHandlersEventMap,
  `malipo-${string}`
>;

/** Fires an event; returns false if it was prevented. */
export function emit<Name extends MalipoEventName>(
  target: EventTarget,
  name: Name,
  detail: GlobalEventHandlersEventMap[Name]["detail"],
  cancelable = false,
): boolean {
  return target.dispatchEvent(
    new CustomEvent(name, {
      detail,
      cancelable,
      bubbles: true,
      composed: true,
    }),
  );
}
