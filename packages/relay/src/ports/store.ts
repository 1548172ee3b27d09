/** Persistent storage. All methods of a transaction see and write one consistent state. */
import type { OrderHistory } from "@malipo/protocol/merchant";
import type { ProviderId } from "../domain/attempt.ts";
import type { Delivery, DeliveryStatus } from "../domain/delivery.ts";
import type { EndpointState } from "../domain/delivery-order.ts";
import type { Instant, Observation } from "../domain/observation.ts";
import type { Order } from "../domain/order.ts";
import type { Refund } from "../domain/refund.ts";
import type { TaskKind, TaskPriority } from "../domain/task.ts";
import type { TransferDecision } from "../domain/transfer.ts";
import type {
  UnmatchedPayment,
  UnmatchedPaymentState,
} from "../domain/unmatched-payment.ts";
import type { Alerts, AlertsTransaction } from "./alerts.ts";
import type { ApiKeys, ApiKeysTransaction } from "./api-keys.ts";
import type { AuditLog, AuditLogTransaction } from "./audit-log.ts";
import type {
  ConsoleSessions,
  ConsoleSessionsTransaction,
} from "./console-sessions.ts";
import type { OrderFigures } from "./order-figures.ts";
import type { OrderFilter } from "./order-filter.ts";
import type { Events, EventsTransaction } from "./events.ts";
import type { Exports, TimeRange } from "./exports.ts";
import type {
  WebhookEndpoints,
  WebhookEndpointsTransaction,
} from "./webhook-endpoints.ts";
import type { SigningKeys } from "./signing-keys.ts";
import type { StoreFigures } from "./store-figures.ts";
import type { Page, PageRequest } from "./page.ts";
import type { PaymentLinks, PaymentLinksTransaction } from "./payment-links.ts";
import type {
  Reconciliations,
  ReconciliationsTransaction,
} from "./reconciliations.ts";
import type { Upkeep, UpkeepTransaction } from "./upkeep.ts";

/** Where an observation came from. */
export type ObservationSource = OrderHistory["observations"][number]["source"];

/** One row of an attempt's history. `raw` holds the callback's original bytes, if it was one. */
export interface ObservationRecord {
  readonly orderId: string;
  readonly attemptId: string;
  readonly source: ObservationSource;
  readonly at: number;
  /** Null for a callback without usable content. */
  readonly observation: Observation | null;
  readonly raw: Uint8Array | null;
}

/** The maximum number of tasks to lease per priority, including those of higher priorities. */
export type LeaseLimits = Readonly<Record<TaskPriority, number>>;

/** The longest lease. A longer one was created before the clock was set back, and counts as expired. */
export const LONGEST_LEASE_MS = 10 * 60_000;

export interface Task {
  readonly kind: TaskKind;
  /**
   * The id of the task's subject: an attempt, an order, a refund, a delivery, a transfer's reference, a payment link, an
   * alert or its message; for `poll_transfers` and `watch_provider` the provider, for `clean_up` and
   * `reconcile` the store.
   */
  readonly subject: string;
  readonly dueAt: number;
  /** Tasks of one kind in different lanes are leased apart, so that none waits for another lane's. Default: "". */
  readonly lane?: string;
  /** Default: background. */
  readonly priority?: TaskPriority;
}

/** A leased task. `leasedUntil` identifies the lease: only `settleTask` ends it earlier. */
export interface LeasedTask extends Task {
  readonly leasedUntil: number;
  readonly priority: TaskPriority;
}

/** The scope prefix of refunds. Their keys are never deleted, because a late repeat would send the money again. */
export const REFUNDS = "refunds";

/** A stored request with an idempotency key. `subject`: what it created (order or attempt id). */
export interface IdempotencyRecord {
  /** Route and caller, for example `orders https://shop.example`. */
  readonly scope: string;
  readonly key: string;
  /** Digest of the body. */
  readonly fingerprint: string;
  readonly subject: string;
  /** What the response needs besides the subject, as JSON; null while the request is running. */
  readonly answer: string | null;
  readonly createdAt: number;
}

/** A one-time code that opens one order. */
export interface ReturnCode {
  readonly digest: string;
  readonly orderId: string;
  readonly expiresAt: number;
}

export interface DeliveryFilter {
  readonly status?: DeliveryStatus | undefined;
  readonly orderId?: string | undefined;
  readonly endpoint?: string | undefined;
  /** Those that a person can send again: they are dead, and their endpoint was not deleted. */
  readonly attention?: "any" | undefined;
}

export interface UnmatchedPaymentFilter {
  readonly state?: UnmatchedPaymentState | undefined;
}

