/** The one state of a checkout, and everything that can happen to it. Knows nothing of Lit or the DOM. */
import type {
  Attempt,
  Method,
  Order,
  Outcome,
  PaymentLink,
} from "@malipo/protocol";
import type { ErrorCode } from "./error-code.ts";

/** In the order of a checkout; `transition.ts` counts on the first two and the last. */
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

/** Lies over every screen. `stale`: online, but nothing was heard for too long. */
export type Connection = "online" | "offline" | "stale";

/** What the shopper waits for without leaving the screen. */
export type Task = "lines" | "order" | "check" | "cancel";

/** A refusal told on the screen; `until` (by `ticks`, 0: at once) is when trying again makes sense. */
export interface Trouble {
  readonly code: ErrorCode;
  readonly until: number;
  /** What it is about: a field, or an order. */
  readonly about?: string | undefined;
}

interface Shared {
  readonly connection: Connection;
  /** The page's choice of methods, in its order; empty: the relay's. */
  readonly wanted: readonly Method[];
  readonly link: PaymentLink | null;
  readonly task: Task | null;
  readonly trouble: Trouble | null;
}

type Bare = Shared & { readonly order: null };
type Ordered = Shared & { readonly order: Order };
type Attempted = Ordered & { readonly attempt: Attempt };

/** One member of the union per screen, so that a name picks its own. */
type On<Names extends ScreenName, Facts> = Names extends ScreenName
  ? Facts & { readonly name: Names }
  : never;

export type CheckoutState =
  | On<"idle" | "loading", Bare>
  | On<"unavailable", Bare & { readonly trouble: Trouble }>
  /** `order` is null while a payment link is shown that nobody has begun to pay. */
  | On<"review", Shared & { readonly order: Order | null }>
  | On<"details" | "method" | "submitting" | "cancelled" | "expired", Ordered>
  | On<
      "waiting" | "redirecting" | "confirming" | "unconfirmed" | "failed",
      Attempted
    >
  | On<"succeeded", Ordered & { readonly outcome: Outcome }>;

export type CheckoutEvent =
  /** The page named something to pay, or the shopper starts over. */
  | { readonly type: "start"; readonly wanted: readonly Method[] }
  /** There is nothing to pay. */
  | { readonly type: "reset" }
  | { readonly type: "link"; readonly link: PaymentLink }
  /** The relay told the order, by whatever way. */
  | { readonly type: "order"; readonly order: Order }
  | { readonly type: "proceed" }
  | { readonly type: "back" }
  | { readonly type: "submit" }
  /** The prompt has lapsed by the relay's clock, or the browser is back from the hosted page. */
  | { readonly type: "confirm" }
  /** The shopper chooses once more; after a submit, because the relay refused it. */
  | { readonly type: "again" }
  /** A call that the shopper waits for began (`task`) or ended (null), perhaps in trouble. */
  | {
      readonly type: "work";
      readonly task: Task | null;
      readonly trouble: Trouble | null;
    }
  | { readonly type: "unavailable"; readonly trouble: Trouble }
  | { readonly type: "connection"; readonly connection: Connection };

export const INITIAL_STATE: CheckoutState = {
  name: "idle",
  connection: "online",
  wanted: [],
  link: null,
  task: null,
  trouble: null,
  order: null,
};
