import type { Order } from "@malipo/protocol";
import { expect } from "@open-wc/testing";
import type {
  CheckoutEvent,
  CheckoutState,
  ScreenName,
} from "../../src/state/checkout-state.ts";
import { INITIAL_STATE, SCREENS } from "../../src/state/checkout-state.ts";
import {
  ALLOWED,
  canTryAgain,
  transition,
} from "../../src/state/transition.ts";
import {
  cardAttempt,
  closedOrder,
  failedOrder,
  openOrder,
  order,
  paidOrder,
  paymentLink,
  pendingBy,
  pendingOrder,
} from "../support/orders.ts";

const trouble = { code: "network", until: 0 } as const;

const EVENTS: {
  readonly [T in CheckoutEvent["type"]]: Extract<CheckoutEvent, { type: T }>;
} = {
  start: { type: "start", wanted: [] },
  reset: { type: "reset" },
  link: { type: "link", link: paymentLink() },
  order: { type: "order", order: order({ version: 9 }) },
  proceed: { type: "proceed" },
  back: { type: "back" },
  submit: { type: "submit" },
  confirm: { type: "confirm" },
  again: { type: "again" },
  work: { type: "work", task: "check", trouble: null },
  unavailable: { type: "unavailable", trouble },
  connection: { type: "connection", connection: "stale" },
};

function run(...events: readonly CheckoutEvent[]): CheckoutState {
  let state = INITIAL_STATE;
  for (const event of events) {
    const result = transition(state, event);
    if (!result.ok) throw new Error(`${event.type}: ${result.refusal}`);
    state = result.state;
  }
  return state;
}

const refusal = (refusal: string) => ({ ok: false, refusal });
const told = (value: Order): CheckoutEvent => ({ type: "order", order: value });
const one = (id: "mpesa" | "card") =>
  order({ methods: [{ id, available: true }] });

/** One way to each screen. */
const WAYS: Readonly<Record<ScreenName, readonly CheckoutEvent[]>> = {
  idle: [],
  loading: [EVENTS.start],
  review: [EVENTS.start, told(order())],
  details: [EVENTS.start, told(one("mpesa")), EVENTS.proceed],
  method: [EVENTS.start, told(order()), EVENTS.proceed],
  submitting: [EVENTS.start, told(order()), EVENTS.proceed, EVENTS.submit],
  waiting: [EVENTS.start, told(pendingOrder())],
  redirecting: [EVENTS.start, told(pendingBy(cardAttempt()))],
  confirming: [EVENTS.start, told(pendingOrder({ status: "processing" }))],
  unconfirmed: [EVENTS.start, told(pendingOrder({ status: "unconfirmed" }))],
  succeeded: [EVENTS.start, told(paidOrder())],
  failed: [EVENTS.start, told(failedOrder("wrong_pin"))],
  cancelled: [EVENTS.start, told(openOrder({ status: "cancelled" }))],
  expired: [EVENTS.start, told(closedOrder("expired"))],
  unavailable: [EVENTS.start, EVENTS.unavailable],
};

/** Where an event leads from a screen, where it is allowed there but leads elsewhere than its row below says. */
const LEADS: Readonly<
  Record<CheckoutEvent["type"], (from: ScreenName) => ScreenName>
> = {
  start: () => "loading",
  reset: () => "idle",
  link: () => "review",
  // `EVENTS.order` is open without an attempt: a cart to look at, unless the shopper is choosing already.
  order: (from) =>
    ["details", "method", "submitting"].includes(from) ? from : "review",
  proceed: () => "method",
  back: () => "review",
  submit: () => "submitting",
  confirm: () => "confirming",
  again: () => "method",
  work: (from) => from,
  unavailable: () => "unavailable",
  connection: (from) => from,
};

