/** The operations of one transaction, usable until its work ends and no longer. */
import type { ProviderId } from "../../domain/attempt.ts";
import type { Order } from "../../domain/order.ts";
import type { Delivery } from "../../domain/delivery.ts";
import type { EndpointState } from "../../domain/delivery-order.ts";
import type { LinkFigures, PaymentLink } from "../../domain/payment-link.ts";
import type { Refund } from "../../domain/refund.ts";
import type { TransferDecision } from "../../domain/transfer.ts";
import type { UnmatchedPayment } from "../../domain/unmatched-payment.ts";
import type {
  Changes,
  IdempotencyRecord,
  LeasedTask,
  ObservationRecord,
  ReturnCode,
  StoreTransaction,
  Task,
} from "../../ports/store.ts";
import { createAlertsTransaction } from "./alerts.ts";
import { createApiKeysTransaction } from "./api-keys.ts";
import { createAuditLogTransaction } from "./audit-log.ts";
import { createConsoleSessionsTransaction } from "./console-sessions.ts";
import { getDelivery, insertDelivery, updateDelivery } from "./deliveries.ts";
import { createEventsTransaction } from "./events.ts";
import { getIdempotency, putIdempotency } from "./idempotency.ts";
import { lockName, lockOrder, lockOrderOfAttempt } from "./locks.ts";
import { appendObservation } from "./observations.ts";
import {
  findOrderByAttempt,
  getOrder,
  insertOrder,
  updateOrder,
} from "./orders.ts";
import { countChanges } from "./order-figures.ts";
import { isLinkUsedBy } from "./link-phones.ts";
import { countLinkUses, readLinkFigures } from "./link-uses.ts";
import { NotedOrders } from "./noted-orders.ts";
import { NotedTasks } from "./noted-tasks.ts";
import { addContact } from "./order-contacts.ts";
import { getPaymentLink, putPaymentLink } from "./payment-links.ts";
import { claimReceipt, findReceipt } from "./receipts.ts";
import { createReconciliationsTransaction } from "./reconciliations.ts";
import { listRefunds, putRefund } from "./refunds.ts";
import { putReturnCode, takeReturnCode } from "./return-codes.ts";
import type { Db } from "./statement.ts";
import { leaseTask } from "./task-leases.ts";
import { ensureTask, putTask, runSooner, settleTask } from "./tasks.ts";
import {
  findTransferDecision,
  putTransferDecision,
} from "./transfer-decisions.ts";
import { noteUndecidedTransfer } from "./undecided-transfers.ts";
import {
  getUnmatchedPayment,
  insertUnmatchedPayment,
  listAssignedPayments,
  removeUnmatchedPayment,
  updateUnmatchedPayment,
} from "./unmatched-payments.ts";
import { endedTooEarly, misused } from "./transaction-time.ts";
import { createUpkeepTransaction } from "./upkeep-transaction.ts";
import {
  createWebhookEndpointsTransaction,
  updateEndpointState,
} from "./webhook-endpoints.ts";

