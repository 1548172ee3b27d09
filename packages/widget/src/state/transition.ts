/** `transition(state, event)`: the next state, or why the event is refused. Pure. */
import type { Order } from "@malipo/protocol";
import type {
  CheckoutEvent,
  CheckoutState,
  ScreenName,
} from "./checkout-state.ts";
import { INITIAL_STATE, SCREENS } from "./checkout-state.ts";
import { payScreen, skipsReview } from "./methods.ts";
import { paidOutcome, screenFor } from "./screen-for.ts";

/** `not_here`: the event is not allowed on this screen. `older`: a newer version is already shown. */
export type Refusal = "not_here" | "older" | "other_order";
export type Transition =
  | { readonly ok: true; readonly state: CheckoutState }
  | { readonly ok: false; readonly refusal: Refusal };

/** The screens on which each event is allowed. */
export const ALLOWED: Readonly<
  Record<CheckoutEvent["type"], readonly ScreenName[]>
> = {
  start: SCREENS,
  reset: SCREENS,
  connection: SCREENS,
  link: ["loading", "review"],
  order: SCREENS.slice(1), // all but idle
  work: SCREENS.slice(2, -1), // all with something to pay on them
  proceed: ["review"],
  back: ["details", "method"],
  submit: ["review", "details", "method"],
  confirm: ["waiting", "redirecting"],
  again: ["submitting", "unconfirmed", "failed", "cancelled"],
  unavailable: ["loading", "unavailable"],
};

const TARGETS = {
  back: "review",
  submit: "submitting",
  confirm: "confirming",
} as const;

const refuse = (refusal: Refusal): Transition => ({ ok: false, refusal });
const go = (state: CheckoutState): Transition => ({ ok: true, state });

/** The state that shows `order` on `name`. Keeps the task and its error only on the same screen. */
function show(
  state: CheckoutState,
  name: ScreenName,
  order: Order,
): Transition {
  const { task, trouble } = name === state.name ? state : INITIAL_STATE;
  const { attempt, merchant } = order;
  const outcome = paidOutcome(order);
  // `screenFor` names a screen only when the order has the facts it is about.
  const next = {
    ...state,
    name,
    task,
    trouble,
    merchant,
    order,
    attempt,
    outcome,
  };
  return go(next as CheckoutState);
}

/** Whether the shopper may try again: always if the order is open, otherwise only if the relay says so. */
export function canTryAgain({ status, methods }: Order): boolean {
  return (
    status === "open" ||
    (status === "pending" && methods.some(({ available }) => available))
  );
}

export function transition(
  state: CheckoutState,
  event: CheckoutEvent,
): Transition {
  const { type } = event;
  if (!ALLOWED[type].includes(state.name)) return refuse("not_here");
  const { order, connection, wanted, merchant, skipReview } = state;
  const blank = {
    ...INITIAL_STATE,
    order: null,
    connection,
    wanted,
    merchant,
    skipReview,
  };
  switch (type) {
    case "start":
      return go({
        ...blank,
        name: "loading",
        wanted: event.wanted,
        skipReview: event.skipReview ?? false,
      });
    case "reset":
      return go({ ...blank, name: "idle" });
    case "link":
      return go({
        ...blank,
        name: "review",
        link: event.link,
        merchant: event.link.merchant,
      });
    case "unavailable":
      return go({
        ...blank,
        name: type,
        trouble: event.trouble,
        merchant: event.merchant ?? merchant,
      });
    case "connection":
      return go({ ...state, connection: event.connection });
    case "work": {
      const { task, trouble } = event;
      return go({ ...state, task, trouble } as CheckoutState);
    }
    case "order":
      if (order && order.id !== event.order.id) return refuse("other_order");
      if (order && order.version > event.order.version) return refuse("older");
      return show(state, screenFor(event.order, state), event.order);
  }
  if (
    !order ||
    (type === "again" && !canTryAgain(order)) ||
    (type === "back" && skipsReview(order, state))
  )
    return refuse("not_here");
  const name =
    type === "proceed" || type === "again"
      ? payScreen(order, wanted, skipReview)
      : TARGETS[type];
  return show(state, name, order);
}
