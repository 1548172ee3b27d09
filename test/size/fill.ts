/** Fills a database with orders as the store writes them: one of each kind by the store itself, then copies made by SQL. */
import type { Order } from "../../packages/relay/src/domain/order.ts";
import type { Store } from "../../packages/relay/src/ports/store.ts";
import {
  KES_2500,
  anAttempt,
  anOrder,
  anUnmatchedPayment,
  seen,
} from "../../packages/relay/test/domain/fixtures.ts";
import { runStatements } from "../../packages/relay/test/support/run-statements.ts";

/** Stands for the copy's number in every id, and for its time in every document. */
const LETTERS = "T".repeat(20);
export const FIRST_AT = 1_111_111_111_111;
const KINDS = ["paid", "expired", "open"] as const;
type Kind = (typeof KINDS)[number];

const idOf = (kind: Kind): string => `ord_${kind[0] ?? ""}-${LETTERS}`;

/** Of the copy with this number. */
export const copyOf = (kind: Kind, number: number): string =>
  idOf(kind).replace(LETTERS, String(number).padStart(20, "0"));

async function putTemplate(store: Store, kind: Kind): Promise<void> {
  const id = idOf(kind);
  const attemptId = `${kind}-attempt-${LETTERS}`;
  const told =
    kind === "paid"
      ? [seen.accepted(), seen.payerAnswered(), seen.succeeded()]
      : [seen.accepted()];
  const attempt = anAttempt(told, {
    id: attemptId,
    orderId: id,
    payerReference: `${kind.toUpperCase()}-${LETTERS}`,
  });
  const order: Order = anOrder({
    id,
    reference: `${kind}-${LETTERS}`,
    createdAt: FIRST_AT,
    expiresAt: FIRST_AT + 3_600_000,
    expiredAt: kind === "expired" ? FIRST_AT : null,
    customer: { name: "Wanjiku", phone: "0712 345 678" },
    attempts: [],
  });
  await store.transaction(async (tx) => {
    await tx.insertOrder(order);
    await tx.putIdempotency({
      scope: "orders",
      key: `${kind}-${LETTERS}`,
      fingerprint: "f",
      subject: id,
      answer: JSON.stringify(order),
      createdAt: FIRST_AT,
    });
    if (kind === "expired") return;
    await tx.updateOrder({ ...order, version: 2, attempts: [attempt] });
    for (const observation of told)
      await tx.appendObservation({
        orderId: id,
        attemptId,
        source: "callback",
        at: FIRST_AT,
        observation,
        raw: new TextEncoder().encode(`{"id":"${"x".repeat(600)}"}`),
      });
    if (kind === "open") {
      for (const task of ["query_attempt", "attempt_deadline"] as const)
        await tx.putTask({ kind: task, subject: attemptId, dueAt: FIRST_AT });
      await tx.putTask({ kind: "order_expiry", subject: id, dueAt: FIRST_AT });
      return;
    }
    await tx.claimReceipt("almara", `R${LETTERS}`, attemptId);
    await tx.putRefund({
      plan: {
        id: `refund-${LETTERS}`,
        orderId: id,
        attemptId,
        provider: "almara",
        amount: KES_2500,
        phone: "254712345678",
        reason: "Wrong size",
        createdAt: FIRST_AT,
      },
      facts: attempt.facts,
    });
    await tx.insertDelivery({
      id: `msg_${LETTERS}`,
      eventId: `msg_${LETTERS}`,
      endpointId: "we_environment",
      event: "order.paid",
      orderId: id,
      payload: JSON.stringify({ data: { order } }),
      status: "delivered",
      tries: 1,
      lastTryAt: FIRST_AT,
      lastStatus: 200,
      lastError: null,
      nextTryAt: null,
      createdAt: FIRST_AT,
      deliveredAt: FIRST_AT,
    });
    await tx.putTransferDecision({
      reference: `T${LETTERS}`,
      verdict: "accept",
      reason: null,
      at: FIRST_AT,
    });
    await tx.insertUnmatchedPayment(
      anUnmatchedPayment({ id: `U${LETTERS}`, at: FIRST_AT }),
    );
  });
}