export interface StoreTransaction extends PaymentLinksTransaction {
  /** Includes its attempts. Undefined if unknown. Locks the order until the transaction ends. */
  getOrder(orderId: string): Promise<Order | undefined>;
  /** By the attempt's id, case-insensitive. Locks like `getOrder`. */
  findOrderByAttempt(attemptId: string): Promise<Order | undefined>;
  /** Inserts the order (it has no attempts yet). */
  insertOrder(order: Order): Promise<void>;
  /** Writes the whole order with its attempts. Throws unless `order.version` is the stored version or the next one. */
  updateOrder(order: Order): Promise<void>;
  /** So that it is found by a phone number that is not in it; other texts are ignored. */
  addContact(order: Order, text: string): Promise<void>;
  appendObservation(record: ObservationRecord): Promise<void>;
  /**
   * Inserts or replaces the task of this kind and subject. If the task is leased, the lease stays and the request is
   * remembered: after the lease is settled, the task runs again with the earliest time and highest priority requested
   * meanwhile.
   */
  putTask(task: Task): Promise<void>;
  /**
   * Ends a lease: replaces the task with `next`, or deletes it. If the task was requested again since the lease began,
   * it becomes due at that time, whatever `next` is. Does nothing if the lease has been replaced.
   */
  settleTask(leased: LeasedTask, next: Task | null): Promise<void>;
  /** Like `putTask`, but never delays an existing task or lowers its priority. */
  runSooner(task: Task): Promise<void>;
  /** Inserts the task if there is none of this kind and subject. An existing task and its lease are left unchanged. */
  ensureTask(task: Task): Promise<void>;
  /** Leases this task for `leaseMs`, due or not, creating it if necessary. Null if it is already leased. */
  leaseTask(
    task: Task,
    now: number,
    leaseMs: number,
  ): Promise<LeasedTask | null>;
  /**
   * Locks the key, whether it exists or not, until the transaction ends: the second of two concurrent requests sees the
   * record of the first.
   */
  getIdempotency(
    scope: string,
    key: string,
  ): Promise<IdempotencyRecord | undefined>;
  /** Inserts or replaces by scope and key. */
  putIdempotency(record: IdempotencyRecord): Promise<void>;
  /** Oldest first. Read the order first: that takes the lock. */
  listRefunds(orderId: string): Promise<readonly Refund[]>;
  putRefund(refund: Refund): Promise<void>;
  /** False, and nothing changed, when one of this id is there already. */
  insertDelivery(delivery: Delivery): Promise<boolean>;
  /** Locks the delivery until the transaction ends. */
  getDelivery(id: string): Promise<Delivery | undefined>;
  /** Replaces by id; throws if it doesn't exist. */
  updateDelivery(delivery: Delivery): Promise<void>;
  /** Changes what is given, and keeps the rest. `id` names the endpoint: see `WebhookSender`. */
  updateEndpointState(
    id: string,
    changes: Partial<EndpointState>,
  ): Promise<void>;
  /** False, and nothing changed, when one of this id is there already. */
  insertUnmatchedPayment(payment: UnmatchedPayment): Promise<boolean>;
  /** Does nothing if it doesn't exist, or is assigned: that record tells what the money counted for. */
  removeUnmatchedPayment(id: string): Promise<void>;
  /** Locks it until the transaction ends. If it has a receipt, lock that first (`findReceipt`), as notices do. */
  getUnmatchedPayment(id: string): Promise<UnmatchedPayment | undefined>;
  /** Replaces by id; throws if it doesn't exist. */
  updateUnmatchedPayment(payment: UnmatchedPayment): Promise<void>;
  /** Those that were assigned to this order. Read the order first: that takes the lock. */
  listAssignedPayments(orderId: string): Promise<readonly UnmatchedPayment[]>;
  putReturnCode(code: ReturnCode): Promise<void>;
  /** Deletes the code and returns true if it exists for this order and has not expired at `now`. */
  takeReturnCode(
    digest: string,
    orderId: string,
    now: number,
  ): Promise<boolean>;
  /**
   * Returns the attempt that a receipt counts for: the one that claimed it first, forever, or the stored attempt
   * `attemptId` if there was none. Locks the receipt until the transaction ends.
   */
  claimReceipt(
    provider: ProviderId,
    receipt: string,
    attemptId: string,
  ): Promise<string>;
  /** The attempt that a receipt counts for; undefined if there is none. Locks like `claimReceipt`. */
  findReceipt(
    provider: ProviderId,
    receipt: string,
  ): Promise<string | undefined>;
  /** Inserts or replaces by the reference, case-insensitive: the merchant's last decision wins. */
  putTransferDecision(decision: TransferDecision): Promise<void>;
  /** Whether a transfer waits for the merchant's decision, and since when; null: it waits no longer. */
  noteUndecidedTransfer(
    reference: string,
    since: Instant | null,
  ): Promise<void>;
  findTransferDecision(
    reference: string,
  ): Promise<TransferDecision | undefined>;
  readonly alerts: AlertsTransaction;
  readonly apiKeys: ApiKeysTransaction;
  readonly auditLog: AuditLogTransaction;
  readonly consoleSessions: ConsoleSessionsTransaction;
  readonly webhookEndpoints: WebhookEndpointsTransaction;
  readonly events: EventsTransaction;
  readonly reconciliations: ReconciliationsTransaction;
  readonly upkeep: UpkeepTransaction;
}

