/** What merchants export: everything of a time, oldest first, a page at a time, with nothing held open in between. */
import type { AuditEntry } from "../domain/audit.ts";
import type { Delivery } from "../domain/delivery.ts";
import type { Instant } from "../domain/observation.ts";
import type { Order } from "../domain/order.ts";
import type { Refund } from "../domain/refund.ts";
import type { UnmatchedPayment } from "../domain/unmatched-payment.ts";
import type { Part } from "./upkeep.ts";

/** Created at or after `from` and before `before`. */
export interface TimeRange {
  readonly from: Instant;
  readonly before: Instant;
}

/** `after`: the `next` of the page before; null for the first one. */
type ReadPart<T> = (
  range: TimeRange,
  most: number,
  after: string | null,
) => Promise<Part<T>>;

export interface Exports {
  readonly orders: ReadPart<Order>;
  readonly refunds: ReadPart<Refund>;
  readonly unmatchedPayments: ReadPart<UnmatchedPayment>;
  readonly deliveries: ReadPart<Delivery>;
  readonly auditLog: ReadPart<AuditEntry>;
}
