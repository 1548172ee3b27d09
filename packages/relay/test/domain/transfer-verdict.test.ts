import { describe, expect, it } from "vitest";
import type { AttemptStatus } from "@malipo/protocol";
import { attemptStatus, blocksNewAttempt } from "../../src/domain/attempt.ts";
import type { Attempt } from "../../src/domain/attempt.ts";
import type { Observation } from "../../src/domain/observation.ts";
import {
  awaitsTransfer,
  findMismatch,
  reasonFor,
} from "../../src/domain/transfer-verdict.ts";
import type { Mismatch } from "../../src/domain/transfer-verdict.ts";
import { expecting } from "../support/expecting.ts";
import { aTransfer, anAttempt, anOrder, seen } from "./fixtures.ts";

const REFERENCE = aTransfer().reference;

const flexpay = (...learned: readonly Observation[]) =>
  anAttempt([seen.accepted(), ...learned], {
    method: "flexpay",
    provider: "flexpay",
    phone: null,
    payerReference: "AB2CD3EF4G",
  });

describe("findMismatch", () => {
  it.each([
    ...expecting<readonly Observation[], Mismatch | undefined>(undefined, {
      "all is right": [],
      "it is bound already": [seen.matched(20, REFERENCE)],
      "it is bound already, spelled otherwise": [
        seen.matched(20, REFERENCE.toLowerCase()),
      ],
      "nobody was asked since the deadline": [seen.deadline()],
    }),
    ...expecting<readonly Observation[], Mismatch>("attempt_over", {
      "the attempt lapsed": [seen.deadline(), seen.pending(95)],
      "the shopper gave up": [seen.cancelRequested(20), seen.pending(21)],
      "it was refused": [seen.refused()],
    }),
    ...expecting<readonly Observation[], Mismatch>("other_transfer", {
      "another is bound": [seen.matched(20, "TXN-2")],
    }),
    ...expecting<readonly Observation[], Mismatch>("order_paid", {
      "it is paid": [seen.succeeded()],
    }),
    ...expecting<readonly Observation[], Mismatch>("under_review", {
      "a part came": [seen.payment(20, 1)],
    }),
  ])("%s", (_what, learned, expected) => {
    const attempt = flexpay(...learned);
    const order = anOrder({ attempts: [attempt] });
    expect(findMismatch(order, attempt, aTransfer())).toBe(expected);
  });

  it.each([
    ["too little", { value: 249_999, currency: "KES" }],
    ["another currency", { value: 250_000, currency: "NGN" }],
    ["no amount", null],
  ])("%s", (_what, amount) => {
    const order = anOrder({ attempts: [flexpay()] });
    const transfer = aTransfer({ amount });
    expect(findMismatch(order, flexpay(), transfer)).toBe("wrong_amount");
  });

  it("sees that the order was paid by another attempt", () => {
    const attempt = flexpay(seen.matched(20, REFERENCE));
    const other = anAttempt([seen.succeeded()], { id: "other" });
    const order = anOrder({ attempts: [other, attempt] });
    expect(findMismatch(order, attempt, aTransfer())).toBe("order_paid");
  });
});

describe("awaitsTransfer", () => {
  const states: readonly [Attempt, AttemptStatus, boolean][] = [
    [anAttempt([]), "submitting", true],
    [anAttempt([seen.submitUnknown()]), "submit_unknown", true],
    [flexpay(), "awaiting_payer", true],
    [flexpay(seen.payerAnswered()), "processing", true],
    [flexpay(seen.deadline()), "unconfirmed", true],
    [flexpay(seen.refused()), "failed", false],
    [flexpay(seen.succeeded()), "succeeded", false],
  ];
  it.each(states)("%#: %s", (attempt, status, awaits) => {
    expect(attemptStatus(attempt)).toBe(status);
    expect(awaitsTransfer(attempt)).toBe(awaits);
  });
});

describe("an attempt for which a transfer is being taken", () => {
  const taking = flexpay(
    seen.matched(80, REFERENCE),
    seen.deadline(),
    seen.pending(95),
  );

  it("does not lapse, and nothing else is charged", () => {
    expect(attemptStatus(taking)).toBe("unconfirmed");
    expect(awaitsTransfer(taking)).toBe(true);
    expect(blocksNewAttempt(taking)).toBe(true);
  });

  it("is over when the provider ends the transfer", () => {
    const ended = flexpay(
      seen.matched(80, REFERENCE),
      seen.refused(200, "expired", null),
    );
    expect(attemptStatus(ended)).toBe("expired");
    expect(blocksNewAttempt(ended)).toBe(false);
  });
});

describe("reasonFor", () => {
  it.each([
    [150_000, "NGN", "The amount must be NGN 1,500.00."],
    [99, "NGN", "The amount must be NGN 0.99."],
    [123_456_789, "NGN", "The amount must be NGN 1,234,567.89."],
    [1_500, "UGX", "The amount must be UGX 1,500."],
    [1, "XXX", "The amount doesn't match the order."],
  ])("names the amount of %i %s", (value, currency, reason) => {
    expect(reasonFor("wrong_amount", { value, currency })).toBe(reason);
  });

  it("has a sentence for each, and one for all that the sender need not tell apart", () => {
    const all: readonly Mismatch[] = [
      "no_order",
      "attempt_over",
      "several_orders",
      "order_paid",
      "other_transfer",
      "under_review",
      "rejected_by_merchant",
      "wrong_amount",
    ];
    const reasons = all.map((mismatch) => reasonFor(mismatch, null));
    for (const reason of reasons) expect(reason).toMatch(/^[A-Z].*[.]$/);
    expect(reasons[0]).toBe(reasons[1]);
    expect(new Set(reasons).size).toBe(all.length - 1);
  });
});
