/** What people are told of. Pure. */
import type { AlertFacts, AlertType } from "./alert.ts";
import type { ProviderId } from "./attempt.ts";
import type { Delivery } from "./delivery.ts";
import type { Outage } from "./outage.ts";
import { orderStatus } from "./order.ts";
import type { Order } from "./order.ts";
import type { Difference } from "./reconciliation.ts";
import { attentionOf } from "./resolution.ts";
import type { UnmatchedPayment } from "./unmatched-payment.ts";

export interface AlertCause {
  readonly type: AlertType;
  /** Deduplication key among the alerts of this type. */
  readonly once: string;
  readonly about: AlertFacts;
}

/** Of a change of an order: that it is paid, once; that it needs a person, each time that it begins to. */
export function orderAlerts(
  before: Order,
  after: Order,
): readonly AlertCause[] {
  const { id: orderId, reference, amount } = after;
  const about = { orderId, reference, amount };
  const [was, is] = [attentionOf(before), attentionOf(after)];
  const flags = (["review", "overpaid"] as const).filter(
    (flag) => is[flag] && !was[flag],
  );
  const becamePaid =
    orderStatus(after) === "paid" && orderStatus(before) !== "paid";
  return [
    ...(becamePaid
      ? [{ type: "order.paid", once: orderId, about } as const]
      : []),
    ...(flags.length === 0
      ? []
      : [
          {
            type: "order.review",
            once: `${orderId} ${String(after.version)} ${flags.join(" ")}`,
            about: { ...about, flags },
          } as const,
        ]),
  ];
}

export const unmatchedAlert = ({
  id,
  provider,
  amount,
}: Pick<UnmatchedPayment, "id" | "provider" | "amount">): AlertCause => ({
  type: "payment.unmatched",
  once: `${provider} ${id}`,
  about: { unmatchedPaymentId: id, provider, amount },
});

/** Each time that it is given up. Null if there is nothing to be told of: who deleted the endpoint knows. */
export function deliveryAlert(
  before: Delivery,
  after: Delivery,
): AlertCause | null {
  const { id, orderId, event, endpointId, lastStatus, lastError } = after;
  if (after.status !== "dead" || before.status === "dead") return null;
  if (lastError === "deleted") return null;
  return {
    type: "delivery.dead",
    once: `${id} ${String(after.lastTryAt ?? after.createdAt)}`,
    about: {
      ...{ deliveryId: id, orderId, event, endpointId },
      ...{ lastStatus, lastError },
    },
  };
}

/** Twice: when it begins, and when it is over. */
export function outageAlert(
  provider: ProviderId,
  { since, until }: Outage,
): AlertCause {
  const about = { provider, since: new Date(since).toISOString() };
  const once = `${provider} ${String(since)}`;
  return until === null
    ? { type: "provider.down", once, about }
    : {
        type: "provider.up",
        once,
        about: { ...about, until: new Date(until).toISOString() },
      };
}

/** Once for each, however often it is found. */
export const differenceAlert = ({
  id,
  orderId,
  reference,
  provider,
  here: { amount },
}: Difference): AlertCause => ({
  type: "reconciliation.difference",
  once: id,
  about: { orderId, reference, provider, amount },
});
