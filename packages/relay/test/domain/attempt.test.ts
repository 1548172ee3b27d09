import type { AttemptStatus } from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import {
  attemptFailure,
  attemptStatus,
  blocksNewAttempt,
  isSettled,
  mayStillPrompt,
  retryAt,
} from "../../src/domain/attempt.ts";
import { isLate, needsReview } from "../../src/domain/attempt-review.ts";
import type { AttemptPlan } from "../../src/domain/attempt.ts";
import type { Observation } from "../../src/domain/observation.ts";
import { KES_2500, T0, anAttempt, seen } from "./fixtures.ts";

const KES_1 = { value: 1, currency: "KES" };
const CARD: Partial<AttemptPlan> = { method: "card", phone: null };

/** Whether it is settled, and whether it stands in the way of another attempt. */
const ALIVE = [false, true];
const OPEN = [false, false];
const FINAL = [true, false];

const ROWS: readonly [
  what: string,
  seen: readonly Observation[],
  status: AttemptStatus,
  stands: readonly boolean[],
  plan?: Partial<AttemptPlan>,
][] = [
  ["nothing learned yet", [], "submitting", ALIVE],
  ["no answer to the submit", [seen.submitUnknown()], "submit_unknown", ALIVE],
  ["accepted", [seen.accepted()], "awaiting_payer", ALIVE],
  [
    "a lost submit that the provider knows after all",
    [seen.submitUnknown(), seen.pending(20)],
    "awaiting_payer",
    ALIVE,
  ],
  [
    "the prompt was answered",
    [seen.accepted(), seen.payerAnswered()],
    "processing",
    ALIVE,
  ],
  [
    "an answered prompt proves no payment",
    [seen.payerAnswered(), seen.pending(30)],
    "processing",
    ALIVE,
  ],
  ["paid", [seen.accepted(), seen.succeeded()], "succeeded", FINAL],
  [
    "paid, our own amount named",
    [seen.succeeded(25, KES_2500)],
    "succeeded",
    FINAL,
  ],
  [
    "paid, another amount",
    [seen.succeeded(25, { value: 100, currency: "KES" })],
    "failed",
    FINAL,
  ],
  [
    "paid, another currency",
    [seen.succeeded(25, { value: 250_000, currency: "UGX" })],
    "failed",
    FINAL,
  ],
  ["refused", [seen.accepted(), seen.refused()], "failed", FINAL],
  [
    "cancelled at the provider",
    [seen.refused(25, "cancelled", null)],
    "cancelled",
    FINAL,
  ],
  [
    "expired at the provider",
    [seen.refused(65, "expired", null)],
    "expired",
    FINAL,
  ],
  [
    "paid after a refusal",
    [seen.refused(), seen.succeeded(60)],
    "succeeded",
    FINAL,
  ],
  [
    "timed out once",
    [seen.accepted(), seen.timedOut(60)],
    "awaiting_payer",
    ALIVE,
  ],
  [
    "timed out twice",
    [seen.accepted(), seen.timedOut(60), seen.timedOut(65)],
    "expired",
    OPEN,
  ],
  [
    "one time-out learned twice",
    [seen.accepted(), seen.timedOut(60), seen.timedOut(60)],
    "awaiting_payer",
    ALIVE,
  ],
  [
    "unknown to the provider too early to tell",
    [seen.submitUnknown(), seen.notFound(5, 0), seen.notFound(34, 19)],
    "submit_unknown",
    ALIVE,
  ],
  [
    "unknown to the provider, asked twice",
    [seen.submitUnknown(), seen.notFound(5, 0), seen.notFound(35, 20)],
    "failed",
    OPEN,
  ],
  [
    "unknown to the provider while the submit may be under way",
    [seen.notFound(5, 0), seen.notFound(79, 19)],
    "submitting",
    ALIVE,
  ],
  [
    "unknown to the provider, the submit died with its process",
    [seen.notFound(5, 0), seen.notFound(80, 20)],
    "failed",
    OPEN,
  ],
  [
    "unknown to the provider, asked once",
    [seen.submitUnknown(), seen.notFound(60, 45)],
    "submit_unknown",
    ALIVE,
  ],
  [
    "accepted, then not found",
    [seen.accepted(), seen.notFound(30, 29)],
    "awaiting_payer",
    ALIVE,
  ],
  [
    "deadline, never asked since",
    [seen.accepted(), seen.deadline()],
    "unconfirmed",
    ALIVE,
  ],
  [
    "deadline, last asked before it",
    [seen.accepted(), seen.pending(89), seen.deadline()],
    "unconfirmed",
    ALIVE,
  ],
  [
    "deadline, asked since",
    [seen.accepted(), seen.deadline(), seen.pending(91)],
    "unconfirmed",
    OPEN,
  ],
  [
    "deadline, and the provider has forgotten it since",
    [seen.accepted(), seen.deadline(), seen.notFound(91, 90)],
    "unconfirmed",
    OPEN,
  ],
  [
    "deadline, and one time-out since",
    [seen.accepted(), seen.deadline(), seen.timedOut(91)],
    "unconfirmed",
    OPEN,
  ],
  [
    "deadline, then paid",
    [seen.accepted(), seen.deadline(), seen.succeeded(120)],
    "succeeded",
    FINAL,
  ],
  [
    "gave up, provider not asked since",
    [seen.accepted(), seen.pending(10), seen.cancelRequested(20)],
    "awaiting_payer",
    ALIVE,
  ],
  [
    "gave up, provider says not paid",
    [seen.accepted(), seen.cancelRequested(20), seen.pending(20)],
    "cancelled",
    OPEN,
  ],
  [
    "gave up, but paid",
    [seen.cancelRequested(20), seen.pending(20), seen.succeeded(30)],
    "succeeded",
    FINAL,
  ],
  [
    "hosted page past its due date, still open upstream",
    [seen.accepted(), seen.pending(90)],
    "expired",
    OPEN,
    CARD,
  ],
  [
    "hosted page open before its due date",
    [seen.accepted(), seen.pending(89)],
    "awaiting_payer",
    ALIVE,
    CARD,
  ],
];

