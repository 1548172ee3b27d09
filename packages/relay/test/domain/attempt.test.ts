import type { AttemptStatus } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import {
  attemptStatus,
  blocksNewAttempt,
  isSettled,
  mayStillPrompt,
} from "../../src/domain/attempt.ts";
import { attemptFailure, retryAt } from "../../src/domain/attempt-failure.ts";
import { isLate, reviewReasons } from "../../src/domain/attempt-review.ts";
import type { Attempt, AttemptPlan } from "../../src/domain/attempt.ts";
import type { Observation } from "../../src/domain/observation.ts";
import { expecting } from "../support/expecting.ts";
import { KES_2500, T0, anAttempt, seen } from "./fixtures.ts";

const KES_1 = { value: 1, currency: "KES" };
const CARD: Partial<AttemptPlan> = { method: "card", phone: null };

/** Whether it is settled, and whether it stands in the way of another attempt. */
const ALIVE = { settled: false, blocks: true };
const OPEN = { settled: false, blocks: false };
const FINAL = { settled: true, blocks: false };

/** What was learned, by name, that leads to this status. */
const leadsTo = (
  status: AttemptStatus,
  stands: object,
  learned: Readonly<Record<string, readonly Observation[]>>,
) => expecting({ status, ...stands }, learned);

const givenUp = [seen.accepted(), seen.cancelRequested(20), seen.pending(20)];
const overdue = [seen.accepted(), seen.deadline()];
const absent = [seen.notFound(5, 0), seen.notFound(80, 20)];
const ugx = { value: 250_000, currency: "UGX" };

const BY_PHONE = [
  ...leadsTo("submitting", ALIVE, {
    "nothing learned yet": [],
    "unknown to the provider while the submit may be under way": [
      seen.notFound(5, 0),
      seen.notFound(79, 19),
    ],
  }),
  ...leadsTo("submit_unknown", ALIVE, {
    "no answer to the submit": [seen.submitUnknown()],
    "unknown to the provider, asked once": [
      seen.submitUnknown(),
      seen.notFound(60, 45),
    ],
    "unknown to the provider too early to tell": [
      seen.submitUnknown(),
      seen.notFound(5, 0),
      seen.notFound(34, 19),
    ],
  }),
  ...leadsTo("awaiting_payer", ALIVE, {
    accepted: [seen.accepted()],
    "a lost submit that the provider knows after all": [
      seen.submitUnknown(),
      seen.pending(20),
    ],
    "timed out once": [seen.accepted(), seen.timedOut(60)],
    "one time-out learned twice": [
      seen.accepted(),
      seen.timedOut(60),
      seen.timedOut(60),
    ],
    "accepted, then not found": [seen.accepted(), seen.notFound(30, 29)],
    "gave up, provider not asked since": [
      seen.accepted(),
      seen.pending(10),
      seen.cancelRequested(20),
    ],
  }),
  ...leadsTo("processing", ALIVE, {
    "the prompt was answered": [seen.accepted(), seen.payerAnswered()],
    "an answered prompt proves no payment": [
      seen.payerAnswered(),
      seen.pending(30),
    ],
  }),
  ...leadsTo("unconfirmed", ALIVE, {
    "deadline, never asked since": overdue,
    "deadline, last asked before it": [...overdue, seen.pending(89)],
  }),
  ...leadsTo("unconfirmed", OPEN, {
    "deadline, asked since": [...overdue, seen.pending(91)],
    "deadline, and the provider has forgotten it since": [
      ...overdue,
      seen.notFound(91, 90),
    ],
    "deadline, and one time-out since": [...overdue, seen.timedOut(91)],
  }),
  ...leadsTo("succeeded", FINAL, {
    paid: [seen.accepted(), seen.succeeded()],
    "paid, our own amount named": [seen.succeeded(25, KES_2500)],
    "paid after a refusal": [seen.refused(), seen.succeeded(60)],
    "deadline, then paid": [...overdue, seen.succeeded(120)],
    "gave up, but paid": [...givenUp, seen.succeeded(30)],
  }),
  ...leadsTo("failed", FINAL, {
    "paid, another amount": [seen.succeeded(25, KES_1)],
    "paid, another currency": [seen.succeeded(25, ugx)],
    refused: [seen.accepted(), seen.refused()],
  }),
  ...leadsTo("failed", OPEN, {
    "unknown to the provider, asked twice": [
      seen.submitUnknown(),
      seen.notFound(5, 0),
      seen.notFound(35, 20),
    ],
    "unknown to the provider, the submit died with its process": absent,
  }),
  ...leadsTo("cancelled", FINAL, {
    "cancelled at the provider": [seen.refused(25, "cancelled", null)],
  }),
  ...leadsTo("cancelled", OPEN, { "gave up, not paid since": givenUp }),
  ...leadsTo("expired", FINAL, {
    "expired at the provider": [seen.refused(65, "expired", null)],
  }),
  ...leadsTo("expired", OPEN, {
    "timed out twice": [seen.timedOut(60), seen.timedOut(65)],
  }),
];
const BY_CARD = [
  ...leadsTo("expired", OPEN, {
    "hosted page past its due date, still open upstream": [
      seen.accepted(),
      seen.pending(90),
    ],
  }),
  ...leadsTo("awaiting_payer", ALIVE, {
    "hosted page before its due date": [seen.accepted(), seen.pending(89)],
  }),
];

