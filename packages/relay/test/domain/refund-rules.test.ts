import type { Amount, Method } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import type { Attempt } from "../../src/domain/attempt.ts";
import type { Refused } from "../../src/domain/errors.ts";
import { chooseRefund } from "../../src/domain/refund-rules.ts";
import type {
  PayoutLimits,
  RefundInput,
} from "../../src/domain/refund-rules.ts";
import type { Refund } from "../../src/domain/refund.ts";
import { expecting } from "../support/expecting.ts";
import { aRefund, anAttempt, anOrder, outcomeOf, seen } from "./fixtures.ts";

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

const sent = (value: number, attemptId = FIRST): Refund =>
  aRefund({ amount: kes(value), attemptId });

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
    ({ method }) => (method === "mpesa" ? null : "not_offered"),
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
  const both = [paid(), paid(SECOND)];

  it.each([
    ...expecting<Case, unknown>([FIRST, 250_000, PHONE], {
      "the only one": { attempts: [paid()] },
      "the one that paid, beside one that failed": {
        attempts: [unpaid, paid()],
      },
      "the one by phone, beside one by card": {
        attempts: [paid(SECOND, "card"), paid()],
      },
    }),
    ...expecting<Case, unknown>([SECOND, 250_000, PHONE], {
      "the named one of two": { attempts: both, wish: { attemptId: SECOND } },
      "the other one has gone back": {
        attempts: both,
        refunds: [sent(250_000)],
      },
    }),
    ...expecting<Case, unknown>("attempt_required", {
      "two could be meant": { attempts: both },
    }),
    ...expecting<Case, unknown>("refund_not_possible", {
      none: { attempts: [] },
      "not one that failed": { attempts: [unpaid] },
      "both have gone back": {
        attempts: both,
        refunds: [sent(250_000), sent(250_000, SECOND)],
      },
      "a name that is no attempt's": {
        attempts: [paid()],
        wish: { attemptId: "other" },
      },
      "a name of one that failed": {
        attempts: [paid(), unpaid],
        wish: { attemptId: SECOND },
      },
    }),
  ])("%s", (_what, given, expected) => {
    expect(decide(given)).toEqual(expected);
  });

  it.each<Method>(["card", "airtel", "paybill", "flexpay"])(
    "not one by %s, also where a phone is known",
    (method) => {
      expect(choose({ attempts: [paid(FIRST, method)] })).toMatchObject({
        code: "refund_not_possible",
        detail: expect.stringContaining("offers no refund") as string,
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
  const asks = (value: number) => ({ wish: { amount: kes(value) } });

  it.each<[string, Omit<Case, "attempts">, number]>([
    ["part of it", asks(100_000), 100_000],
    ["all of it by name", asks(250_000), 250_000],
    ["what is left", { refunds: [sent(100_000)] }, 150_000],
    ["the last bit", { refunds: [sent(249_000)] }, 1_000],
    ["the least", asks(1_000), 1_000],
    [
      "the most of one payout",
      { ...asks(200_000), limits: { max: kes(200_000) } },
      200_000,
    ],
  ])("%s", (_what, given, value) => {
    expect(decide({ ...one, ...given })).toEqual([FIRST, value, PHONE]);
  });

  it.each([
    ...expecting<Omit<Case, "attempts">, string>("amount_out_of_range", {
      more: asks(250_100),
      "more than is left": { ...asks(150_100), refunds: [sent(100_000)] },
      "less than the least": asks(900),
      nothing: asks(0),
      "nothing, where no least is set": {
        ...asks(0),
        limits: { min: kes(0) },
      },
      "more than one payout can be": {
        ...asks(200_100),
        limits: { max: kes(200_000) },
      },
      "a fraction that can't be sent": asks(100_050),
    }),
    ...expecting<Omit<Case, "attempts">, string>("currency_unsupported", {
      "another currency than was paid": { wish: { amount: ugx(100_000) } },
    }),
    ...expecting<Omit<Case, "attempts">, string>("refund_not_possible", {
      "too little left": { refunds: [sent(249_100)] },
      "a currency that payouts are not made in": {
        limits: { min: ugx(1_000), max: ugx(100_000) },
      },
    }),
  ])("not %s", (_what, given, code) => {
    expect(decide({ ...one, ...given })).toBe(code);
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
