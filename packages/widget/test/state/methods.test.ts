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
  it("keeps the relay's order when the page names none", () => {
    expect(ids(methodOptions(offered, []))).to.deep.equal([
      "mpesa",
      "card",
      "flexpay",
    ]);
  });

  it("keeps the page's order and subset", () => {
    expect(ids(methodOptions(offered, ["card", "mpesa"]))).to.deep.equal([
      "card",
      "mpesa",
    ]);
    expect(ids(methodOptions(offered, ["card"]))).to.deep.equal(["card"]);
  });

  it("leaves out what the relay does not offer and what has no screens here", () => {
    expect(
      ids(methodOptions(offered, ["airtel", "mpesa", "cowries"])),
    ).to.deep.equal(["mpesa"]);
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
    expect(ids(availableMethods(offered, []))).to.deep.equal([
      "mpesa",
      "flexpay",
    ]);
  });
});

describe("payScreen", () => {
  it("offers the choice when there is one, or nothing at all", () => {
    expect(payScreen(offered, [])).to.equal("method");
    expect(payScreen(offered, ["airtel"])).to.equal("method");
  });

  it("asks for the phone alone when the only method needs it", () => {
    expect(payScreen(offered, ["mpesa"])).to.equal("details");
  });

  it("asks for nothing more when the only method needs nothing", () => {
    expect(payScreen(offered, ["card"])).to.equal("review");
    expect(payScreen(offered, ["flexpay"])).to.equal("review");
  });
});

describe("needsPhone", () => {
  it("is true for mobile money", () => {
    expect(needsPhone("mpesa")).to.equal(true);
    expect(needsPhone("airtel")).to.equal(true);
    for (const method of ["card", "paybill", "flexpay"] as const)
      expect(needsPhone(method)).to.equal(false);
  });
});
