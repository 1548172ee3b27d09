/** What the store forgets: personal data, and rows that nobody needs any more. Always little at a time. */
import type { Instant } from "../domain/observation.ts";
import type { Order } from "../domain/order.ts";
import type { Refund } from "../domain/refund.ts";
import type { UnmatchedPayment } from "../domain/unmatched-payment.ts";

/** Rows that end by age alone. */
export type AgingRows =
  | "requests"
  | "returnCodes"
  | "deliveries"
  | "deadDeliveries"
  | "decisions"
  | "deletedEndpoints"
  | "events"
  | "alerts"
  | "alertMessages"
  | "differences"
  | "reconciliations";

export interface Trace {
  /** Observations whose body or phone was erased, or which were removed. */
  readonly observations: number;
  readonly deliveries: number;
  /** Of the list that webhooks are told from. */
  readonly events: number;
  /** Responses to requests with an idempotency key. */
  readonly requests: number;
}

export interface EraseTraces {
  readonly at: Instant;
  /** The scopes of the order's idempotency keys. */
  readonly scopes: readonly string[];
  /** Whether the history stays, without what is personal in it, or goes. */
  readonly history: "erase" | "remove";
}

/** In a transaction. Read the order first: that takes the lock. */
export interface UpkeepTransaction {
  /** Erases what is personal in the order's rows besides its own documents and refunds. */
  eraseTraces(orderId: string, how: EraseTraces): Promise<Trace>;
  /** True while a webhook about the order waits, also for a paused endpoint, or has been given up. */
  hasUndelivered(orderId: string): Promise<boolean>;
  /** Removes the order and all that belongs to it. */
  removeOrder(
    order: Pick<Order, "id" | "source">,
    scopes: readonly string[],
  ): Promise<void>;
  /** Writes a stored payment over, and remembers that it was erased. Read it first: that takes the lock. */
  eraseUnmatchedPayment(payment: UnmatchedPayment, at: Instant): Promise<void>;
}

/** Where a list ended; null at its end. */
export interface Part<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** An order with all that may name its payer. */
export interface PersonalRecord {
  readonly order: Order;
  readonly refunds: readonly Refund[];
  /** By what it is found: also the payer of a payment that was assigned to it. */
  readonly contacts: readonly string[];
  /** The bodies of its callbacks and notices. */
  readonly bodies: readonly Uint8Array[];
}

export interface Upkeep {
  /**
   * Removes the oldest rows from before `moment`, `most` of them at once, and returns how many. Keys of refunds stay.
   */
  removeOld(rows: AgingRows, moment: Instant, most: number): Promise<number>;
  /** Ids of orders created before `moment` whose personal data or history is still there, oldest first. */
  listUnerasedOrders(
    moment: Instant,
    most: number,
    after: string | null,
  ): Promise<Part<string>>;
  /** The same of orders that are expired or cancelled, erased or not. */
  listUnpaidOrders(
    status: "expired" | "cancelled",
    moment: Instant,
    most: number,
    after: string | null,
  ): Promise<Part<string>>;
  /** The same of unmatched payments. */
  listUnerasedPayments(
    moment: Instant,
    most: number,
    after: string | null,
  ): Promise<Part<UnmatchedPayment>>;
  /** Clears what the database's own log still holds of erased rows, where that can be done. */
  truncateLog(): Promise<void>;
  /** All orders, by id: for a search that no index helps with. */
  listPersonalRecords(
    most: number,
    after: string | null,
  ): Promise<Part<PersonalRecord>>;
}