/** What belongs to others comes after them. */
const TABLES = {
  orders: [
    "id",
    "reference",
    "version",
    "status",
    "created_at",
    "attempt_count",
    "data",
    "attention",
  ],
  attempts: ["id", "id_lower", "order_id", "seq", "payer_reference", "data"],
  order_contacts: ["contact", "created_at", "order_id"],
  observations: ["order_id", "attempt_id", "source", "at", "data", "raw"],
  tasks: ["kind", "subject", "due_at", "priority", "last_lease"],
  idempotency: [
    "scope",
    "key",
    "fingerprint",
    "subject",
    "answer",
    "created_at",
  ],
  refunds: ["id", "order_id", "created_at", "data", "attention"],
  deliveries: ["id", "order_id", "endpoint_id", "status", "created_at", "data"],
  receipts: ["provider", "receipt", "attempt_id"],
  transfer_decisions: ["reference_lower", "verdict", "reason", "decided_at"],
  unmatched_payments: ["id", "created_at", "state", "data", "raw"],
};
/** Where copies are made again, they are not of copies. */
const TEMPLATES: Readonly<Record<string, string>> = { tasks: "subject" };
const FEW_TASKS = 500;
const NUMBERS = new Set([
  "version",
  "attempt_count",
  "seq",
  "priority",
  "last_lease",
]);
const TIMES = new Set(["created_at", "at", "due_at", "decided_at"]);

interface Dialect {
  readonly numbers: (first: number, last: number) => string;
  readonly padded: string;
}

const SQLITE: Dialect = {
  numbers: (first, last) =>
    `(with recursive n(i) as (select ${String(first)} union all select i + 1 from n where i < ${String(last)}) select i from n where i <= ${String(last)})`,
  padded: "substr('00000000000000000000' || i, -20)",
};
const POSTGRES: Dialect = {
  numbers: (first, last) =>
    `(select i from generate_series(${String(first)}, ${String(last)}) as i)`,
  padded: "lpad(i::text, 20, '0')",
};

function copy(
  table: string,
  columns: readonly string[],
  numbers: string,
  padded: string,
): string {
  const values = columns.map((column) => {
    if (NUMBERS.has(column) || column === "raw") return `t.${column}`;
    if (TIMES.has(column)) return `t.${column} + i`;
    const replaced = [LETTERS, LETTERS.toLowerCase()].reduce(
      (text, letters) => `replace(${text}, '${letters}', ${padded})`,
      `t.${column}`,
    );
    return `replace(${replaced}, '${String(FIRST_AT)}', cast(${String(FIRST_AT)} + i as text))`;
  });
  const template = TEMPLATES[table];
  return `insert into ${table} (${columns.join(", ")})
    select ${values.join(", ")} from ${table} as t, ${numbers} as copies
    ${template === undefined ? "" : `where t.${template} like '%${LETTERS}%'`}
    order by i`;
}

/** A third each of paid, expired and open orders, with the tasks of few: what is under way does not grow with them. */
export async function fill(
  store: Store,
  url: string,
  orders: number,
): Promise<void> {
  for (const kind of KINDS) await putTemplate(store, kind);
  const { tasks, ...others } = TABLES;
  const each = Math.floor(orders / KINDS.length);
  await copyRows(url, others, each);
  await copyRows(url, { tasks }, FEW_TASKS);
}

/** Tasks of all open orders, for what must not depend on how much is under way. */
export async function fillTasks(url: string, orders: number): Promise<void> {
  const each = Math.floor(orders / KINDS.length);
  await copyRows(url, { tasks: TABLES.tasks }, each, FEW_TASKS + 1);
}

async function copyRows(
  url: string,
  tables: Readonly<Record<string, readonly string[]>>,
  last: number,
  first = 1,
): Promise<void> {
  const dialect = url.startsWith("sqlite:") ? SQLITE : POSTGRES;
  await runStatements(
    url,
    Object.entries(tables).map(([table, columns]) =>
      copy(table, columns, dialect.numbers(first, last), dialect.padded),
    ),
  );
}
