import { expect } from "@open-wc/testing";
import {
  availableMethods,
  methodOptions,
  needsPhone,
  payScreen,
} from "../../src/state/methods.ts";
import { order } from "../support/orders.ts";

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

describe("needsPhone", () => {
  it("is true for mobile money", () => {
    for (const method of ["mpesa", "airtel"] as const)
      expect(needsPhone(method)).to.equal(true);
    for (const method of ["card", "paybill", "flexpay"] as const)
      expect(needsPhone(method)).to.equal(false);
  });
});
