/** `POST /v1/merchant/orders/:id/check`: the merchant asks the provider now. */
import { isPaidOrMismatched, isSettled } from "../../domain/attempt.ts";
import type { Attempt } from "../../domain/attempt.ts";
import { NOT_FOUND, ok } from "../../domain/errors.ts";
import type { Refused, Result } from "../../domain/errors.ts";
import { currentAttempt, orderStatus } from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import type { AttemptQuerier } from "../attempts/attempt-querier.ts";
import { checkAttempt, checkInterval } from "../attempts/check-attempt.ts";
import type { AuditTrail } from "../shared/audit.ts";
import type { Deps } from "../shared/deps.ts";

/**
 * Returns the order as the provider's responses leave it, unchanged if there is nothing to ask. Refusals: `not_found`,
 * `check_too_soon` if all of its attempts were queried a moment ago, by whomever.
 */
export async function checkOrder(
  deps: Deps,
  querier: AttemptQuerier,
  orderId: string,
  audit: AuditTrail,
): Promise<Result<Order>> {
  const before = await deps.store.getOrder(orderId);
  if (before === undefined) return NOT_FOUND;
  const ids = attemptsToCheck(before).map(({ plan }) => plan.id);
  if (ids.length === 0) return ok(before);
  const tooSoon = firstRefusal(
    ids.map((id) => checkInterval(deps, querier, id)),
  );
  if (tooSoon !== null) return tooSoon;
  await deps.store.transaction((tx) => audit.start(tx));
  // Each for itself: somebody else may be quicker with one of them.
  const refused = firstRefusal(
    await Promise.all(
      ids.map((id) =>
        checkAttempt(deps, querier, before, id, { always: true }),
      ),
    ),
  );
  if (refused !== null) return refused;
  const after = (await deps.store.getOrder(orderId)) ?? before;
  audit.describe({
    before: { status: orderStatus(before) },
    after: { status: orderStatus(after) },
  });
  return ok(after);
}

/** Those without a final result; if all have one, the one to show, for a failed one may have been paid late. */
function attemptsToCheck(order: Order): readonly Attempt[] {
  const open = order.attempts.filter((attempt) => !isSettled(attempt));
  if (open.length > 0) return open;
  const current = currentAttempt(order);
  return current === undefined || isPaidOrMismatched(current) ? [] : [current];
}

/** The one that is over first; null unless all are refused. */
function firstRefusal(results: readonly Result<unknown>[]): Refused | null {
  const refusals = results.flatMap((result) => (result.ok ? [] : [result]));
  if (refusals.length < results.length) return null;
  return (
    refusals.toSorted(
      (a, b) => (a.retryAfterSeconds ?? 0) - (b.retryAfterSeconds ?? 0),
    )[0] ?? null
  );
}
