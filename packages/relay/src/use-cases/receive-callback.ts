/**
 * A callback is a hint: it may move the display along and it always leads to a query, but nothing is
 * paid by it. It is stored, with its bytes, before it is acknowledged.
 */
import type { Attempt } from "../domain/attempt.ts";
import { sameAmount } from "../domain/amount.ts";
import type { Order } from "../domain/order.ts";
import type { CallbackHint, Provider } from "../ports/provider.ts";
import type { Deps } from "./deps.ts";
import { hastenQuery } from "./hasten-query.ts";
import { observe } from "./observe.ts";
import type { Learned } from "./observe.ts";
import type { Wakeable } from "./scheduler.ts";

export type CallbackResult = "recorded" | "unknown_attempt";

const sameId = (a: string, b: string): boolean =>
  a.toLowerCase() === b.toLowerCase();

function findAttempt(
  order: Order | undefined,
  attemptId: string,
): Attempt | undefined {
  return order?.attempts.find(({ plan }) => sameId(plan.id, attemptId));
}

/** A callback to an attempt's own address, whose MAC the caller has checked. */
export async function receiveCallback(
  deps: Deps,
  scheduler: Wakeable,
  attemptId: string,
  raw: Uint8Array,
): Promise<CallbackResult> {
  const order = await deps.store.findOrderByAttempt(attemptId);
  const attempt = findAttempt(order, attemptId);
  if (attempt === undefined) return "unknown_attempt";
  const provider = deps.providers.find(
    ({ id }) => id === attempt.plan.provider,
  );
  const hint =
    provider?.readCallback(raw, attempt.plan.amount.currency) ?? null;
  await record(deps, scheduler, attempt, raw, learnedFrom(deps, attempt, hint));
  return "recorded";
}

/**
 * A callback to the address that all orders share: it carries no proof of its sender, so it can do no
 * more than have the named attempt asked about.
 */
export async function receiveUnsignedCallback(
  deps: Deps,
  scheduler: Wakeable,
  provider: Provider,
  raw: Uint8Array,
): Promise<CallbackResult> {
  const attemptId = provider.readCallback(raw, null)?.attemptId ?? null;
  if (attemptId === null) return "unknown_attempt";
  const attempt = findAttempt(
    await deps.store.findOrderByAttempt(attemptId),
    attemptId,
  );
  if (attempt?.plan.provider !== provider.id) return "unknown_attempt";
  await record(deps, scheduler, attempt, raw, []);
  return "recorded";
}

function learnedFrom(
  deps: Deps,
  { plan }: Attempt,
  hint: CallbackHint | null,
): Learned["observation"][] {
  if (
    hint === null ||
    (hint.attemptId !== null && !sameId(hint.attemptId, plan.id))
  )
    return [];
  const at = deps.clock.now();
  const learned: Learned["observation"][] = hint.payerAnswered
    ? [{ kind: "payer_answered", at }]
    : [];
  // Where the query carries the amount (card), it decides; here the callback is all there is to doubt with.
  const disputed =
    hint.namesAmount &&
    (hint.amount === null || !sameAmount(hint.amount, plan.amount));
  if (disputed && plan.method !== "card")
    learned.push({ kind: "amount_disputed", at });
  return learned;
}

async function record(
  deps: Deps,
  scheduler: Wakeable,
  attempt: Attempt,
  raw: Uint8Array,
  observations: Learned["observation"][],
): Promise<void> {
  const { id: attemptId, orderId } = attempt.plan;
  const [first = null, ...rest] = observations;
  const learned: Learned[] = [
    { attemptId, source: "callback", observation: first, raw },
    ...rest.map((observation) => ({
      attemptId,
      source: "callback" as const,
      observation,
    })),
  ];
  await observe(deps, orderId, learned, (tx, order) =>
    hastenQuery(deps, tx, order, attemptId),
  );
  scheduler.wake();
}