export class SqlTransaction implements StoreTransaction {
  readonly alerts = createAlertsTransaction((work) => this.#run(work));
  readonly apiKeys = createApiKeysTransaction((work) => this.#run(work));
  readonly auditLog = createAuditLogTransaction((work) => this.#run(work));
  readonly consoleSessions = createConsoleSessionsTransaction((work) =>
    this.#run(work),
  );
  readonly webhookEndpoints = createWebhookEndpointsTransaction((work) =>
    this.#run(work),
  );
  readonly events = createEventsTransaction((work) => this.#run(work));
  readonly reconciliations = createReconciliationsTransaction((work) =>
    this.#run(work),
  );
  readonly upkeep = createUpkeepTransaction((work) => this.#run(work));
  readonly #db: Db;
  readonly #running = new Set<Promise<unknown>>();
  readonly #orders = new NotedOrders();
  readonly #tasks = new NotedTasks();
  #ended = false;
  #failure: { readonly error: unknown } | undefined;

  constructor(db: Db) {
    this.#db = db;
  }

  get changes(): Changes {
    return {
      before: this.#orders.before,
      orders: this.#orders.changed,
      tasks: this.#tasks.earliest,
    };
  }

  getOrder(orderId: string): Promise<Order | undefined> {
    return this.#read(async (db) => {
      await lockOrder(db, orderId);
      return getOrder(db, orderId);
    });
  }

  findOrderByAttempt(attemptId: string): Promise<Order | undefined> {
    return this.#read(async (db) => {
      await lockOrderOfAttempt(db, attemptId);
      return findOrderByAttempt(db, attemptId);
    });
  }

  async insertOrder(order: Order): Promise<void> {
    await this.#run((db) => insertOrder(db, order));
    this.#orders.inserted(order);
  }

  async updateOrder(order: Order): Promise<void> {
    const stored = this.#orders.stored(order.id);
    // To be counted as what it was before.
    const before = stored ?? (await this.#run((db) => getOrder(db, order.id)));
    await this.#run((db) => updateOrder(db, order, stored));
    this.#orders.updated(before, order);
  }

  addContact(order: Order, text: string): Promise<void> {
    return this.#run((db) => addContact(db, order, text));
  }

  appendObservation(record: ObservationRecord): Promise<void> {
    return this.#run((db) => appendObservation(db, record));
  }

  async putTask(task: Task): Promise<void> {
    await this.#run((db) => putTask(db, task));
    this.#tasks.put(task);
  }

  async settleTask(leased: LeasedTask, next: Task | null): Promise<void> {
    const dueAt = await this.#run((db) => settleTask(db, leased, next));
    if (dueAt !== null) this.#tasks.put({ ...leased, dueAt });
  }

  async runSooner(task: Task): Promise<void> {
    await this.#run((db) => runSooner(db, task));
    this.#tasks.put(task);
  }

  async ensureTask(task: Task): Promise<void> {
    await this.#run((db) => ensureTask(db, task));
    this.#tasks.put(task);
  }

  async leaseTask(
    task: Task,
    now: number,
    leaseMs: number,
  ): Promise<LeasedTask | null> {
    const leased = await this.#run((db) => leaseTask(db, task, now, leaseMs));
    if (leased !== null) this.#tasks.taken(task);
    return leased;
  }

  getIdempotency(
    scope: string,
    key: string,
  ): Promise<IdempotencyRecord | undefined> {
    return this.#run(async (db) => {
      await lockName(db, "idempotency", scope, key);
      return getIdempotency(db, scope, key);
    });
  }

  putIdempotency(record: IdempotencyRecord): Promise<void> {
    return this.#run((db) => putIdempotency(db, record));
  }

  getPaymentLink(id: string): Promise<PaymentLink | undefined> {
    return this.#run((db) => getPaymentLink(db, id, "lock"));
  }

  peekPaymentLink(id: string): Promise<PaymentLink | undefined> {
    return this.#run((db) => getPaymentLink(db, id));
  }

  readLinkFigures(id: string, exceptOrder: string): Promise<LinkFigures> {
    return this.#run((db) => readLinkFigures(db, id, exceptOrder));
  }

  isLinkUsedBy(
    id: string,
    phone: string,
    exceptOrder: string,
  ): Promise<boolean> {
    return this.#run((db) => isLinkUsedBy(db, id, phone, exceptOrder));
  }

  putPaymentLink(link: PaymentLink): Promise<void> {
    return this.#run((db) => putPaymentLink(db, link));
  }

  listRefunds(orderId: string): Promise<readonly Refund[]> {
    return this.#run((db) => listRefunds(db, orderId));
  }

  putRefund(refund: Refund): Promise<void> {
    return this.#run((db) => putRefund(db, refund));
  }

  insertDelivery(delivery: Delivery): Promise<boolean> {
    return this.#run((db) => insertDelivery(db, delivery));
  }

  getDelivery(id: string): Promise<Delivery | undefined> {
    return this.#run((db) => getDelivery(db, id, "lock"));
  }

