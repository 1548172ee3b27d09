/** Everything that happened to an order, in one sequence, newest first. */
import type { Result } from "@malipo/client";
import { money, phone } from "../../lib/format.ts";
import { toneOf } from "../../ui/badge.ts";
import type { Tone } from "../../ui/badge.ts";
import { fill, wordFor } from "../../words/words.ts";
import type { Words } from "../../words/words.ts";

export type History = Result<"get", "/v1/merchant/orders/{id}">;

export interface Happening {
  readonly at: string;
  readonly text: string;
  readonly detail: string | null;
  readonly tone: Tone;
}

export function timelineOf(
  history: History,
  words: Words,
): readonly Happening[] {
  const all = [
    ...ofOrder(history, words),
    ...history.attempts.flatMap((attempt) => ofAttempt(attempt, words)),
    ...history.observations.map((each) => ofObservation(each, words)),
    ...history.refunds.map((each) => ofRefund(each, words)),
    ...history.deliveries.map((each) => ofDelivery(each, words)),
  ];
  return all.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function ofOrder(
  { order }: History,
  { order: texts, flags }: Words,
): Happening[] {
  const { createdAt, outcome } = order;
  const ends = {
    paid: texts.outcomePaid,
    expired: texts.outcomeExpired,
    cancelled: texts.outcomeCancelled,
  };
  return [
    ...(createdAt === undefined
      ? []
      : [happening(createdAt, texts.created, "quiet")]),
    ...(outcome === null
      ? []
      : [
          happening(
            outcome.at,
            ends[outcome.status],
            toneOf(outcome.status),
            outcome.late ? flags.late : null,
          ),
        ]),
  ];
}

function ofAttempt(
  attempt: History["attempts"][number],
  { order: texts, methods, failure, attemptStatus }: Words,
): Happening[] {
  const method = wordFor(methods, attempt.method);
  const text =
    attempt.phone === null
      ? fill(texts.attempt, { method })
      : fill(texts.attemptWith, { method, phone: phone(attempt.phone) });
  const why =
    attempt.failure === null ? "" : `: ${failure[attempt.failure.code]}`;
  return [
    happening(
      attempt.createdAt,
      text,
      toneOf(attempt.status),
      `${attemptStatus[attempt.status]}${why}`,
    ),
    ...attempt.payments.map(({ receipt, amount, at }) =>
      happening(
        at,
        fill(texts.payment, { amount: money(amount), receipt }),
        "good",
      ),
    ),
  ];
}

function ofObservation(
  { source, kind, at, attemptId }: History["observations"][number],
  { order: texts }: Words,
): Happening {
  const from = { source: texts.sources[source], kind: kind ?? "" };
  const text = fill(
    kind === null ? texts.observationNone : texts.observation,
    from,
  );
  return happening(at, text, toneOf(kind ?? ""), attemptId);
}

const ofRefund = (
  { amount, reason, status, receipt, createdAt }: History["refunds"][number],
  { order: texts, refundStatus }: Words,
): Happening =>
  happening(
    createdAt,
    fill(texts.refund, { amount: money(amount), reason }),
    toneOf(status),
    [refundStatus[status], receipt].filter((part) => part !== null).join(" · "),
  );

const ofDelivery = (
  {
    event,
    status,
    deliveredAt,
    lastTryAt,
    createdAt,
    lastStatus,
  }: History["deliveries"][number],
  { order: texts, deliveryStatus }: Words,
): Happening =>
  happening(
    deliveredAt ?? lastTryAt ?? createdAt,
    fill(texts.delivery, { event, status: deliveryStatus[status] }),
    toneOf(status),
    lastStatus === null ? null : `HTTP ${lastStatus}`,
  );

const happening = (
  at: string,
  text: string,
  tone: Tone,
  detail: string | null = null,
): Happening => ({ at, text, tone, detail });
