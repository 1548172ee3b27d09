import type { Order } from "@malipo/protocol";
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
  UNDER_REVIEW,
} from "../support/orders.ts";

const loading: CheckoutState = {
  ...INITIAL_STATE,
  name: "loading",
  order: null,
};
const lapsed = { promptExpiresAt: at(-1000) };
const strange = (word: string) => word as never;

describe("screenFor", () => {
  const table: readonly (readonly [
    what: string,
    order: Order,
    screen: ScreenName,
  ])[] = [
    ["a cart", order(), "review"],
    ["a part that was paid", openOrder({ status: "succeeded" }), "method"],
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
    ["a prompt that has lapsed", pendingOrder(lapsed), "confirming"],
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
      pendingBy(paybillAttempt(), { flags: UNDER_REVIEW }),
      "confirming",
    ],
    [
      "a prompt on an order that somebody looks at",
      pendingOrder({}, { flags: UNDER_REVIEW }),
      "waiting",
    ],
    [
      "an account that is waited for no longer",
      pendingBy(paybillAttempt(lapsed)),
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
    const order = pendingOrder();
    const from: CheckoutState = {
      ...INITIAL_STATE,
      name: "confirming",
      order,
      attempt: attempt(),
    };
    for (const [value, screen] of [
      [order, "confirming"],
      // What the shopper sends is waited for again when it was not accepted.
      [pendingBy(flexpayAttempt()), "waiting"],
      [pendingOrder({ id: "att-2" }), "waiting"],
    ] as const)
      expect(screenFor(value, from)).to.equal(screen);
  });
});

describe("words that are not known", () => {
  const words = ["SUCCESS", "Paid", "paid ", "completed", "4", "", "settled"];
  for (const status of words.map(strange))
    it(`${JSON.stringify(status)} is not paid, and an attempt still open`, () => {
      expect(paidOutcome(paidOrder({ status }))).to.equal(null);
      for (const value of [
        paidOrder({ status }),
        paidOrder({ outcome: outcome({ status }) }),
        pendingOrder({ status }),
      ])
        expect(screenFor(value, loading)).to.equal("confirming");
    });

  it("a paid order without an outcome is not paid", () => {
    const value = paidOrder({ outcome: null });
    expect(screenFor(value, loading)).to.equal("confirming");
  });

  it("an outcome does not make an open order paid", () => {
    const value = order({ outcome: outcome() });
    expect(screenFor(value, loading)).to.equal("review");
  });
});