const standing = (attempt: Attempt) => ({
  status: attemptStatus(attempt),
  settled: isSettled(attempt),
  blocks: blocksNewAttempt(attempt),
});

describe("attempt", () => {
  it.each(BY_PHONE)("by phone: %s", (_what, learned, expected) => {
    expect(standing(anAttempt(learned))).toEqual(expected);
  });

  it.each(BY_CARD)("by card: %s", (_what, learned, expected) => {
    expect(standing(anAttempt(learned, CARD))).toEqual(expected);
  });

  it("says why it failed and whether trying again helps", () => {
    const busy = anAttempt([seen.refused(25, "failed", "session_busy")]);
    expect(attemptFailure(busy)).toEqual({
      code: "session_busy",
      retryable: true,
      retryAfterSeconds: 120,
    });
    expect(retryAt(busy)).toBe(T0 + 145_000);
    // However often the provider says that it never arrived, the next try opens at one moment.
    expect(retryAt(anAttempt(absent))).not.toBeNull();
    expect(retryAt(anAttempt([...absent, seen.notFound(900, 840)]))).toBe(
      retryAt(anAttempt(absent)),
    );
    expect(
      attemptFailure(anAttempt([seen.succeeded(25, KES_1)])),
    ).toMatchObject({
      code: "amount_mismatch",
      retryable: false,
    });
    expect(attemptFailure(anAttempt(absent))?.code).toBe(
      "provider_unavailable",
    );
    expect(
      attemptFailure(anAttempt([seen.refused(25, "failed", null)]))?.code,
    ).toBe("unknown");
    expect(attemptFailure(anAttempt([seen.accepted()]))).toBeNull();
    expect(retryAt(anAttempt([seen.refused()]))).toBeNull();
  });

  it("is late when paid after its deadline or after a refusal", () => {
    expect(isLate(anAttempt([seen.succeeded(90)]))).toBe(false);
    expect(isLate(anAttempt([seen.succeeded(91)]))).toBe(true);
    expect(isLate(anAttempt([seen.refused(20), seen.succeeded(30)]))).toBe(
      true,
    );
    expect(isLate(anAttempt([seen.deadline()]))).toBe(false);
  });

  it("may still have a prompt open after a cancel, until its deadline", () => {
    const open = anAttempt(givenUp);
    expect(mayStillPrompt(open)).toBe(true);
    expect(retryAt(open)).toBe(open.plan.deadlineAt);
    expect(retryAt(anAttempt([...givenUp, seen.deadline()]))).toBeNull();
    expect(mayStillPrompt(anAttempt([...givenUp, seen.deadline()]))).toBe(
      false,
    );
    expect(
      mayStillPrompt(
        anAttempt([...givenUp, seen.refused(30, "expired", null)]),
      ),
    ).toBe(false);
    expect(mayStillPrompt(anAttempt(givenUp, { ...CARD }))).toBe(false);
    expect(mayStillPrompt(anAttempt([seen.accepted()]))).toBe(false);
  });

  const disputed = seen.amountDisputed();
  const page = [seen.accepted(), seen.pending(90), seen.unresolved()];
  it.each<[string, readonly Observation[], string, Partial<AttemptPlan>?]>([
    ["paid", [seen.succeeded()], ""],
    ["another amount", [seen.succeeded(25, KES_1)], "amount_mismatch"],
    ["a dispute, then paid", [disputed, seen.succeeded()], "amount_disputed"],
    [
      "a dispute, then our amount",
      [disputed, seen.succeeded(25, KES_2500)],
      "",
    ],
    ["a dispute", [disputed], "amount_disputed"],
    ["a dispute of a card", [disputed], "", CARD],
    [
      "a dispute of a card, then paid",
      [disputed, seen.succeeded()],
      "amount_disputed",
      CARD,
    ],
    [
      "paid after a refusal",
      [seen.refused(), seen.succeeded()],
      "contradicted",
    ],
    [
      "paid after it ran out",
      [seen.refused(70, "expired", null), seen.succeeded(80)],
      "",
    ],
    ["72 hours of silence", [seen.accepted(), seen.unresolved()], "no_result"],
    ["a page that nobody came back to", page, "", CARD],
  ])("needs a person for: %s", (_what, learned, needed, plan) => {
    expect(reviewReasons(anAttempt(learned, plan)).join(" ")).toBe(needed);
  });
});
