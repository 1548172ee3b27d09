import type { Amount, Method } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import { NO_FACTS } from "../../src/domain/attempt.ts";
import type { Attempt } from "../../src/domain/attempt.ts";
import type { Refused } from "../../src/domain/errors.ts";
import { chooseRefund } from "../../src/domain/refund-rules.ts";
import type {
  PayoutLimits,
  RefundInput,
} from "../../src/domain/refund-rules.ts";
import type { Refund } from "../../src/domain/refund.ts";
import { T0, anAttempt, anOrder, outcomeOf, seen } from "./fixtures.ts";

const kes = (value: number): Amount => ({ value, currency: "KES" });
const ugx = (value: number): Amount => ({ value, currency: "UGX" });

const LIMITS: PayoutLimits = {
  min: kes(1_000),
  max: kes(15_000_000),
  step: 100,
};

const PHONE = "254712345678";
const FIRST = anAttempt([]).plan.id;
const SECOND = "7b0c0b0e-52b2-4f0c-9d59-0a3c5f7d0002";

const paid = (id = FIRST, method: Method = "mpesa"): Attempt =>
  anAttempt([seen.succeeded()], { id, method });
const unpaid = anAttempt([seen.refused()], { id: SECOND });

const sent = (value: number, attemptId = FIRST): Refund => ({
  plan: {
    id: "9d1c0b0e-52b2-4f0c-9d59-0a3c5f7d0009",
    orderId: anOrder().id,
    attemptId,
    provider: "almara",
    amount: kes(value),
    phone: PHONE,
    reason: "Wrong size",
    createdAt: T0,
  },
  facts: NO_FACTS,
});

interface Case {
  readonly attempts: readonly Attempt[];
  readonly refunds?: readonly Refund[];
  readonly wish?: RefundInput;
  readonly limits?: Partial<PayoutLimits>;
}

function choose({ attempts, refunds = [], wish = {}, limits }: Case) {
  return chooseRefund(
    anOrder({ attempts }),
    refunds,
    wish,
    { ...LIMITS, ...limits },
    ({ method }) => (method === "mpesa" ? null : "No way back."),
  );
}

/** What is sent back of which payment, or why nothing is. */
function decide(given: Case) {
  const outcome = outcomeOf(choose(given));
  return typeof outcome === "string"
    ? outcome
    : [outcome.attempt.plan.id, outcome.amount.value, outcome.phone];
}

describe("which payment goes back", () => {
  it.each<[string, Case, unknown]>([
    ["the only one", { attempts: [paid()] }, [FIRST, 250_000, PHONE]],
    ["none", { attempts: [] }, "refund_not_possible"],
    ["not one that failed", { attempts: [unpaid] }, "refund_not_possible"],
    [
      "the one that paid, beside one that failed",
      { attempts: [unpaid, paid()] },
      [FIRST, 250_000, PHONE],
    ],
    [
      "two could be meant",
      { attempts: [paid(), paid(SECOND)] },
      "attempt_required",
    ],
    [
      "the named one of two",
      { attempts: [paid(), paid(SECOND)], wish: { attemptId: SECOND } },
      [SECOND, 250_000, PHONE],
    ],
    [
      "the other one has gone back",
      { attempts: [paid(), paid(SECOND)], refunds: [sent(250_000)] },
      [SECOND, 250_000, PHONE],
    ],
    [
      "both have gone back",
      {
        attempts: [paid(), paid(SECOND)],
        refunds: [sent(250_000), sent(250_000, SECOND)],
      },
      "refund_not_possible",
    ],
    [
      "the one by phone, beside one by card",
      { attempts: [paid(SECOND, "card"), paid()] },
      [FIRST, 250_000, PHONE],
    ],
    [
      "a name that is no attempt's",
      { attempts: [paid()], wish: { attemptId: "other" } },
      "refund_not_possible",
    ],
    [
      "a name of one that failed",
      { attempts: [paid(), unpaid], wish: { attemptId: SECOND } },
      "refund_not_possible",
    ],
  ])("%s", (_what, given, expected) => {
    expect(decide(given)).toEqual(expected);
  });

  it.each<Method>(["card", "airtel", "paybill", "flexpay"])(
    "not one by %s, also where a phone is known",
    (method) => {
      expect(choose({ attempts: [paid(FIRST, method)] })).toMatchObject({
        code: "refund_not_possible",
        detail: "No way back.",
      });
    },
  );

  it("not one whose amount is disputed", () => {
    const disputed = anAttempt([seen.succeeded(), seen.amountDisputed()]);
    expect(decide({ attempts: [disputed] })).toBe("refund_not_possible");
  });

  it("not one without a phone", () => {
    const attempt = anAttempt([seen.succeeded()], { phone: null });
    expect(decide({ attempts: [attempt] })).toBe("refund_not_possible");
  });
});

