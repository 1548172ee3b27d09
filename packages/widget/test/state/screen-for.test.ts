import type { Attempt, Order } from "@malipo/protocol";
import { expect } from "@open-wc/testing";
import type {
  CheckoutState,
  ScreenName,
} from "../../src/state/checkout-state.ts";
import { INITIAL_STATE } from "../../src/state/checkout-state.ts";
import { paidOutcome, screenFor } from "../../src/state/screen-for.ts";
import {
  at,
  attempt,
  cardAttempt,
  closedOrder,
  flexpayAttempt,
  openOrder,
  order,
  outcome,
  paidOrder,
  paybillAttempt,
  pendingBy,
  pendingOrder,
} from "../support/orders.ts";

const loading: CheckoutState = {
  ...INITIAL_STATE,
  name: "loading",
  order: null,
};
const REVIEW = { late: false, overpaid: false, review: true };
const strange = (word: string) => word as never;

describe("screenFor", () => {
  const table: readonly (readonly [
    what: string,
    order: Order,
    screen: ScreenName,
  ])[] = [
    ["a cart", order(), "review"],
    ["a merchant's order", order({ source: { type: "merchant" } }), "method"],
    [
      "an order just being submitted",
      pendingOrder({ status: "submitting" }),
      "submitting",
    ],
    ["a prompt on the phone", pendingOrder(), "waiting"],
    [
      "a submit that timed out",
      pendingOrder({ status: "submit_unknown", action: null }),
      "waiting",
    ],
    [
      "a prompt that has lapsed",
      pendingOrder({ promptExpiresAt: at(-1000) }),
      "confirming",
    ],
    ["a card page", pendingBy(cardAttempt()), "redirecting"],
    [
      "a card submit that timed out",
      pendingBy(cardAttempt({ status: "submit_unknown", action: null })),
      "confirming",
    ],
    ["a paybill account to pay to", pendingBy(paybillAttempt()), "waiting"],
    ["a tag to pay to", pendingBy(flexpayAttempt()), "waiting"],
    [
      "a tag without the narration to find the payment by",
      pendingBy(
        flexpayAttempt({
          action: { type: "tag", tag: "duka@malipo", narration: "" },
        }),
      ),
      "confirming",
    ],
    [
      "an account that part of the sum has come to",
      pendingBy(paybillAttempt(), { flags: REVIEW }),
      "confirming",
    ],
    [
      "a prompt on an order that somebody looks at",
      pendingOrder({}, { flags: REVIEW }),
      "waiting",
    ],
    [
      "an account that is waited for no longer",
      pendingBy(paybillAttempt({ promptExpiresAt: at(-1000) })),
      "confirming",
    ],
    [
      "an attempt that is processed",
      pendingOrder({ status: "processing" }),
      "confirming",
    ],
    [
      "an attempt without an answer",
      pendingOrder({ status: "unconfirmed" }),
      "unconfirmed",
    ],
    [
      "an attempt that succeeded before the order is paid",
      pendingOrder({ status: "succeeded" }),
      "confirming",
    ],
    ["a failed attempt", openOrder({ status: "failed" }), "failed"],
    ["an attempt nobody answered", openOrder({ status: "expired" }), "failed"],
    ["a cancelled attempt", openOrder({ status: "cancelled" }), "cancelled"],
    ["a paid order", paidOrder(), "succeeded"],
    ["an expired order", closedOrder("expired"), "expired"],
    ["a cancelled order", closedOrder("cancelled"), "cancelled"],
  ];
  for (const [what, value, screen] of table)
    it(`shows ${what} as ${screen}`, () => {
      expect(screenFor(value, loading)).to.equal(screen);
    });

  it("stays on confirming when the same attempt still waits", () => {
    const value = pendingOrder();
    const from: CheckoutState = {
      ...INITIAL_STATE,
      name: "confirming",
      order: value,
      attempt: attempt(),
    };
    expect(screenFor(value, from)).to.equal("confirming");
    // What the shopper sends is waited for again when it was not accepted.
    const transfer = pendingBy(flexpayAttempt());
    expect(screenFor(transfer, from)).to.equal("waiting");
    const next = pendingOrder({ id: "att-2" });
    expect(screenFor(next, from)).to.equal("waiting");
  });
});

describe("words that are not known", () => {
  const statuses = [
    "SUCCESS",
    "Paid",
    "paid ",
    "completed",
    "4",
    "",
    "settled",
  ];
  for (const word of statuses) {
    it(`an order that is ${JSON.stringify(word)} is not paid`, () => {
      const value = paidOrder({ status: strange(word) });
      expect(paidOutcome(value)).to.equal(null);
      expect(screenFor(value, loading)).to.equal("confirming");
    });

    it(`an outcome that is ${JSON.stringify(word)} is not paid`, () => {
      const value = paidOrder({ outcome: outcome({ status: strange(word) }) });
      expect(screenFor(value, loading)).to.equal("confirming");
    });

    it(`an attempt that is ${JSON.stringify(word)} is still open`, () => {
      const change: Partial<Attempt> = { status: strange(word) };
      expect(screenFor(pendingOrder(change), loading)).to.equal("confirming");
    });
  }

  it("a paid order without an outcome is not paid", () => {
    expect(screenFor(paidOrder({ outcome: null }), loading)).to.equal(
      "confirming",
    );
  });

  it("an outcome does not make an open order paid", () => {
    expect(screenFor(order({ outcome: outcome() }), loading)).to.equal(
      "review",
    );
  });
});
