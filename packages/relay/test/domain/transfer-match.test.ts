import { describe, expect, it } from "vitest";
import { cryptoRandom } from "../../src/adapters/system/crypto-random.ts";
import type { AttemptPlan } from "../../src/domain/attempt.ts";
import {
  findPayerReference,
  matchesPlan,
} from "../../src/domain/transfer-match.ts";
import type { Transfer } from "../../src/domain/transfer.ts";
import { aPlan, aTransfer } from "./fixtures.ts";

const REFERENCE = "A2B3C4D5E6";

describe("findPayerReference", () => {
  it.each<[string, readonly string[]]>([
    [REFERENCE, [REFERENCE]],
    ["a2b3c4d5e6", [REFERENCE]],
    [`Order ${REFERENCE}, thanks!`, [REFERENCE]],
    [`(#${REFERENCE})`, [REFERENCE]],
    [`${REFERENCE}.`, [REFERENCE]],
    [`ref:${REFERENCE}_x`, [REFERENCE]],
    [`\n${REFERENCE}\t`, [REFERENCE]],
    [`“${REFERENCE}”`, [REFERENCE]],
    [`${REFERENCE} a2b3c4d5e6 F7G8H9J2K3`, [REFERENCE, "F7G8H9J2K3"]],
    ["", []],
    [`x${REFERENCE}`, []],
    [`${REFERENCE}7`, []],
    [`é${REFERENCE}`, []],
    [`${REFERENCE}ß`, []],
    [`${REFERENCE}٣`, []],
    ["A2B3C 4D5E6", []],
    ["A2B3C4D5E", []],
    // O, I, L, 0 and 1 are in no reference.
    ["A2B3C4D5EO", []],
    ["A2B3C4D5E1", []],
    ["A2B3C4D5E\u0130", []],
    ["A2B3C4D5E\u0131", []],
    [`\u202a${REFERENCE}\u202c`, [REFERENCE]],
    ["A2B3C\u00ad4D5\u200bE6", [REFERENCE]],
    [`Order\u200b${REFERENCE}\u200bthanks`, [REFERENCE]],
    ["Ａ２Ｂ３Ｃ４Ｄ５Ｅ６", [REFERENCE]],
    ["A٢B٣C٤D٥E٦", [REFERENCE]],
    ["𝐀𝟐𝐁𝟑𝐂𝟒𝐃𝟓𝐄𝟔", [REFERENCE]],
  ])("in %j", (narration, found) => {
    expect(findPayerReference(narration)).toEqual(found);
  });

  it("finds whatever reference is made", () => {
    for (let i = 0; i < 200; i += 1) {
      const reference = cryptoRandom.code(10);
      expect(findPayerReference(`pay ${reference.toLowerCase()}`)).toEqual([
        reference,
      ]);
    }
  });
});

describe("matchesPlan", () => {
  const plan = aPlan({
    method: "flexpay",
    amount: { value: 150_000, currency: "NGN" },
    payerReference: REFERENCE,
  });
  const transfer = aTransfer({
    amount: plan.amount,
    narration: `Order ${REFERENCE}`,
  });
  const isOwn = (tag: string): boolean => tag === "duka@dukaapp";

  it("holds for reference, receiver, amount and currency together", () => {
    expect(matchesPlan(transfer, plan, isOwn)).toBe(true);
  });

  it.each<[string, Partial<Transfer>]>([
    ["another reference", { narration: "Order F7G8H9J2K3" }],
    ["no narration", { narration: null }],
    ["another receiver", { receiverTag: "other@dukaapp" }],
    ["too little", { amount: { value: 149_999, currency: "NGN" } }],
    ["too much", { amount: { value: 150_001, currency: "NGN" } }],
    ["another currency", { amount: { value: 150_000, currency: "KES" } }],
    ["an amount that can't be read", { amount: null }],
    ["one that is taken", { status: "completed" }],
    ["one that is turned down", { status: "rejected" }],
    ["one that has lapsed", { status: "expired" }],
    ["a state nobody documents", { status: "unknown" }],
  ])("does not hold for %s", (_what, changes) => {
    expect(matchesPlan({ ...transfer, ...changes }, plan, isOwn)).toBe(false);
  });

  it("holds for no attempt without a reference", () => {
    const bare: AttemptPlan = { ...plan, payerReference: null };
    expect(matchesPlan(transfer, bare, isOwn)).toBe(false);
  });
});