describe("transition", () => {
  for (const screen of SCREENS)
    it(`reaches ${screen}`, () => {
      expect(run(...WAYS[screen]).name).to.equal(screen);
    });

  for (const screen of SCREENS)
    for (const [type, event] of Object.entries(EVENTS)) {
      const allowed = ALLOWED[event.type].includes(screen);
      it(`${allowed ? "takes" : "refuses"} ${type} on ${screen}`, () => {
        const before = run(...WAYS[screen]);
        const result = transition(before, event);
        // The relay has not yet said that another attempt is safe.
        const unsafe = type === "again" && screen === "unconfirmed";
        if (!allowed || unsafe)
          expect(result).to.deep.equal(refusal("not_here"));
        else
          expect(result.ok && result.state.name).to.equal(
            LEADS[event.type](screen),
          );
      });
    }

  it("names no screen that is not in the list, and leaves none out", () => {
    const named = new Set(Object.values(ALLOWED).flat());
    expect([...named].sort()).to.deep.equal([...SCREENS].sort());
  });

  it("never lets a lower version replace a higher one", () => {
    const state = run(EVENTS.start, told(paidOrder({ version: 5 })));
    const late = pendingOrder({}, { version: 4 });
    expect(transition(state, told(late))).to.deep.equal(refusal("older"));
  });

  it("takes the same version again", () => {
    const state = run(EVENTS.start, told(pendingOrder()), told(pendingOrder()));
    expect(state.name).to.equal("waiting");
  });

  it("refuses another order than the one on the screen", () => {
    const other = order({ id: "ord_BBBBBBBBBBBBBBBBBBBBBB", version: 9 });
    const result = transition(run(...WAYS.review), told(other));
    expect(result).to.deep.equal(refusal("other_order"));
  });

  it("does not proceed from a payment link that is no order yet", () => {
    const state = run(EVENTS.start, EVENTS.link);
    const result = transition(state, EVENTS.proceed);
    expect(result).to.deep.equal(refusal("not_here"));
    expect(run(EVENTS.start, EVENTS.link, EVENTS.work).task).to.equal("check");
  });

  it("begins a cart at the methods where the page shows it itself, with no way back", () => {
    const start: CheckoutEvent = { ...EVENTS.start, skipReview: true };
    for (const [value, screen] of [
      [order(), "method"],
      [one("mpesa"), "details"],
      [one("card"), "details"],
    ] as const) {
      const state = run(start, told(value));
      expect(state.name).to.equal(screen);
      expect(transition(state, EVENTS.back)).to.deep.equal({
        ok: false,
        refusal: "not_here",
      });
    }
    // After a failure, too.
    expect(
      run(start, told(failedOrder("wrong_pin")), EVENTS.again).name,
    ).to.equal("method");
    // Others know no review, or have one of their own.
    const link = order({
      source: { type: "payment_link", paymentLink: paymentLink().id },
    });
    const back = run(start, EVENTS.link, told(link), EVENTS.proceed);
    expect(back.name).to.equal("method");
    expect(transition(back, EVENTS.back).ok).to.equal(true);
    expect(run(start, told(paidOrder())).name).to.equal("succeeded");
  });

  it("does not stay on submitting when the attempt of that screen ends", () => {
    const sent = pendingOrder({ status: "submitting", action: null });
    for (const status of ["failed", "cancelled", "unconfirmed"] as const) {
      const over = openOrder({ id: sent.attempt?.id ?? "", status });
      const state = run(EVENTS.start, told(sent), told(over));
      expect(state.name).to.equal(status);
    }
  });

  it("keeps what the shopper waits for on the same screen and drops it on another", () => {
    const after = (value: Order) =>
      run(...WAYS.waiting, EVENTS.work, told(value)).task;
    expect(after(pendingOrder({}, { version: 7 }))).to.equal("check");
    expect(after(paidOrder())).to.equal(null);
  });

  it("lays the connection over every screen and keeps it", () => {
    const state = run(EVENTS.start, EVENTS.connection, told(paidOrder()));
    expect(state.connection).to.equal("stale");
  });

  it("lets the shopper try another way while unconfirmed only by the relay's word", () => {
    const { methods } = order();
    const safe = pendingOrder({ status: "unconfirmed" }, { methods });
    const chosen = [EVENTS.start, told(safe), EVENTS.again];
    expect(run(...chosen).name).to.equal("method");
    // News of the attempt that is still unconfirmed do not take the choice away …
    const news = pendingOrder(
      { status: "unconfirmed" },
      { methods, version: 8 },
    );
    expect(run(...chosen, told(news)).name).to.equal("method");
    // … but a payment does.
    const paid = paidOrder({ version: 8 });
    expect(run(...chosen, told(paid)).name).to.equal("succeeded");
  });
});

describe("canTryAgain", () => {
  it("is the relay's word", () => {
    const { methods } = order();
    expect(canTryAgain(failedOrder("wrong_pin"))).to.equal(true);
    expect(canTryAgain(pendingOrder())).to.equal(false);
    expect(canTryAgain(pendingOrder({}, { methods }))).to.equal(true);
    expect(canTryAgain(paidOrder({ methods }))).to.equal(false);
    expect(canTryAgain(closedOrder("expired"))).to.equal(false);
  });

  it("knows the attempt that another tab began", () => {
    const state = run(...WAYS.method, told(pendingOrder({ id: "att-2" })));
    expect(state.name === "waiting" && state.attempt.id).to.equal("att-2");
  });
});
