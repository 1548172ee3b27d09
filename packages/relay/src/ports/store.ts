/** Where orders live. Every method of a transaction sees and writes one consistent state. */
import type { ProviderId } from "../domain/attempt.ts";
import type { Delivery, DeliveryStatus } from "../domain/delivery.ts";
import type { Order } from "../domain/order.ts";
import type { Observation } from "../domain/observation.ts";
import type { PaymentLink } from "../domain/payment-link.ts";
import type { Refund } from "../domain/refund.ts";
import type { TaskKind, TaskPriority } from "../domain/task.ts";
import type { TransferDecision } from "../domain/transfer.ts";
import type { UnmatchedPayment } from "../domain/unmatched-payment.ts";

/** Where an observation came from. */
export type ObservationSource =
  "submit" | "query" | "callback" | "schedule" | "shopper";

/** One row of an attempt's history. `raw` holds the callback's bytes as they came, where it was one. */
export interface ObservationRecord {
  readonly orderId: string;
  readonly attemptId: string;
  readonly source: ObservationSource;
  readonly at: number;
  /** Null for a callback that told us nothing. */
  readonly observation: Observation | null;
  readonly raw: Uint8Array | null;
}

/** How many tasks may be taken of each priority and those above it together. */
export type LeaseLimits = Readonly<Record<TaskPriority, number>>;

/** No lease is longer: one that seems to be was made by a clock that has been put back, and counts as ended. */
export const LONGEST_LEASE_MS = 10 * 60_000;

export interface Task {
  readonly kind: TaskKind;
  /**
   * The id of what it is about: an attempt, an order, a refund, a delivery, a transfer's reference or a payment link;
   * for `poll_transfers` the provider.
   */
  readonly subject: string;
  readonly dueAt: number;
  /** Default: background. */
  readonly priority?: TaskPriority;
}

/** A task that a runner holds. `leasedUntil` names the lease: only `settleTask` ends it before that moment. */
export interface LeasedTask extends Task {
  readonly leasedUntil: number;
  readonly priority: TaskPriority;
}

/** A remembered request. `subject` is what it made (order or attempt id). */
export interface IdempotencyRecord {
  /** Route and caller, for example `orders https://shop.example`. */
  readonly scope: string;
  readonly key: string;
  /** Digest of the body. */
  readonly fingerprint: string;
  readonly subject: string;
  /** What the answer needs besides the subject, as JSON; null while the request is still running. */
  readonly answer: string | null;
  readonly createdAt: number;
}

/** A one-time code that opens one order. */
export interface ReturnCode {
  readonly digest: string;
  readonly orderId: string;
  readonly expiresAt: number;
}

export interface SigningKeyRecord {
  readonly kid: string;
  /** The private JWK, encrypted under the master key. */
  readonly wrapped: string;
  readonly createdAt: number;
  /** From then on the key signs no longer, but still verifies. */
  readonly retiredAt: number | null;
  /** From then on what it signed is refused; null: a while after `retiredAt`. */
  readonly refusedAt: number | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Pass it to get what follows; null at the end. */
  readonly nextCursor: string | null;
}

export interface OrderFilter {
  readonly reference?: string | undefined;
  /** Created at or after / before, milliseconds. */
  readonly createdFrom?: number | undefined;
  readonly createdBefore?: number | undefined;
  readonly status?: string | undefined;
}

export interface DeliveryFilter {
  readonly status?: DeliveryStatus | undefined;
  readonly orderId?: string | undefined;
}

