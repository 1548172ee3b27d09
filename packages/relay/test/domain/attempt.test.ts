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

const CARD: Partial<AttemptPlan> = { method: "card", phone: null };

interface Row {
  readonly what: string;
  readonly seen: readonly Observation[];
  readonly plan?: Partial<AttemptPlan>;
  readonly status: AttemptStatus;
  readonly settled: boolean;
  readonly blocks: boolean;
}

const alive = { settled: false, blocks: true };
const open = { settled: false, blocks: false };
const final = { settled: true, blocks: false };

const ROWS: readonly Row[] = [
  { what: "nothing learned yet", seen: [], status: "submitting", ...alive },
  {
    what: "no answer to the submit",
    seen: [seen.submitUnknown()],
    status: "submit_unknown",
    ...alive,
  },
  {
    what: "accepted",
    seen: [seen.accepted()],
    status: "awaiting_payer",
    ...alive,
  },
  {
    what: "a lost submit that the provider knows after all",
    seen: [seen.submitUnknown(), seen.pending(20)],
    status: "awaiting_payer",
    ...alive,
  },
  {
    what: "the prompt was answered",
    seen: [seen.accepted(), seen.payerAnswered()],
    status: "processing",
    ...alive,
  },
  {
    what: "an answered prompt proves no payment",
    seen: [seen.payerAnswered(), seen.pending(30)],
    status: "processing",
    ...alive,
  },
  {
    what: "paid",
    seen: [seen.accepted(), seen.succeeded()],
    status: "succeeded",
    ...final,
  },
  {
    what: "paid, our own amount named",
    seen: [seen.succeeded(25, KES_2500)],
    status: "succeeded",
    ...final,
  },
  {
    what: "paid, another amount",
    seen: [seen.succeeded(25, { value: 100, currency: "KES" })],
    status: "failed",
    ...final,
  },
  {
    what: "paid, another currency",
    seen: [seen.succeeded(25, { value: 250_000, currency: "UGX" })],
    status: "failed",
    ...final,
  },
  {
    what: "refused",
    seen: [seen.accepted(), seen.refused()],
    status: "failed",
    ...final,
  },
  {
    what: "cancelled at the provider",
    seen: [seen.refused(25, "cancelled", null)],
    status: "cancelled",
    ...final,
  },
  {
    what: "expired at the provider",
    seen: [seen.refused(65, "expired", null)],
    status: "expired",
    ...final,
  },
  {
    what: "paid after a refusal",
    seen: [seen.refused(), seen.succeeded(60)],
    status: "succeeded",
    ...final,
  },
  {
    what: "timed out once",
    seen: [seen.accepted(), seen.timedOut(60)],
    status: "awaiting_payer",
    ...alive,
  },
  {
    what: "timed out twice",
    seen: [seen.accepted(), seen.timedOut(60), seen.timedOut(65)],
    status: "expired",
    ...open,
  },
  {
    what: "one time-out learned twice",
    seen: [seen.accepted(), seen.timedOut(60), seen.timedOut(60)],
    status: "awaiting_payer",
    ...alive,
  },
  {
    what: "unknown to the provider too early to tell",
    seen: [seen.submitUnknown(), seen.notFound(5, 0), seen.notFound(34, 19)],
    status: "submit_unknown",
    ...alive,
  },
  {
    what: "unknown to the provider, asked twice",
    seen: [seen.submitUnknown(), seen.notFound(5, 0), seen.notFound(35, 20)],
    status: "failed",
    ...open,
  },
  {
    what: "unknown to the provider while the submit may be under way",
    seen: [seen.notFound(5, 0), seen.notFound(79, 19)],
    status: "submitting",
    ...alive,
  },
  {
    what: "unknown to the provider, the submit died with its process",
    seen: [seen.notFound(5, 0), seen.notFound(80, 20)],
    status: "failed",
    ...open,
  },
  {
    what: "unknown to the provider, asked once",
    seen: [seen.submitUnknown(), seen.notFound(60, 45)],
    status: "submit_unknown",
    ...alive,
  },
  {
    what: "accepted, then not found",
    seen: [seen.accepted(), seen.notFound(30, 29)],
    status: "awaiting_payer",
    ...alive,
  },
  {
    what: "deadline, never asked since",
    seen: [seen.accepted(), seen.deadline()],
    status: "unconfirmed",
    ...alive,
  },
  {
    what: "deadline, last asked before it",
    seen: [seen.accepted(), seen.pending(89), seen.deadline()],
    status: "unconfirmed",
    ...alive,
  },
  {
    what: "deadline, asked since",
    seen: [seen.accepted(), seen.deadline(), seen.pending(91)],
    status: "unconfirmed",
    ...open,
  },
  {
    what: "deadline, and the provider has forgotten it since",
    seen: [seen.accepted(), seen.deadline(), seen.notFound(91, 90)],
    status: "unconfirmed",
    ...open,
  },
  {
    what: "deadline, and one time-out since",
    seen: [seen.accepted(), seen.deadline(), seen.timedOut(91)],
    status: "unconfirmed",
    ...open,
  },
  {
    what: "deadline, then paid",
    seen: [seen.accepted(), seen.deadline(), seen.succeeded(120)],
    status: "succeeded",
    ...final,
  },
  {
    what: "gave up, provider not asked since",
    seen: [seen.accepted(), seen.pending(10), seen.cancelRequested(20)],
    status: "awaiting_payer",
    ...alive,
  },
  {
    what: "gave up, provider says not paid",
    seen: [seen.accepted(), seen.cancelRequested(20), seen.pending(20)],
    status: "cancelled",
    ...open,
  },
  {
    what: "gave up, but paid",
    seen: [seen.cancelRequested(20), seen.pending(20), seen.succeeded(30)],
    status: "succeeded",
    ...final,
  },
  {
    what: "hosted page past its due date, still open upstream",
    seen: [seen.accepted(), seen.pending(90)],
    plan: CARD,
    status: "expired",
    ...open,
  },
  {
    what: "hosted page open before its due date",
    seen: [seen.accepted(), seen.pending(89)],
    plan: CARD,
    status: "awaiting_payer",
    ...alive,
  },
];

