/** What the element tells the page. All events bubble and leave shadow roots. */
import type {
  Attempt,
  CartLine,
  Method,
  Order,
  Outcome,
} from "@malipo/protocol";
import type { Connection, ScreenName } from "./state/checkout-state.ts";
import type { ErrorCode } from "./state/error-code.ts";

/** `malipo-ready`: there is something to see and to do. */
export interface ReadyDetail {
  /** Null while a payment link is shown that nobody has begun to pay. */
  readonly orderId: string | null;
}
/** `malipo-statechange`: another screen, or another connection. */
export interface StateChangeDetail {
  readonly state: ScreenName;
  readonly previous: ScreenName;
  readonly connection: Connection;
  readonly order: Order | null;
}
/** `malipo-cartchange`: the shopper changed quantities and the relay has priced them; no lines: the last one is gone. */
export interface CartChangeDetail {
  readonly lines: readonly CartLine[];
}
/** `malipo-attempt`: an attempt began, or its status changed. */
export interface AttemptDetail {
  readonly attempt: Attempt;
  readonly orderId: string;
}
/**
 * `malipo-outcome`: the final result, once per outcome id. Good for leading the shopper on; ship goods
 * when the backend has asked the relay, never on this.
 */
export interface OutcomeDetail {
  readonly outcome: Outcome;
  readonly order: Order;
}
/** `malipo-error`: a call failed. `recoverable`: the shopper can do something about it. */
export interface ErrorDetail {
  readonly code: ErrorCode;
  readonly recoverable: boolean;
  /** The attribute, or the field of the request, that was wrong; where that is known. */
  readonly field?: string;
  /** With `order_elsewhere`: the order that the address named. */
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

/** Fires one of our events; false when it was cancelable and somebody prevented it. */
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
