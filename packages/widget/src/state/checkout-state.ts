/** The state of a checkout and all events that change it. Independent of Lit and the DOM. */
import type {
  Attempt,
  Merchant,
  Method,
  Order,
  Outcome,
  PaymentLink,
} from "@malipo/protocol";
import type { ErrorCode } from "./error-code.ts";

/** In the order of a checkout; `transition.ts` relies on the first two and the last. */
export const SCREENS = [
  "idle",
  "loading",
  "review",
  "details",
  "method",
  "submitting",
  "waiting",
  "redirecting",
  "confirming",
  "unconfirmed",
  "succeeded",
  "failed",
  "cancelled",
  "expired",
  "unavailable",
] as const;
export type ScreenName = (typeof SCREENS)[number];

/** Shown on top of every screen. `stale`: online, but nothing has arrived for too long. */
export type Connection = "online" | "offline" | "stale";

/** What the shopper waits for without leaving the screen. */
export type Task = "lines" | "order" | "check" | "cancel";

/** An error shown on the screen; `until` is the earliest time to try again (by `ticks`; 0: immediately). */
export interface Trouble {
  readonly code: ErrorCode;
  readonly until: number;
  /** The field or order concerned. */
  readonly about?: string | undefined;
}

interface Shared {
  readonly connection: Connection;
  /** The methods that the page chose, in order; empty: the relay's. */
  readonly wanted: readonly Method[];
  /** A cart begins at the methods. */
  readonly skipReview: boolean;
  readonly link: PaymentLink | null;
  /** The last known one: screens without an order or a link name it too. */
  readonly merchant: Merchant | null;
  readonly task: Task | null;
  readonly trouble: Trouble | null;
}

type Bare = Shared & { readonly order: null };
type Ordered = Shared & { readonly order: Order };
type Attempted = Ordered & { readonly attempt: Attempt };

/** One union member per screen, so that the name narrows the type. */
type ScreenState<Names extends ScreenName, Facts> = Names extends ScreenName
  ? Facts & { readonly name: Names }
  : never;

export type CheckoutState =
  | ScreenState<"idle", Bare>
  /** As it is shown, with the order that is expected. */
  | ScreenState<"loading", Shared & { readonly order: Order | null }>
  | ScreenState<"unavailable", Bare & { readonly trouble: Trouble }>
  /** `order` is null while a payment link has no order yet. */
  | ScreenState<"review", Shared & { readonly order: Order | null }>
  | ScreenState<
      "details" | "method" | "submitting" | "cancelled" | "expired",
      Ordered
    >
  | ScreenState<
      "waiting" | "redirecting" | "confirming" | "unconfirmed" | "failed",
      Attempted
    >
  | ScreenState<"succeeded", Ordered & { readonly outcome: Outcome }>;

export type CheckoutEvent =
  /** The page set something to pay, or the shopper starts over. */
  | {
      readonly type: "start";
      readonly wanted: readonly Method[];
      readonly skipReview?: boolean;
    }
  /** There is nothing to pay. */
  | { readonly type: "reset" }
  | { readonly type: "link"; readonly link: PaymentLink }
  /** The relay sent the order, in a response or an event. */
  | { readonly type: "order"; readonly order: Order }
  | { readonly type: "proceed" }
  | { readonly type: "back" }
  | { readonly type: "submit" }
  /** The prompt has expired by the relay's clock, or the browser is back from the hosted page. */
  | { readonly type: "confirm" }
  /** The shopper chooses a method again, for example after the relay refused a submit. */
  | { readonly type: "again" }
  /** A call that the shopper waits for has started (`task`) or ended (null), possibly with an error. */
  | {
      readonly type: "work";
      readonly task: Task | null;
      readonly trouble: Trouble | null;
    }
  | {
      readonly type: "unavailable";
      readonly trouble: Trouble;
      readonly merchant?: Merchant | undefined;
    }
  | { readonly type: "connection"; readonly connection: Connection };

export const INITIAL_STATE: CheckoutState = {
  name: "idle",
  connection: "online",
  wanted: [],
  skipReview: false,
  link: null,
  merchant: null,
  task: null,
  trouble: null,
  order: null,
};