describe("attempt", () => {
  it.each(ROWS)("$what: $status", (row) => {
    const attempt = anAttempt(row.seen, row.plan);
    expect(attemptStatus(attempt)).toBe(row.status);
    expect(isSettled(attempt)).toBe(row.settled);
    expect(blocksNewAttempt(attempt)).toBe(row.blocks);
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
      attemptFailure(
        anAttempt([seen.succeeded(25, { value: 1, currency: "KES" })]),
      ),
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
    expect(mayStillPrompt(anAttempt(givenUp))).toBe(true);
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

  it("needs a person for a wrong amount, a contradiction or 72 hours of silence", () => {
    expect(needsReview(anAttempt([seen.succeeded()]))).toBe(false);
    expect(
      needsReview(
        anAttempt([seen.succeeded(25, { value: 1, currency: "KES" })]),
      ),
    ).toBe(true);
    expect(
      needsReview(anAttempt([seen.amountDisputed(), seen.succeeded()])),
    ).toBe(true);
    expect(needsReview(anAttempt([seen.refused(), seen.succeeded()]))).toBe(
      true,
    );
    expect(
      needsReview(
        anAttempt([seen.refused(70, "expired", null), seen.succeeded(80)]),
      ),
    ).toBe(false);
    expect(needsReview(anAttempt([seen.accepted(), seen.unresolved()]))).toBe(
      true,
    );
    const abandonedPage = [
      seen.accepted(),
      seen.pending(90),
      seen.unresolved(),
    ];
    expect(needsReview(anAttempt(abandonedPage, CARD))).toBe(false);
    const named = seen.succeeded(25, KES_2500);
    expect(needsReview(anAttempt([seen.amountDisputed(), named]))).toBe(false);
    expect(needsReview(anAttempt([seen.amountDisputed()]))).toBe(true);
    expect(needsReview(anAttempt([seen.amountDisputed()], CARD))).toBe(false);
    expect(
      needsReview(anAttempt([seen.amountDisputed(), seen.succeeded()], CARD)),
    ).toBe(true);
  });
});