export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface StoreTransaction {
  /** With its attempts; undefined when unknown. Locks the order until the transaction ends. */
  getOrder(orderId: string): Promise<Order | undefined>;
  /** By the attempt's id in any letter case; locks as `getOrder` does. */
  findOrderByAttempt(attemptId: string): Promise<Order | undefined>;
  /** Inserts the order (it has no attempts yet). */
  insertOrder(order: Order): Promise<void>;
  /** Writes the whole order and its attempts; `order.version` must be the stored one or the one after it, else it throws. */
  updateOrder(order: Order): Promise<void>;
  appendObservation(record: ObservationRecord): Promise<void>;
  /**
   * Sets or replaces the task of this kind and subject. While somebody holds it the lease stays, and the task is asked
   * for: it comes again once it is settled, as soon and as urgently as it was asked for since the lease began.
   */
  putTask(task: Task): Promise<void>;
  /**
   * Ends the runner's work on a leased task: puts `next` in its place, or removes it. Where it was asked for since the
   * lease began it is due again by that time, whatever `next` is. Does nothing when the lease is no longer this one.
   */
  settleTask(leased: LeasedTask, next: Task | null): Promise<void>;
  /** Like `putTask`, but never makes an existing task later nor less urgent. */
  runSooner(task: Task): Promise<void>;
  /** Sets the task where there is none of this kind and subject; leaves one that is there, and its lease, alone. */
  ensureTask(task: Task): Promise<void>;
  /** Takes this very task, due or not, and made where there is none, for `leaseMs`; null while somebody holds it. */
  leaseTask(
    task: Task,
    now: number,
    leaseMs: number,
  ): Promise<LeasedTask | null>;
  /** Locks the key, known or not, until the transaction ends: of two at once the second finds the record of the first. */
  getIdempotency(
    scope: string,
    key: string,
  ): Promise<IdempotencyRecord | undefined>;
  /** Inserts or replaces by scope and key. */
  putIdempotency(record: IdempotencyRecord): Promise<void>;
  /** Locks the link until the transaction ends. */
  getPaymentLink(id: string): Promise<PaymentLink | undefined>;
  /** Inserts or replaces by id. */
  putPaymentLink(link: PaymentLink): Promise<void>;
  /** In the order in which they began. Read the order first: it is what locks. */
  listRefunds(orderId: string): Promise<readonly Refund[]>;
  /** Inserts or replaces by id. */
  putRefund(refund: Refund): Promise<void>;
  /** False, and nothing changed, when one of this id is there already. */
  insertDelivery(delivery: Delivery): Promise<boolean>;
  /** Locks the delivery until the transaction ends. */
  getDelivery(id: string): Promise<Delivery | undefined>;
  /** Replaces by id; throws when there is none. */
  updateDelivery(delivery: Delivery): Promise<void>;
  /** False, and nothing changed, when one of this id is there already. */
  insertUnmatchedPayment(payment: UnmatchedPayment): Promise<boolean>;
  /** Does nothing when there is none of this id. */
  removeUnmatchedPayment(id: string): Promise<void>;
  putReturnCode(code: ReturnCode): Promise<void>;
  /** True, and the code is gone, where it is stored for this order and not over at `now`. */
  takeReturnCode(
    digest: string,
    orderId: string,
    now: number,
  ): Promise<boolean>;
  /** Removes the codes that were over at `now`. */
  forgetReturnCodes(now: number): Promise<void>;
  /**
   * Whose payment a receipt is: the attempt that named it first, for ever. The stored attempt `attemptId`, when
   * nobody did before. Locks the receipt until the transaction ends.
   */
  claimReceipt(
    provider: ProviderId,
    receipt: string,
    attemptId: string,
  ): Promise<string>;
  /** The attempt that a receipt was counted for; undefined when it was for none. Locks as `claimReceipt` does. */
  findReceipt(
    provider: ProviderId,
    receipt: string,
  ): Promise<string | undefined>;
  /** Inserts or replaces by the reference, in any letter case: what the merchant decided last stands. */
  putTransferDecision(decision: TransferDecision): Promise<void>;
  findTransferDecision(
    reference: string,
  ): Promise<TransferDecision | undefined>;
}

/** What a commit changed, as far as somebody waits for it. */
export interface Changes {
  /** The orders that are new or have a new version, by id, as they were committed. */
  readonly orders: ReadonlyMap<string, Order>;
  /**
   * The kinds of which a task was put that the transaction did not lease itself, and when the first of these is due. Some
   * may be held by others, or due later after all.
   */
  readonly tasks: ReadonlyMap<TaskKind, number>;
}

