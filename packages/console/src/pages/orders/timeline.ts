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
    ...history.observations.map((each) => ofObservation(each, history, words)),
    ...history.refunds.map((each) => ofRefund(each, words)),
    ...history.deliveries.map((each) => ofDelivery(each, words)),
  ];
  const sorted = all.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return mergeRepeated(sorted, words);
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

/** Of kinds that are no status. */
const TONES: Readonly<Record<string, Tone>> = {
  refused: "bad",
  amount_disputed: "bad",
  receipt_disputed: "bad",
  unresolved: "bad",
  payment: "good",
};

function ofObservation(
  { source, kind, at, attemptId }: History["observations"][number],
  { attempts }: History,
  { order: texts }: Words,
): Happening {
  const name = kind ?? "hint";
  const number = attempts.findIndex(({ id }) => id === attemptId) + 1;
  const detail = [
    texts.sources[source],
    ...(attempts.length < 2 || number === 0
      ? []
      : [fill(texts.nth, { number: String(number) })]),
  ].join(" · ");
  const tone = TONES[name] ?? toneOf(name);
  return happening(at, wordFor(texts.observed, name), tone, detail);
}

/** What is said again and again, such as "no result yet", is one line with its last time. */
function mergeRepeated(
  all: readonly Happening[],
  { order: texts }: Words,
): readonly Happening[] {
  const merged: { happening: Happening; times: number }[] = [];
  for (const each of all) {
    const last = merged.at(-1);
    if (
      last?.happening.text === each.text &&
      last.happening.detail === each.detail
    )
      last.times += 1;
    else merged.push({ happening: each, times: 1 });
  }
  return merged.map(({ happening: each, times }) =>
    times === 1
      ? each
      : {
          ...each,
          detail: [
            ...(each.detail === null ? [] : [each.detail]),
            fill(texts.times, { count: String(times) }),
          ].join(" · "),
        },
  );
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
