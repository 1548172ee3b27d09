/** The store port over a SQL database: transactions and single writes through its writer, reads beside them. */
import type { Changes, Store } from "../../ports/store.ts";
import { createAlerts } from "./alerts.ts";
import { createApiKeys } from "./api-keys.ts";
import { createAuditLog } from "./audit-log.ts";
import { createConsoleSessions } from "./console-sessions.ts";
import {
  getDelivery,
  listDeliveries,
  listPendingDeliveries,
} from "./deliveries.ts";
import type { SqlDatabase } from "./dialect.ts";
import { createEvents } from "./events.ts";
import { createExports } from "./exports.ts";
import { readFigures } from "./figures.ts";
import { getIdempotency } from "./idempotency.ts";
import { readLinkFigures } from "./link-uses.ts";
import { listObservations } from "./observations.ts";
import { readOrderFigures } from "./order-figures.ts";
import { listOrders } from "./order-list.ts";
import {
  findOrderByAttempt,
  findOrderByPayerReference,
  getOrder,
} from "./orders.ts";
import { getPaymentLink, listPaymentLinks } from "./payment-links.ts";
import { ping } from "./ping.ts";
import { createReconciliations } from "./reconciliations.ts";
import { findRefund, listRefunds } from "./refunds.ts";
import {
  insertFirstSigningKey,
  insertSigningKey,
  listSigningKeys,
  updateSigningKeys,
} from "./signing-keys.ts";
import {
  bringTasksBack,
  hasTaskAfter,
  leaseTasks,
  nextTaskAt,
  resumeTasks,
} from "./task-leases.ts";
import { runTransaction } from "./run-transaction.ts";
import { findTransferDecision } from "./transfer-decisions.ts";
import {
  getUnmatchedPayment,
  listUnmatchedPayments,
} from "./unmatched-payments.ts";
import { createUpkeep } from "./upkeep.ts";
import {
  createWebhookEndpoints,
  readEndpointState,
} from "./webhook-endpoints.ts";

const NO_CHANGES = { before: new Map(), orders: new Map() };

/** `transactionTimeoutMs`: the longest one transaction's work may take, since others wait for it. */
export function createSqlStore(
  database: SqlDatabase,
  { transactionTimeoutMs }: { readonly transactionTimeoutMs: number },
): Store {
  const { reader } = database;
  const listeners = new Set<(changes: Changes) => void>();
  const tell = (changes: Changes): void => {
    if (changes.orders.size === 0 && changes.tasks.size === 0) return;
    for (const listener of [...listeners]) listener(changes);
  };
  return {
    async transaction(work) {
      const { value, changes } = await database.write((db) =>
        runTransaction(db, work, transactionTimeoutMs),
      );
      tell(changes);
      return value;
    },
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getOrder: (orderId) => getOrder(reader, orderId),
    getIdempotency: (scope, key) => getIdempotency(reader, scope, key),
    findOrderByAttempt: (attemptId) => findOrderByAttempt(reader, attemptId),
    findOrderByPayerReference: (reference) =>
      findOrderByPayerReference(reader, reference),
    listOrders: (filter, page) => listOrders(reader, filter, page),
    listObservations: (orderId) => listObservations(reader, orderId),
    getPaymentLink: (id) => getPaymentLink(reader, id),
    listPaymentLinks: (page, accepts) =>
      listPaymentLinks(reader, page, accepts),
    readLinkFigures: (id) => readLinkFigures(reader, id),
    findRefund: (id) => findRefund(reader, id),
    listRefunds: (orderId) => listRefunds(reader, orderId),
    getDelivery: (id) => getDelivery(reader, id),
    listDeliveries: (filter, page) => listDeliveries(reader, filter, page),
    listPendingDeliveries: (id) => listPendingDeliveries(reader, id),
    readEndpointState: (id) => readEndpointState(reader, id),
    getUnmatchedPayment: (id) => getUnmatchedPayment(reader, id),
    listUnmatchedPayments: (filter, page) =>
      listUnmatchedPayments(reader, filter, page),
    findTransferDecision: (reference) =>
      findTransferDecision(reader, reference),
    leaseTasks: (...leasing) =>
      database.write((db) => leaseTasks(db, ...leasing)),
    nextTaskAt: (...look) => nextTaskAt(reader, ...look),
    async resumeTasks(kind, now, share) {
      await database.write((db) => resumeTasks(db, kind, now, share));
      tell({ ...NO_CHANGES, tasks: new Map([[kind, now]]) });
    },
    async bringTasksBack(kind, latest, dueAt, lane) {
      if (!(await hasTaskAfter(reader, kind, latest, lane))) return;
      await database.write((db) =>
        bringTasksBack(db, kind, latest, dueAt, lane),
      );
      tell({ ...NO_CHANGES, tasks: new Map([[kind, dueAt]]) });
    },
    listSigningKeys: () => listSigningKeys(reader),
    insertSigningKey: (key) =>
      database.write((db) => insertSigningKey(db, key)),
    insertFirstSigningKey: (key) =>
      database.write((db) => insertFirstSigningKey(db, key)),
    updateSigningKeys: (change, audit) =>
      database.write((db) => updateSigningKeys(db, change, audit)),
    readOrderFigures: (range) => readOrderFigures(reader, range),
    readFigures: (now) => readFigures(reader, now),
    alerts: createAlerts(reader),
    apiKeys: createApiKeys(reader),
    auditLog: createAuditLog(reader),
    consoleSessions: createConsoleSessions(reader),
    webhookEndpoints: createWebhookEndpoints(reader),
    events: createEvents(database),
    reconciliations: createReconciliations(reader),
    exports: createExports(reader),
    upkeep: createUpkeep(database),
    ping: () => database.write(ping),
    close: () => database.close(),
  };
}
