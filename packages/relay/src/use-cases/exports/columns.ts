/** The columns of exports. Their names and order are part of the API: new ones come last. */
import { ADJUSTMENT_KINDS } from "@malipo/protocol";
import type { Adjustment, Amount } from "@malipo/protocol";
import { formatDecimal, sumAmounts } from "../../domain/amount.ts";
import type { Attempt } from "../../domain/attempt.ts";
import {
  amountDue,
  amountPaid,
  completionOf,
} from "../../domain/part-payments.ts";
import type { Completion } from "../../domain/part-payments.ts";
import type { AuditEntry } from "../../domain/audit.ts";
import type { CsvValue } from "../../domain/csv.ts";
import type { Delivery } from "../../domain/delivery.ts";
import { currentAttempt, orderFlags, orderStatus } from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import { showPhone } from "../../domain/phone.ts";
import { ERASED } from "../../domain/privacy/erase-fields.ts";
import {
  refundFailure,
  refundNeedsReview,
  refundStatus,
} from "../../domain/refund.ts";
import type { Refund } from "../../domain/refund.ts";
import type { TimeZone } from "../../domain/time-zone.ts";
import { receiptOf, unmatchedState } from "../../domain/unmatched-payment.ts";
import type { UnmatchedPayment } from "../../domain/unmatched-payment.ts";

export type Column<T> = readonly [
  name: string,
  read: (item: T, zone: TimeZone) => CsvValue,
];

/** The merchant's local time, and UTC beside it. */
function time<T>(
  name: string,
  read: (item: T) => number | null | undefined,
): readonly Column<T>[] {
  return [
    [
      name,
      (item, zone) => {
        const at = read(item);
        return at == null ? null : zone.toLocal(at);
      },
    ],
    [
      `${name}_utc`,
      (item) => {
        const at = read(item);
        return at == null ? null : new Date(at).toISOString();
      },
    ],
  ];
}

/** The decimal is for people; no spreadsheet's format changes the minor units. */
function money<T>(read: (item: T) => Amount | null): readonly Column<T>[] {
  return [
    [
      "amount",
      (item) => {
        const amount = read(item);
        return amount === null ? null : formatDecimal(amount);
      },
    ],
    ["currency", (item) => read(item)?.currency],
    ["amount_minor", (item) => read(item)?.value],
  ];
}

const unlessErased = (text: string | null | undefined): string | null =>
  text === undefined || text === ERASED ? null : text;

/** An order with what several columns need of it. */
interface ExportedOrder {
  readonly order: Order;
  readonly attempt: Attempt | undefined;
  readonly completion: Completion | null;
}

export function toExportedOrder(order: Order): ExportedOrder {
  return {
    order,
    attempt: currentAttempt(order),
    completion: completionOf(order),
  };
}

/** As a decimal; null without any of this kind. */
function sumOf(
  { adjustments }: Order,
  kind: Adjustment["kind"],
): string | null {
  const ofKind = adjustments.filter((each) => each.kind === kind);
  const sum = sumAmounts(ofKind.map(({ amount }) => amount));
  return sum === undefined ? null : (formatDecimal(sum) ?? null);
}

export const ORDER_COLUMNS: readonly Column<ExportedOrder>[] = [
  ["id", ({ order }) => order.id],
  ["reference", ({ order }) => order.reference],
  ...time<ExportedOrder>("created_at", ({ order }) => order.createdAt),
  ["status", ({ order }) => orderStatus(order)],
  ...money<ExportedOrder>(({ order }) => order.amount),
  ["method", ({ attempt }) => attempt?.plan.method],
  ["provider", ({ attempt }) => attempt?.plan.provider],
  ["receipt", ({ completion }) => completion?.receipt],
  ...time<ExportedOrder>("paid_at", ({ completion }) => completion?.at),
  ["late", ({ order }) => orderFlags(order).late],
  ["overpaid", ({ order }) => orderFlags(order).overpaid],
  ["review", ({ order }) => orderFlags(order).review],
  ["payer_phone", ({ attempt }) => unlessErased(attempt?.plan.phone)],
  ["customer_name", ({ order }) => order.customer?.name],
  ["customer_email", ({ order }) => order.customer?.email],
  ["customer_phone", ({ order }) => order.customer?.phone],
  ["source", ({ order }) => order.source.type],
  [
    "payment_link",
    ({ order: { source } }) =>
      source.type === "payment_link" ? source.paymentLink : null,
  ],
  ["livemode", ({ order }) => order.livemode],
  [
    "metadata",
    ({ order: { metadata } }) =>
      metadata === undefined ? null : JSON.stringify(metadata),
  ],
  ["time_zone", (_item, zone) => zone.name],
  [
    "fields",
    ({ order: { fields, erasedAt } }) =>
      fields === undefined || erasedAt !== null
        ? null
        : JSON.stringify(
            Object.fromEntries(fields.map(({ id, value }) => [id, value])),
          ),
  ],
  ...ADJUSTMENT_KINDS.map((kind): Column<ExportedOrder> => [
    kind,
    ({ order }) => sumOf(order, kind),
  ]),
  ["payment", ({ order }) => order.payment ?? "exact"],
  ["amount_paid", ({ order }) => formatDecimal(amountPaid(order))],
  ["amount_due", ({ order }) => formatDecimal(amountDue(order))],
];

