import { expect } from "@open-wc/testing";
import {
  availableMethods,
  heldUntil,
  methodOptions,
  needsPhone,
  payScreen,
} from "../../src/state/methods.ts";
import { payKind } from "../../src/state/pay-kind.ts";
import { attempt, order } from "../support/orders.ts";

const offered = order({
  methods: [
    { id: "mpesa", available: true },
    { id: "card", available: false, reason: "above_max" },
    { id: "flexpay", available: true },
    { id: "cowries", available: true },
  ],
});
const ids = (options: readonly { id: string }[]): string[] =>
  options.map(({ id }) => id);

describe("methodOptions", () => {
  for (const [what, wanted, options] of [
    ["the relay's order", [], ["mpesa", "card", "flexpay"]],
    ["the page's order", ["card", "mpesa"], ["card", "mpesa"]],
    ["the page's subset", ["card"], ["card"]],
    [
      "only what the relay offers and what has screens here",
      ["airtel", "mpesa", "cowries"],
      ["mpesa"],
    ],
  ] as const)
    it(`keeps ${what}`, () => {
      expect(ids(methodOptions(offered, wanted))).to.deep.equal(options);
    });

  it("has M-Pesa first when the page names no order", () => {
    const last = order({ methods: offered.methods.toReversed() });
    const options = ids(methodOptions(last, []));
    expect(options).to.deep.equal(["mpesa", "flexpay", "card"]);
  });

  it("draws a method that it does not know by what the relay says of it", () => {
    const more = {
      title: "Cowries",
      action: "prompt",
      available: true,
    } as const;
    const strange = order({
      methods: [{ id: "cowries", input: "phone", ...more }],
    });
    expect(ids(methodOptions(strange, []))).to.deep.equal(["cowries"]);
    expect(ids(methodOptions(strange, ["cowries"]))).to.deep.equal(["cowries"]);
    expect(payScreen(strange, [])).to.equal("details");
    expect(needsPhone("cowries", strange)).to.equal(true);
    const bare = order({
      methods: [{ id: "cowries", input: "none", ...more }],
    });
    expect(payScreen(bare, [])).to.equal("review");
  });

  it("leaves out methods of another currency, unless there are no others", () => {
    const foreign = { available: false, reason: "currency" } as const;
    const mixed = order({
      methods: [
        { id: "mpesa", ...foreign },
        { id: "flexpay", available: true },
      ],
    });
    expect(ids(methodOptions(mixed, []))).to.deep.equal(["flexpay"]);
    expect(payScreen(mixed, [])).to.equal("review");
    expect(ids(methodOptions(mixed, ["mpesa"]))).to.deep.equal(["mpesa"]);
  });

  it("tells what can be used now", () => {
    const usable = ids(availableMethods(offered, []));
    expect(usable).to.deep.equal(["mpesa", "flexpay"]);
  });
});

describe("payScreen", () => {
  for (const [what, wanted, screen] of [
    ["the choice when there is one", [], "method"],
    ["the choice when there is nothing at all", ["airtel"], "method"],
    ["the phone alone when the only method needs it", ["mpesa"], "details"],
    ["nothing more when the only method needs nothing", ["card"], "review"],
    ["nothing more before a transfer", ["flexpay"], "review"],
  ] as const)
    it(`asks for ${what}`, () => {
      expect(payScreen(offered, wanted)).to.equal(screen);
    });
});

describe("payScreen without a review", () => {
  it("asks for the number or what the only method needs, and never goes back to the cart", () => {
    expect(payScreen(offered, [], true)).to.equal("method");
    for (const method of ["mpesa", "card", "flexpay"])
      expect(payScreen(offered, [method], true)).to.equal("details");
  });

  it("is meant for carts alone", () => {
    const merchant = order({ ...offered, source: { type: "merchant" } });
    expect(payScreen(merchant, ["card"], true)).to.equal("review");
  });
});

describe("heldUntil", () => {
  const option = { id: "mpesa", available: false } as const;
  const cancelled = attempt({
    status: "cancelled",
    promptExpiresAt: "2026-11-21T09:01:00.000Z",
  });
  const promptEnd = Date.parse("2026-11-21T09:01:00.000Z");
  const retry = "2026-11-21T09:01:30.000Z";
  const table = [
    ["a cancelled request", cancelled, "attempt_alive", promptEnd],
    [
      "the relay's own time",
      { ...cancelled, retryAt: retry },
      "attempt_alive",
      promptEnd + 30_000,
    ],
    ["another reason", cancelled, "fraction", null],
    [
      "an attempt under way",
      { ...cancelled, status: "awaiting_payer" },
      "attempt_alive",
      null,
    ],
    [
      "no time at all",
      { ...cancelled, promptExpiresAt: null },
      "attempt_alive",
      null,
    ],
    ["no attempt", null, "attempt_alive", null],
  ] as const;
  for (const [what, attempt, reason, is] of table)
    it(`is ${String(is)} for ${what}`, () => {
      expect(heldUntil(order({ attempt }), { ...option, reason })).to.equal(is);
    });
});

describe("payKind", () => {
  const known = {
    mpesa: "prompt",
    airtel: "prompt",
    card: "redirect",
    paybill: "transfer",
    flexpay: "transfer",
    cowries: "other",
  } as const;
  for (const [method, kind] of Object.entries(known))
    it(`knows ${method} as ${kind} without the relay's help`, () => {
      expect(payKind(method, order())).to.equal(kind);
    });

  const told = {
    redirect: "redirect",
    prompt: "prompt",
    paybill: "transfer",
    tag: "transfer",
  } as const;
  for (const [action, kind] of Object.entries(told))
    it(`takes the relay's word for ${action}`, () => {
      const methods = [
        { id: "cowries", available: true, action: action as "tag" },
      ];
      expect(payKind("cowries", order({ methods }))).to.equal(kind);
    });
});

describe("needsPhone", () => {
  it("is true for mobile money", () => {
    for (const method of ["mpesa", "airtel"] as const)
      expect(needsPhone(method)).to.equal(true);
    for (const method of ["card", "paybill", "flexpay"] as const)
      expect(needsPhone(method)).to.equal(false);
  });
});
