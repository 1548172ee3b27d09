/** What of an order is counted in summaries. Pure. */
import type { OrderStatus } from "@malipo/protocol";
import type { Instant } from "./observation.ts";
import { currentAttempt, orderStatus } from "./order.ts";
import type { Order } from "./order.ts";
import { completionOf } from "./part-payments.ts";

/** Days begin at a whole quarter of an hour in every time zone. */
export const FIGURE_STEP_MS = 15 * 60_000;

/** Upper bounds in seconds of the time from the prompt to the payment; the last one has no end. */
const PAID_WITHIN_SECONDS = [
  2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1_800, 3_600, 21_600,
  2_147_483_647,
] as const;

/** Orders of one kind are counted together. */
export interface FigureKey {
  /** The quarter of an hour in which the order was created. */
  readonly bucketAt: Instant;
  readonly status: OrderStatus;
  /** Of the attempt that matters; empty for none. */
  readonly method: string;
  readonly provider: string;
  readonly currency: string;
  /** One of `PAID_WITHIN_SECONDS`; 0 if it is not paid, or nobody was asked to pay. */
  readonly paidWithin: number;
}

interface OrderFigure extends FigureKey {
  /** In minor units. */
  readonly value: number;
}

export function figureOf(order: Order): OrderFigure {
  const attempt = currentAttempt(order);
  const paidAt = completionOf(order)?.at;
  const tookMs =
    attempt === undefined || paidAt === undefined
      ? 0
      : paidAt - attempt.plan.createdAt;
  return {
    bucketAt: Math.floor(order.createdAt / FIGURE_STEP_MS) * FIGURE_STEP_MS,
    status: orderStatus(order),
    method: attempt?.plan.method ?? "",
    provider: attempt?.plan.provider ?? "",
    currency: order.amount.currency,
    paidWithin:
      tookMs <= 0
        ? 0
        : (PAID_WITHIN_SECONDS.find((bound) => tookMs <= bound * 1000) ?? 0),
    value: order.amount.value,
  };
}

interface TimeCount {
  readonly paidWithin: number;
  readonly count: number;
}

/** The time within which this share was paid, in seconds, as far as the bounds tell it; null if nothing was. */
export function paidWithinOf(
  share: number,
  counts: readonly TimeCount[],
): number | null {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const wanted = share * total;
  let before = 0;
  for (const [place, bound] of PAID_WITHIN_SECONDS.entries()) {
    const count = counts
      .filter(({ paidWithin }) => paidWithin === bound)
      .reduce((sum, each) => sum + each.count, 0);
    const lower = PAID_WITHIN_SECONDS[place - 1] ?? 0;
    const isLast = place === PAID_WITHIN_SECONDS.length - 1;
    if (count > 0 && before + count >= wanted)
      return isLast
        ? lower
        : Math.round(
            (lower + ((wanted - before) / count) * (bound - lower)) * 10,
          ) / 10;
    before += count;
  }
  return null;
}
