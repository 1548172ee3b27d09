import type { Action } from "@malipo/protocol";
import { expect } from "@open-wc/testing";
import {
  isTransferMethod,
  hasAmountMismatch,
  toTransfer,
} from "../../src/state/transfer.ts";
import {
  cardAttempt,
  failedOrder,
  order,
  paidOrder,
  paybillAttempt,
  pendingBy,
  UNDER_REVIEW,
} from "../support/orders.ts";

describe("isTransferMethod", () => {
  it("is true where the shopper sends the money", () => {
    expect(isTransferMethod("paybill")).to.equal(true);
    expect(isTransferMethod("flexpay")).to.equal(true);
    for (const method of ["card", "mpesa", "airtel"] as const)
      expect(isTransferMethod(method)).to.equal(false);
  });
});

describe("toTransfer", () => {
  it("names whom to pay and the code", () => {
    expect(
      toTransfer({ type: "paybill", shortCode: "522533", account: "A1" }),
    ).to.deep.equal({ to: "522533", code: "A1" });
    expect(
      toTransfer({ type: "tag", tag: "duka@malipo", narration: "N1" }),
    ).to.deep.equal({ to: "duka@malipo", code: "N1" });
  });

  const others: readonly (Action | null)[] = [
    null,
    { type: "prompt", phone: "0712 ••• 678" },
    { type: "redirect", url: "https://cards.example/1" },
    { type: "paybill", shortCode: "", account: "A1" },
    { type: "paybill", shortCode: "522533", account: "" },
    { type: "tag", tag: "duka@malipo", narration: "" },
    { type: "tag", tag: "duka@malipo" } as Action,
    { type: "later", tag: "duka@malipo", narration: "N1" } as never,
  ];
  for (const action of others)
    it(`has nothing to type for ${JSON.stringify(action)}`, () => {
      expect(toTransfer(action)).to.equal(null);
    });
});

describe("hasAmountMismatch", () => {
  const flags = UNDER_REVIEW;

  it("is true of a payment of another sum, and of part of a transfer", () => {
    for (const value of [
      failedOrder("amount_mismatch"),
      pendingBy(paybillAttempt(), { flags }),
    ])
      expect(hasAmountMismatch(value)).to.equal(true);
  });

  it("is false of everything else", () => {
    for (const value of [
      order(),
      order({ flags }),
      failedOrder("declined"),
      pendingBy(paybillAttempt()),
      pendingBy(cardAttempt(), { flags }),
      paidOrder({ attempt: paybillAttempt(), flags }),
    ])
      expect(hasAmountMismatch(value)).to.equal(false);
  });
});