describe("how much goes back", () => {
  const one = { attempts: [paid()] };
  const whole = (value: number) => [FIRST, value, PHONE];

  it.each<[string, Omit<Case, "attempts">, unknown]>([
    ["part of it", { wish: { amount: kes(100_000) } }, whole(100_000)],
    ["all of it by name", { wish: { amount: kes(250_000) } }, whole(250_000)],
    ["more", { wish: { amount: kes(250_100) } }, "amount_out_of_range"],
    ["what is left", { refunds: [sent(100_000)] }, whole(150_000)],
    [
      "more than is left",
      { refunds: [sent(100_000)], wish: { amount: kes(150_100) } },
      "amount_out_of_range",
    ],
    ["the least", { wish: { amount: kes(1_000) } }, whole(1_000)],
    [
      "less than the least",
      { wish: { amount: kes(900) } },
      "amount_out_of_range",
    ],
    ["nothing", { wish: { amount: kes(0) } }, "amount_out_of_range"],
    [
      "nothing, where no least is set",
      { wish: { amount: kes(0) }, limits: { min: kes(0) } },
      "amount_out_of_range",
    ],
    [
      "the most of one payout",
      { wish: { amount: kes(200_000) }, limits: { max: kes(200_000) } },
      whole(200_000),
    ],
    [
      "more than one payout can be",
      { wish: { amount: kes(200_100) }, limits: { max: kes(200_000) } },
      "amount_out_of_range",
    ],
    [
      "a fraction that can't be sent",
      { wish: { amount: kes(100_050) } },
      "amount_out_of_range",
    ],
    ["the last bit", { refunds: [sent(249_000)] }, whole(1_000)],
    ["too little", { refunds: [sent(249_100)] }, "refund_not_possible"],
    [
      "another currency than was paid",
      { wish: { amount: ugx(100_000) } },
      "currency_unsupported",
    ],
    [
      "a currency that payouts are not made in",
      { limits: { min: ugx(1_000), max: ugx(100_000) } },
      "refund_not_possible",
    ],
  ])("%s", (_what, given, expected) => {
    expect(decide({ ...one, ...given })).toEqual(expected);
  });

  it.each<[string, Case, string | undefined]>([
    ["attemptId", { ...one, wish: { attemptId: "other" } }, "attemptId"],
    ["no attemptId", { attempts: [paid(), paid(SECOND)] }, "attemptId"],
    ["currency", { ...one, wish: { amount: ugx(100_000) } }, "amount"],
    ["size", { ...one, wish: { amount: kes(1) } }, "amount"],
    ["step", { ...one, wish: { amount: kes(100_050) } }, "amount"],
    ["nothing left", { ...one, refunds: [sent(250_000)] }, undefined],
  ])("a wrong %s is named as a field", (_what, given, field) => {
    const { errors = [] } = choose(given) as Refused;
    expect(errors.map((error) => error.field)).toEqual(
      field === undefined ? [] : [field],
    );
    for (const { message } of errors) expect(message).toMatch(/^[a-z]/);
  });
});
