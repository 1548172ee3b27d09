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
  attempt,
  cardAttempt,
  closedOrder,
  failure,
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

const told = (value: Order): CheckoutEvent => ({ type: "order", order: value });
const failed = () =>
  openOrder({
    status: "failed",
    failure: failure("wrong_pin"),
  });
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
  failed: [EVENTS.start, told(failed())],
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
        if (!allowed) {
          expect(result).to.deep.equal({ ok: false, refusal: "not_here" });
        } else if (type === "again" && screen === "unconfirmed") {
          // The relay has not yet said that another attempt is safe.
          expect(result).to.deep.equal({ ok: false, refusal: "not_here" });
        } else {
          expect(result.ok && result.state.name).to.equal(
            LEADS[event.type](screen),
          );
        }
      });
    }

  it("names no screen that is not in the list, and leaves none out", () => {
    const named = new Set(Object.values(ALLOWED).flat());
    expect([...named].sort()).to.deep.equal([...SCREENS].sort());
  });

  it("never lets a lower version replace a higher one", () => {
    const state = run(EVENTS.start, told(paidOrder({ version: 5 })));
    const late = pendingOrder({}, { version: 4 });
    expect(transition(state, told(late))).to.deep.equal({
      ok: false,
      refusal: "older",
    });
  });

  it("takes the same version again", () => {
    const state = run(EVENTS.start, told(pendingOrder()), told(pendingOrder()));
    expect(state.name).to.equal("waiting");
  });

  it("refuses another order than the one on the screen", () => {
    const other = order({ id: "ord_BBBBBBBBBBBBBBBBBBBBBB", version: 9 });
    expect(transition(run(...WAYS.review), told(other))).to.deep.equal({
      ok: false,
      refusal: "other_order",
    });
  });

  it("does not proceed from a payment link that is no order yet", () => {
    const state = run(EVENTS.start, EVENTS.link);
    expect(transition(state, EVENTS.proceed)).to.deep.equal({
      ok: false,
      refusal: "not_here",
    });
    expect(run(EVENTS.start, EVENTS.link, EVENTS.work).task).to.equal("check");
  });

  it("asks for the phone alone, for nothing, or for the method, by what is offered", () => {
    const after = (value: Order): ScreenName =>
      run(EVENTS.start, told(value), EVENTS.proceed).name;
    expect(after(one("mpesa"))).to.equal("details");
    expect(after(one("card"))).to.equal("review");
    expect(after(order())).to.equal("method");
  });

  it("keeps what the shopper waits for on the same screen and drops it on another", () => {
    const waiting = run(
      ...WAYS.waiting,
      EVENTS.work,
      told(pendingOrder({}, { version: 7 })),
    );
    expect(waiting.task).to.equal("check");
    expect(run(...WAYS.waiting, EVENTS.work, told(paidOrder())).task).to.equal(
      null,
    );
  });

  it("lays the connection over every screen and keeps it", () => {
    const state = run(EVENTS.start, EVENTS.connection, told(paidOrder()));
    expect(state.connection).to.equal("stale");
  });

  it("lets the shopper try another way while unconfirmed only by the relay's word", () => {
    const { methods } = order();
    const safe = pendingOrder({ status: "unconfirmed" }, { methods });
    const state = run(EVENTS.start, told(safe), EVENTS.again);
    expect(state.name).to.equal("method");
    // News of the attempt that is still unconfirmed do not take the choice away …
    const news = pendingOrder(
      { status: "unconfirmed" },
      { methods, version: 8 },
    );
    expect(
      run(EVENTS.start, told(safe), EVENTS.again, told(news)).name,
    ).to.equal("method");
    // … but a payment does.
    expect(
      run(
        EVENTS.start,
        told(safe),
        EVENTS.again,
        told(paidOrder({ version: 8 })),
      ).name,
    ).to.equal("succeeded");
  });
});

describe("canTryAgain", () => {
  it("is the relay's word", () => {
    expect(canTryAgain(failed())).to.equal(true);
    expect(canTryAgain(pendingOrder())).to.equal(false);
    expect(
      canTryAgain(pendingOrder({}, { methods: order().methods })),
    ).to.equal(true);
    expect(canTryAgain(paidOrder({ methods: order().methods }))).to.equal(
      false,
    );
    expect(canTryAgain(closedOrder("expired"))).to.equal(false);
  });

  it("knows the attempt that another tab began", () => {
    const state = run(...WAYS.method, told(pendingOrder({ id: "att-2" })));
    expect(state.name === "waiting" && state.attempt).to.include({
      id: attempt({ id: "att-2" }).id,
    });
  });
});
