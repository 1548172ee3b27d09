/** What a person looked into and settled, so that only what came since waits for somebody. Pure. */
import { reviewReasons } from "./attempt-review.ts";
import type { Instant } from "./observation.ts";
import { orderReviewReasons, surplusLeftOf, surplusOf } from "./order.ts";
import type { Order } from "./order.ts";
import { amountPaid } from "./part-payments.ts";

/** What a person still has to look at. */
export interface Attention {
  readonly review: boolean;
  readonly overpaid: boolean;
}

/** Another payment gives the same reason another name: it was not looked at yet. */
function reviewIssues(order: Order): readonly string[] {
  const ofAttempts = order.attempts.flatMap((attempt) =>
    reviewReasons(attempt).map(
      (reason) =>
        `${reason} ${attempt.plan.id} ${attempt.facts.payments.length}`,
    ),
  );
  return ofAttempts.length === 0 && orderReviewReasons(order).length > 0
    ? [`parts ${amountPaid(order).value}`]
    : ofAttempts;
}

/** None while refunds cover it: if one of them fails, it is back. */
const surplusIssues = (order: Order): readonly string[] =>
  surplusLeftOf(order) === 0 ? [] : [`surplus ${surplusOf(order)}`];

export const issuesOf = (order: Order): readonly string[] => [
  ...reviewIssues(order),
  ...surplusIssues(order),
];

export function attentionOf(order: Order): Attention {
  const { issues, surplusLeft = Infinity } = order.resolution ?? {};
  const settled = new Set(issues);
  const isOpen = (issue: string): boolean => !settled.has(issue);
  return {
    review: reviewIssues(order).some(isOpen),
    overpaid: surplusIssues(order).some(
      (issue) => isOpen(issue) || surplusLeftOf(order) > surplusLeft,
    ),
  };
}

export function needsPerson(order: Order): boolean {
  const { review, overpaid } = attentionOf(order);
  return review || overpaid;
}

/** Settles all that is wrong with it now. What was settled before stays on record. */
export function settleOrder(order: Order, note: string, at: Instant): Order {
  const { resolution, earlierResolutions = [] } = order;
  return {
    ...order,
    resolution: {
      ...{ note, at },
      issues: issuesOf(order),
      surplusLeft: surplusLeftOf(order),
    },
    ...(resolution === undefined
      ? {}
      : { earlierResolutions: [...earlierResolutions, resolution] }),
  };
}