  updateDelivery(delivery: Delivery): Promise<void> {
    return this.#run((db) => updateDelivery(db, delivery));
  }

  updateEndpointState(
    id: string,
    changes: Partial<EndpointState>,
  ): Promise<void> {
    return this.#run((db) => updateEndpointState(db, id, changes));
  }

  insertUnmatchedPayment(payment: UnmatchedPayment): Promise<boolean> {
    return this.#run((db) => insertUnmatchedPayment(db, payment));
  }

  removeUnmatchedPayment(id: string): Promise<void> {
    return this.#run((db) => removeUnmatchedPayment(db, id));
  }

  getUnmatchedPayment(id: string): Promise<UnmatchedPayment | undefined> {
    return this.#run((db) => getUnmatchedPayment(db, id, "lock"));
  }

  updateUnmatchedPayment(payment: UnmatchedPayment): Promise<void> {
    return this.#run((db) => updateUnmatchedPayment(db, payment));
  }

  listAssignedPayments(orderId: string): Promise<readonly UnmatchedPayment[]> {
    return this.#run((db) => listAssignedPayments(db, orderId));
  }

  putReturnCode(code: ReturnCode): Promise<void> {
    return this.#run((db) => putReturnCode(db, code));
  }

  takeReturnCode(
    digest: string,
    orderId: string,
    now: number,
  ): Promise<boolean> {
    return this.#run((db) => takeReturnCode(db, digest, orderId, now));
  }

  claimReceipt(
    provider: ProviderId,
    receipt: string,
    attemptId: string,
  ): Promise<string> {
    return this.#run(async (db) => {
      await lockName(db, "receipt", provider, receipt);
      return claimReceipt(db, provider, receipt, attemptId);
    });
  }

  findReceipt(
    provider: ProviderId,
    receipt: string,
  ): Promise<string | undefined> {
    return this.#run(async (db) => {
      await lockName(db, "receipt", provider, receipt);
      return findReceipt(db, provider, receipt);
    });
  }

  putTransferDecision(decision: TransferDecision): Promise<void> {
    return this.#run((db) => putTransferDecision(db, decision));
  }

  noteUndecidedTransfer(
    reference: string,
    since: number | null,
  ): Promise<void> {
    return this.#run((db) => noteUndecidedTransfer(db, reference, since));
  }

  findTransferDecision(
    reference: string,
  ): Promise<TransferDecision | undefined> {
    return this.#run((db) => findTransferDecision(db, reference));
  }

  /** The last statements of a transaction. */
  async countOrders(): Promise<void> {
    if (this.#running.size > 0) {
      this.#failure ??= { error: endedTooEarly() };
      throw this.#failure.error;
    }
    const changes = this.#orders.changes();
    if (changes.length === 0) return;
    await this.#run(async (db) => {
      await countChanges(db, changes);
      await countLinkUses(db, changes);
    });
  }

  /** From here on nothing can be asked of it; resolves when no statement is under way. */
  async end(): Promise<void> {
    this.#ended = true;
    if (this.#running.size > 0) this.#failure ??= { error: endedTooEarly() };
    await Promise.allSettled(this.#running);
  }

  /** Throws the first failure, also where the work passed over it: PostgreSQL would not commit either. */
  assertSound(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  async #read(
    operation: (db: Db) => Promise<Order | undefined>,
  ): Promise<Order | undefined> {
    const order = await this.#run(operation);
    if (order !== undefined) this.#orders.read(order);
    return order;
  }

  async #run<T>(operation: (db: Db) => Promise<T>): Promise<T> {
    if (this.#ended) throw misused("The transaction has ended.");
    // PostgreSQL refuses everything after a failure, with an error that says less.
    if (this.#failure !== undefined) throw this.#failure.error;
    const running = operation(this.#db);
    this.#running.add(running);
    try {
      return await running;
    } catch (error) {
      this.#failure ??= { error };
      throw error;
    } finally {
      this.#running.delete(running);
    }
  }
}