export interface Store {
  /**
   * Runs `work` and commits durably (on disk) before it resolves; rolls back when `work` throws. `work` may be run again
   * from its start, where the database gave the first run up so that another transaction may go on: it leaves no trace
   * outside that a second run does not overwrite.
   */
  transaction<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>;
  /**
   * From here on `listener` is told once of each commit of this store that changed anything, before its caller goes on.
   * It must not throw. Returns the function that ends it.
   */
  onCommit(listener: (changes: Changes) => void): () => void;
  getOrder(orderId: string): Promise<Order | undefined>;
  /** The order of an attempt, by the attempt's id in any letter case. */
  findOrderByAttempt(attemptId: string): Promise<Order | undefined>;
  /** The order of the attempt with this `payerReference`, in any letter case. */
  findOrderByPayerReference(reference: string): Promise<Order | undefined>;
  /** Newest first. */
  listOrders(filter: OrderFilter, page: PageRequest): Promise<Page<Order>>;
  /** In the order in which they were learned. */
  listObservations(orderId: string): Promise<readonly ObservationRecord[]>;
  getPaymentLink(id: string): Promise<PaymentLink | undefined>;
  /** Newest first. */
  listPaymentLinks(page: PageRequest): Promise<Page<PaymentLink>>;
  findRefund(id: string): Promise<Refund | undefined>;
  /** In the order in which they began. */
  listRefunds(orderId: string): Promise<readonly Refund[]>;
  getDelivery(id: string): Promise<Delivery | undefined>;
  /** Newest first. */
  listDeliveries(
    filter: DeliveryFilter,
    page: PageRequest,
  ): Promise<Page<Delivery>>;
  /** Newest first. */
  listUnmatchedPayments(page: PageRequest): Promise<Page<UnmatchedPayment>>;
  findTransferDecision(
    reference: string,
  ): Promise<TransferDecision | undefined>;
  /**
   * Takes due tasks of a kind, the most urgent first and of those the oldest, for `leaseMs`: nobody else gets them
   * until then.
   */
  leaseTasks(
    kind: TaskKind,
    now: number,
    leaseMs: number,
    limits: number | LeaseLimits,
  ): Promise<readonly LeasedTask[]>;
  /** When the next task of a kind that nobody holds is due; null when there is none. Default: of any priority. */
  nextTaskAt(
    kind: TaskKind,
    now: number,
    priorities?: readonly TaskPriority[],
  ): Promise<number | null>;
  /**
   * For a start after a stop: shortens what is left of each wait of a kind to `share` of it, which keeps the tasks in
   * their order and apart. Leases stay: their holder may be another process.
   */
  resumeTasks(kind: TaskKind, now: number, share: number): Promise<void>;
  /** Tasks of a kind that are due after `latest` become due at `dueAt`. Cheap where there are none. */
  bringTasksBack(kind: TaskKind, latest: number, dueAt: number): Promise<void>;
  /** Newest first. */
  listSigningKeys(): Promise<readonly SigningKeyRecord[]>;
  insertSigningKey(key: SigningKeyRecord): Promise<void>;
  /**
   * Inserts the key unless one is stored that still signs when this one was made. Of several relays that start at once
   * one wins, and all find its key in the list.
   */
  insertFirstSigningKey(key: SigningKeyRecord): Promise<void>;
  /**
   * Inserts or replaces by `kid` what `change` makes of all keys, in one transaction that shuts out every other change of
   * them; resolves with the keys after it. `change` may be called again, and where it throws nothing is changed.
   */
  updateSigningKeys(
    change: (keys: readonly SigningKeyRecord[]) => readonly SigningKeyRecord[],
  ): Promise<readonly SigningKeyRecord[]>;
  /** Forgets remembered requests made before this moment, but none whose scope begins with the word `keep`. */
  forgetIdempotency(before: number, keep: string): Promise<void>;
  /** Cheap proof that the store answers and can be written. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