export const REFUND_COLUMNS: readonly Column<Refund>[] = [
  ["id", ({ plan }) => plan.id],
  ["order_id", ({ plan }) => plan.orderId],
  ["attempt_id", ({ plan }) => plan.attemptId],
  ...time<Refund>("created_at", ({ plan }) => plan.createdAt),
  ["status", refundStatus],
  ...money<Refund>(({ plan }) => plan.amount),
  ["provider", ({ plan }) => plan.provider],
  ["receipt", ({ facts }) => facts.success?.receipt],
  ...time<Refund>("paid_at", ({ facts }) => facts.success?.at),
  ["failure", refundFailure],
  ["review", refundNeedsReview],
  ["phone", ({ plan }) => unlessErased(plan.phone)],
  ["reason", ({ plan }) => unlessErased(plan.reason)],
  ["time_zone", (_item, zone) => zone.name],
];

export const UNMATCHED_PAYMENT_COLUMNS: readonly Column<UnmatchedPayment>[] = [
  ["id", ({ id }) => id],
  ["receipt", receiptOf],
  ...time<UnmatchedPayment>("created_at", ({ at }) => at),
  ["state", unmatchedState],
  ...money<UnmatchedPayment>(({ amount }) => amount),
  ["provider", ({ provider }) => provider],
  ["account", ({ account }) => account],
  ["payer_name", ({ payerName }) => payerName],
  ["payer_phone", ({ phone }) => (phone === null ? null : showPhone(phone))],
  ["assigned_order", ({ assigned }) => assigned?.orderId],
  ...time<UnmatchedPayment>("assigned_at", ({ assigned }) => assigned?.at),
  ["dismissed_note", ({ dismissed }) => unlessErased(dismissed?.note)],
  ...time<UnmatchedPayment>("dismissed_at", ({ dismissed }) => dismissed?.at),
  ["time_zone", (_item, zone) => zone.name],
  ["payment_link", ({ surplusOf }) => surplusOf?.paymentLink],
  ["came_for_order", ({ surplusOf }) => surplusOf?.orderId],
];

export const DELIVERY_COLUMNS: readonly Column<Delivery>[] = [
  ["id", ({ id }) => id],
  ["event", ({ event }) => event],
  ["order_id", ({ orderId }) => orderId],
  ...time<Delivery>("created_at", ({ createdAt }) => createdAt),
  ["status", ({ status }) => status],
  ["tries", ({ tries }) => tries],
  ["last_status", ({ lastStatus }) => lastStatus],
  ["last_error", ({ lastError }) => lastError],
  ...time<Delivery>("last_try_at", ({ lastTryAt }) => lastTryAt),
  ...time<Delivery>("delivered_at", ({ deliveredAt }) => deliveredAt),
  ["time_zone", (_item, zone) => zone.name],
  ["event_id", ({ eventId }) => eventId],
  ["endpoint_id", ({ endpointId }) => endpointId],
];

const factsText = (facts: AuditEntry["before"]): string | null =>
  facts === null ? null : JSON.stringify(facts);

export const AUDIT_COLUMNS: readonly Column<AuditEntry>[] = [
  ["id", ({ id }) => id],
  ...time<AuditEntry>("at", ({ at }) => at),
  ["actor_type", ({ actor }) => actor.type],
  ["actor_id", ({ actor }) => actor.id],
  ["actor_name", ({ actor }) => actor.name],
  ["action", ({ action }) => action],
  ["object_type", ({ object }) => object.type],
  ["object_id", ({ object }) => object.id],
  ["outcome", ({ outcome }) => outcome],
  ["code", ({ code }) => code],
  ["request_id", ({ requestId }) => requestId],
  ["before", ({ before }) => factsText(before)],
  ["after", ({ after }) => factsText(after)],
  ["time_zone", (_item, zone) => zone.name],
];