describe("attempt", () => {
  it.each(ROWS)("%s", (_what, learned, status, stands, plan) => {
    const attempt = anAttempt(learned, plan);
    expect(attemptStatus(attempt)).toBe(status);
    expect([isSettled(attempt), blocksNewAttempt(attempt)]).toEqual(stands);
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
    const absent = [seen.notFound(5, 0), seen.notFound(80, 20)];
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
    const givenUp = [
      seen.accepted(),
      seen.cancelRequested(20),
      seen.pending(20),
    ];
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
  it.each<[string, readonly Observation[], boolean, Partial<AttemptPlan>?]>([
    ["paid", [seen.succeeded()], false],
    ["another amount", [seen.succeeded(25, KES_1)], true],
    ["a dispute, then paid", [disputed, seen.succeeded()], true],
    [
      "a dispute, then our amount",
      [disputed, seen.succeeded(25, KES_2500)],
      false,
    ],
    ["a dispute", [disputed], true],
    ["a dispute of a card", [disputed], false, CARD],
    [
      "a dispute of a card, then paid",
      [disputed, seen.succeeded()],
      true,
      CARD,
    ],
    ["paid after a refusal", [seen.refused(), seen.succeeded()], true],
    [
      "paid after it ran out",
      [seen.refused(70, "expired", null), seen.succeeded(80)],
      false,
    ],
    ["72 hours of silence", [seen.accepted(), seen.unresolved()], true],
    ["a page that nobody came back to", page, false, CARD],
  ])("needs a person for: %s", (_what, learned, needed, plan) => {
    expect(needsReview(anAttempt(learned, plan))).toBe(needed);
  });
});
