/** The shopper's browser comes back from a hosted page. It is believed in nothing; it only makes us ask. */
import { moneyMoved } from "../domain/attempt.ts";
import type { Order } from "../domain/order.ts";
import type { Deps } from "./deps.ts";
import { hastenQuery } from "./hasten-query.ts";
import { observe } from "./observe.ts";
import type { Learned, More } from "./observe.ts";
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
  if (!moneyMoved(attempt)) {
    await learn(deps, order, attemptId, gaveUp);
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

/** A mere return leaves no trace but the query; giving up is learned once. */
async function learn(
  deps: Deps,
  order: Order,
  attemptId: string,
  gaveUp: boolean,
): Promise<void> {
  const at = deps.clock.now();
  const hasten: More = (tx, known) => hastenQuery(tx, known, attemptId, at);
  const seen: Learned = {
    attemptId,
    source: "shopper",
    observation: { kind: "cancel_requested", at },
  };
  const known = order.attempts.find(({ plan }) => plan.id === attemptId);
  const isNews = gaveUp && known?.facts.cancelRequestedAt === null;
  await observe(deps, order.id, isNews ? [seen] : [], hasten);
}
