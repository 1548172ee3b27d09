/** Asks the provider again about an attempt and compares what it says with what the relay holds. */
import {
  attemptStatus,
  attemptSuccess,
  receivedValue,
} from "../../domain/attempt.ts";
import type { Attempt } from "../../domain/attempt.ts";
import { UNREADABLE_AMOUNT, sameAmount } from "../../domain/amount.ts";
import { join } from "../../domain/join.ts";
import { findAttempt } from "../../domain/order.ts";
import { compareAttempt } from "../../domain/reconciliation.ts";
import type { Held, ProviderAnswer } from "../../domain/reconciliation.ts";
import { isSameValue } from "../../domain/same-value.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { QueryResult } from "../../ports/provider.ts";
import { askProvider } from "../attempts/ask-provider.ts";
import type { AttemptQuerier } from "../attempts/attempt-querier.ts";
import { recordObservations } from "../attempts/record-observations.ts";
import type { ObservationInput } from "../attempts/record-observations.ts";
import type { Deps } from "../shared/deps.ts";
import { requestSettling } from "../transfers/request-transfers.ts";
import { NO_ANSWER, laterOf, notConfigured } from "./compared.ts";
import type { Compared } from "./compared.ts";

/** Somebody else is asking about the attempt. */
const OTHER_QUERY_MS = 1_000;

export async function askAboutAttempt(
  deps: Deps,
  querier: AttemptQuerier,
  attemptId: string,
): Promise<Compared> {
  const { store, clock } = deps;
  const { pauses } = querier;
  const order = await store.findOrderByAttempt(attemptId);
  const attempt = findAttempt(order, attemptId);
  if (order === undefined || attempt === undefined) return { kind: "gone" };
  const { plan } = attempt;
  const about = {
    orderId: order.id,
    reference: order.reference,
    attemptId: plan.id,
    refundId: null,
    provider: plan.provider,
    method: plan.method,
    here: heldOf(attempt),
  };
  const provider = deps.providers.find(({ id }) => id === plan.provider);
  if (provider === undefined) return notConfigured(deps, about);
  if (provider.canQuery?.(plan.method) === false) return { kind: "not_asked" };
  const until = pauses.until(provider.id);
  if (clock.now() < until) return { kind: "paused", until };
  const asked = await querier.alone(attempt, () =>
    askProvider(deps, pauses, provider, order, attempt),
  );
  if (asked === null)
    return { kind: "paused", until: clock.now() + OTHER_QUERY_MS };
  const { result, inputs } = asked;
  const answer = toAnswer(result);
  const cause = compareAttempt(attempt, answer);
  const news = inputs.filter((input) => isNews(attempt, input));
  return {
    kind: "compared",
    about,
    answer,
    cause,
    resumeAt: laterOf(pauses.until(provider.id), clock.now()),
    hasNews: news.length > 0 || result.kind === "matched",
    async store(also) {
      await recordObservations(deps, order.id, news, async (tx, updated) => {
        const now = findAttempt(updated, plan.id);
        const isTakenIn =
          cause === "paid_at_provider_not_here" &&
          now !== undefined &&
          attemptSuccess(now) !== null;
        if (result.kind === "matched")
          await requestSettling(
            tx,
            result.transfer,
            clock.now(),
            TASK_PRIORITY.background,
          );
        await also(tx, isTakenIn);
      });
    },
  };
}

/** `join` is idempotent: what changes nothing need not be stored again. */
const isNews = (attempt: Attempt, { observation }: ObservationInput): boolean =>
  observation === null ||
  !isSameValue(join(attempt, observation).facts, attempt.facts);

function heldOf(attempt: Attempt): Held {
  const { amount } = attempt.plan;
  const success = attemptSuccess(attempt);
  return {
    status: attemptStatus(attempt),
    amount:
      success === null ? amount : { ...amount, value: receivedValue(attempt) },
    receipt: success?.receipt ?? null,
  };
}

function toAnswer(result: QueryResult): ProviderAnswer {
  const nothing = { amount: null, receipt: null };
  switch (result.kind) {
    case "succeeded":
      return {
        says: "paid",
        amount: result.amount,
        receipt: result.receipt,
      };
    case "refused":
      return { says: "not_paid", ...nothing };
    case "timed_out":
    case "pending":
    case "matched":
      return { says: "pending", ...nothing };
    case "not_found":
      return { says: "unknown", ...nothing };
    case "unavailable":
      return NO_ANSWER;
  }
}

/** For people: an amount that can't be read is none. */
export const readableAmount = ({
  amount,
  ...answer
}: ProviderAnswer): ProviderAnswer => ({
  ...answer,
  amount:
    amount === null || sameAmount(amount, UNREADABLE_AMOUNT) ? null : amount,
});