/** What a commit changed, for listeners. */
export interface Changes {
  /** What those orders were before, by id; none for new ones. */
  readonly before: ReadonlyMap<string, Order>;
  /** The committed orders that are new or have a new version, by id. */
  readonly orders: ReadonlyMap<string, Order>;
  /** Kinds of tasks that were put and not leased, with the earliest due time. A hint: a task may be leased, or due later. */
  readonly tasks: ReadonlyMap<TaskKind, number>;
}

export interface Store extends PaymentLinks, SigningKeys {
  /**
   * Runs `work` and commits durably (on disk) before it resolves; rolls back if it throws. The database may restart it
   * in favour of another transaction, so its side effects must be safe to repeat.
   */
  transaction<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>;
  /**
   * Calls `listener` once per commit of this store that changed anything, before its caller continues. The listener
   * must not throw. Returns a function that removes it.
   */
  onCommit(listener: (changes: Changes) => void): () => void;
  getOrder(orderId: string): Promise<Order | undefined>;
  /** What is committed; to be the first with a key, ask in the transaction. */
  getIdempotency(
    scope: string,
    key: string,
  ): Promise<IdempotencyRecord | undefined>;
  /** By the attempt's id, case-insensitive. */
  findOrderByAttempt(attemptId: string): Promise<Order | undefined>;
  /** By the `payerReference` of one of its attempts, case-insensitive. */
  findOrderByPayerReference(reference: string): Promise<Order | undefined>;
  /** Newest first. */
  listOrders(filter: OrderFilter, page: PageRequest): Promise<Page<Order>>;
  /** Oldest first. */
  listObservations(orderId: string): Promise<readonly ObservationRecord[]>;
  findRefund(id: string): Promise<Refund | undefined>;
  /** Oldest first. */
  listRefunds(orderId: string): Promise<readonly Refund[]>;
  getDelivery(id: string): Promise<Delivery | undefined>;
  /** The pending deliveries of this delivery's order to its endpoint, itself included; in no order. */
  listPendingDeliveries(id: string): Promise<readonly Delivery[]>;
  readEndpointState(id: string): Promise<EndpointState>;
  /** Newest first. */
  listDeliveries(
    filter: DeliveryFilter,
    page: PageRequest,
  ): Promise<Page<Delivery>>;
  getUnmatchedPayment(id: string): Promise<UnmatchedPayment | undefined>;
  /** Newest first. */
  listUnmatchedPayments(
    filter: UnmatchedPaymentFilter,
    page: PageRequest,
  ): Promise<Page<UnmatchedPayment>>;
  findTransferDecision(
    reference: string,
  ): Promise<TransferDecision | undefined>;
  /**
   * Leases due tasks of a kind for `leaseMs`, by priority and then by age. Nobody else gets them until the lease ends.
   */
  leaseTasks(
    kind: TaskKind,
    now: number,
    leaseMs: number,
    limits: number | LeaseLimits,
    lane?: string,
  ): Promise<readonly LeasedTask[]>;
  /** When the first task of a kind that isn't leased at `now` is due; null if there is none. Default: all priorities. */
  nextTaskAt(
    kind: TaskKind,
    now: number,
    priorities?: readonly TaskPriority[],
    lane?: string,
  ): Promise<number | null>;
  /**
   * For a restart: shortens the remaining wait of each task of a kind to `share` of it, keeping their order and
   * spacing. Leases stay, because another process may hold them.
   */
  resumeTasks(kind: TaskKind, now: number, share: number): Promise<void>;
  /** Makes tasks of a kind that are due after `latest` due at `dueAt`. Cheap if there are none. */
  bringTasksBack(
    kind: TaskKind,
    latest: number,
    dueAt: number,
    lane?: string,
  ): Promise<void>;
  /** Orders by their kind, created within the range, whose ends are whole quarters of an hour. */
  readOrderFigures(range: TimeRange): Promise<readonly OrderFigures[]>;
  readFigures(now: number): Promise<StoreFigures>;
  readonly alerts: Alerts;
  readonly apiKeys: ApiKeys;
  readonly auditLog: AuditLog;
  readonly consoleSessions: ConsoleSessions;
  readonly webhookEndpoints: WebhookEndpoints;
  readonly events: Events;
  readonly reconciliations: Reconciliations;
  readonly exports: Exports;
  readonly upkeep: Upkeep;
  /** Cheaply checks that the store responds and is writable. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
