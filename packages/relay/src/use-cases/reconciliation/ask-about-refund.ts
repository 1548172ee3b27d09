/** Asks the provider again about a refund and compares what it says with what the relay holds. */
import type { Observation } from "../../domain/observation.ts";
import { findAttempt } from "../../domain/order.ts";
import { compareRefund } from "../../domain/reconciliation.ts";
import type { ProviderAnswer } from "../../domain/reconciliation.ts";
import { joinRefund, refundStatus } from "../../domain/refund.ts";
import { isSameValue } from "../../domain/same-value.ts";
import type { ProviderPauses } from "../attempts/provider-pauses.ts";
import { askRefund } from "../refunds/query-refund.ts";
import { recordRefund } from "../refunds/record-refund.ts";
import type { Deps } from "../shared/deps.ts";
import { waitSeconds } from "../shared/provider-result.ts";
import { NO_ANSWER, laterOf, notConfigured } from "./compared.ts";
import type { Compared } from "./compared.ts";

export async function askAboutRefund(
  deps: Deps,
  pauses: ProviderPauses,
  refundId: string,
): Promise<Compared> {
  const { store, clock, log } = deps;
  const refund = await store.findRefund(refundId);
  const order = refund && (await store.getOrder(refund.plan.orderId));
  const attempt = refund && findAttempt(order, refund.plan.attemptId);
  if (refund === undefined || order === undefined || attempt === undefined)
    return { kind: "gone" };
  const { provider, amount } = refund.plan;
  const about = {
    orderId: order.id,
    reference: order.reference,
    attemptId: attempt.plan.id,
    refundId,
    provider,
    method: attempt.plan.method,
    here: {
      status: refundStatus(refund),
      amount,
      receipt: refund.facts.success?.receipt ?? null,
    },
  };
  const { payouts } = deps.services;
  if (payouts === null) return notConfigured(deps, about);
  const until = pauses.until(provider);
  if (clock.now() < until) return { kind: "paused", until };
  const { result, observation } = await askRefund(deps, payouts, refund);
  if (observation === null) {
    log.warn(
      { refundId, kind: result.kind },
      "the provider did not respond to a query",
    );
    const seconds = waitSeconds(result);
    if (seconds > 0) pauses.begin(provider, seconds);
  }
  const answer = toAnswer(observation);
  const cause = compareRefund(refund, answer);
  const hasNews =
    observation !== null &&
    !isSameValue(joinRefund(refund, observation).facts, refund.facts);
  return {
    kind: "compared",
    about,
    answer,
    cause,
    resumeAt: laterOf(pauses.until(provider), clock.now()),
    hasNews,
    async store(also) {
      if (!hasNews) return store.transaction((tx) => also(tx, false));
      await recordRefund(deps, refund, [observation], (tx, updated) =>
        also(
          tx,
          cause === "refund_differs" && compareRefund(updated, answer) === null,
        ),
      );
    },
  };
}

function toAnswer(observation: Observation | null): ProviderAnswer {
  const nothing = { amount: null, receipt: null };
  switch (observation?.kind) {
    case "succeeded":
      return {
        says: "paid",
        amount: observation.amount,
        receipt: observation.receipt,
      };
    case "refused":
      return { says: "not_paid", ...nothing };
    case "not_found":
      return { says: "unknown", ...nothing };
    case undefined:
      return NO_ANSWER;
    default:
      return { says: "pending", ...nothing };
  }
}
