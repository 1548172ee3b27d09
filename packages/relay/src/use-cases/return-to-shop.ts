/** The shopper's browser comes back from a hosted page. It is believed in nothing; it only makes us ask. */
import { isSettled } from "../domain/attempt.ts";
import type { Order } from "../domain/order.ts";
import type { Deps } from "./deps.ts";
import { hastenQuery } from "./hasten-query.ts";
import { observe } from "./observe.ts";
import type { Wakeable } from "./scheduler.ts";

/** Where the browser goes next; undefined when there is no such attempt. `gaveUp` when it came by the cancel address. */
export async function returnToShop(
  deps: Deps,
  scheduler: Wakeable,
  attemptId: string,
  gaveUp: boolean,
): Promise<string | undefined> {
  const order = await deps.store.findOrderByAttempt(attemptId);
  const attempt = order?.attempts.find(({ plan }) => plan.id === attemptId);
  if (order === undefined || attempt === undefined) return undefined;
  if (!isSettled(attempt)) {
    const at = deps.clock.now();
    const observation = gaveUp
      ? ({ kind: "cancel_requested", at } as const)
      : null;
    await observe(
      deps,
      order.id,
      [{ attemptId, source: "shopper", observation }],
      (tx, after) => hastenQuery(deps, tx, after, attemptId),
    );
    scheduler.wake();
  }
  return shopAddress(deps, order);
}

function shopAddress(deps: Deps, order: Order): string {
  const { publicUrl, allowedOrigins } = deps.settings;
  const linkPage =
    order.source.type === "payment_link"
      ? `${publicUrl}/pay/${order.source.paymentLink}`
      : undefined;
  const url = new URL(
    order.returnUrl ??
      linkPage ??
      order.origin ??
      allowedOrigins[0] ??
      publicUrl,
  );
  url.searchParams.set("malipo_order", order.id);
  return url.href;
}
