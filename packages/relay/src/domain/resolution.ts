/** What a person looked into and settled, so that only what came since waits for somebody. Pure. */
import { reviewReasons } from "./attempt-review.ts";
import { orderReviewReasons, surplusOf } from "./order.ts";
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

function surplusIssues(order: Order): readonly string[] {
  const surplus = surplusOf(order);
  return surplus === 0 ? [] : [`surplus ${surplus}`];
}

export const issuesOf = (order: Order): readonly string[] => [
  ...reviewIssues(order),
  ...surplusIssues(order),
];

export function attentionOf(order: Order): Attention {
  const settled = new Set(order.resolution?.issues);
  const isOpen = (issue: string): boolean => !settled.has(issue);
  return {
    review: reviewIssues(order).some(isOpen),
    overpaid: surplusIssues(order).some(isOpen),
  };
}

export function needsPerson(order: Order): boolean {
  const { review, overpaid } = attentionOf(order);
  return review || overpaid;
}
