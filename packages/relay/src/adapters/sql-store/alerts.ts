/** Alerts, each once for its cause, and the messages that tell them. */
import type { Amount } from "@malipo/protocol";
import {
  ALERT_CHANNELS,
  ALERT_TYPES,
  alertFactsSchema,
} from "@malipo/protocol/merchant";
import { sql } from "kysely";
import { z } from "zod";
import { TOLD_ONE_BY_ONE } from "../../domain/alert.ts";
import type {
  Alert,
  AlertFacts,
  AlertGroup,
  AlertMessage,
  AlertType,
  StoredAlert,
} from "../../domain/alert.ts";
import type {
  AlertWithMessages,
  Alerts,
  AlertsTransaction,
  Gathered,
} from "../../ports/alerts.ts";
import type { Page, PageRequest } from "../../ports/page.ts";
import { comesAfter, readPageRequest, toPage } from "./cursor.ts";
import { createDocument } from "./document.ts";
import { messageProgress } from "./documents.ts";
import { amount } from "./goods.ts";
import { forUpdate, lockName } from "./locks.ts";
import { getWatch, putWatch } from "./provider-watches.ts";
import type { AlertsTable } from "./schema.ts";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";

const text = z.string();
const instant = z.int();
const facts: z.ZodType<AlertFacts> = alertFactsSchema.loose();
const type = z.enum(ALERT_TYPES);

const alert: z.ZodType<Alert> = z.looseObject({
  id: text,
  type,
  at: instant,
  about: facts,
});

const message: z.ZodType<AlertMessage> = z.looseObject({
  id: text,
  channel: z.enum(ALERT_CHANNELS),
  to: text,
  createdAt: instant,
  groups: z.array(
    z.looseObject({
      type,
      count: z.int(),
      totals: z.array(amount),
      alerts: z.array(alert),
    }),
  ),
  progress: messageProgress,
});

const factsDocument = createDocument("alert", facts);
const messageDocument = createDocument("alert message", message);

type NewRow = Omit<AlertsTable, "held_until" | "gathered_at" | "batch_id">;

const insertRow = createStatement((db, row: NewRow) =>
  db
    .insertInto("alerts")
    .values({
      ...{ id: row.id, cause: row.cause, type: row.type },
      ...{ created_at: row.created_at, data: row.data },
      ...{ currency: row.currency, value: row.value },
      ...{ held_until: null, gathered_at: null, batch_id: null },
    })
    .onConflict((conflict) => conflict.column("cause").doNothing()),
);

async function insert(
  db: Db,
  { id, type: name, at, about }: Alert,
  cause: string,
): Promise<boolean> {
  const { numAffectedRows } = await insertRow(db, {
    ...{ id, cause, type: name, created_at: at },
    currency: about.amount?.currency ?? null,
    value: about.amount?.value ?? null,
    data: factsDocument.encode(id, about),
  });
  return numAffectedRows === 1n;
}

const COLUMNS = [
  "id",
  "type",
  "created_at",
  "data",
  "held_until",
  "gathered_at",
  "batch_id",
] as const;

const toAlert = (
  row: Pick<AlertsTable, (typeof COLUMNS)[number]>,
): StoredAlert => ({
  id: row.id,
  type: row.type,
  at: row.created_at,
  about: factsDocument.decode(row.id, row.data),
  heldUntil: row.held_until,
  gatheredAt: row.gathered_at,
});

const selectAlert = createStatement((db, { id }: { id: string }) =>
  db.selectFrom("alerts").select(COLUMNS).where("id", "=", id),
);

async function find(db: Db, id: string): Promise<StoredAlert | undefined> {
  const row = (await selectAlert(db, { id })).rows[0];
  return row === undefined ? undefined : toAlert(row);
}

export const selectLastGathered = (
  db: Db,
  { type: name }: { type: AlertType },
) =>
  db
    .selectFrom("alerts")
    .select("gathered_at")
    .where("type", "=", name)
    .where("gathered_at", "is not", null)
    .orderBy("gathered_at", "desc")
    .limit(1);

const findLastGathered = createStatement(selectLastGathered);

/** `run`: runs an operation in the transaction. */
export const createAlertsTransaction = (
  run: <T>(operation: (db: Db) => Promise<T>) => Promise<T>,
): AlertsTransaction => ({
  insert: (given, cause) => run((db) => insert(db, given, cause)),
  lock: () => run((db) => lockName(db, "alerts")),
  find: (id) => run((db) => find(db, id)),
  hold: (id, until) =>
    run(async (db) => {
      await db
        .updateTable("alerts")
        .set({ held_until: until })
        .where("id", "=", id)
        .execute();
    }),
  lastGatheredAt: (name) =>
    run(async (db) => {
      const row = (await findLastGathered(db, { type: name })).rows[0];
      return row?.gathered_at ?? null;
    }),
  gather: (which, batchId, now) => run((db) => gather(db, which, batchId, now)),
  insertMessage: (given, batchId) =>
    run(async (db) => {
      const { id, createdAt } = given;
      const data = messageDocument.encode(id, given);
      await db
        .insertInto("alert_messages")
        .values({ id, batch_id: batchId, created_at: createdAt, data })
        .execute();
    }),
  getMessage: (id) =>
    run(async (db) => {
      const query = db
        .selectFrom("alert_messages")
        .select("data")
        .where("id", "=", id);
      const row = await forUpdate(db, query).executeTakeFirst();
      return row === undefined
        ? undefined
        : messageDocument.decode(id, row.data);
    }),
  updateMessage: (given) =>
    run(async (db) => {
      await db
        .updateTable("alert_messages")
        .set({ data: messageDocument.encode(given.id, given) })
        .where("id", "=", given.id)
        .execute();
    }),
  getWatch: (provider) => run((db) => getWatch(db, provider)),
  putWatch: (provider, given) => run((db) => putWatch(db, provider, given)),
});

export const updateGathered = (
  db: Db,
  which: Gathered,
  batchId: string,
  now: number,
) => {
  const update = db
    .updateTable("alerts")
    .set({ batch_id: batchId, gathered_at: now })
    .where("gathered_at", "is", null);
  return "type" in which
    ? update.where("type", "=", which.type)
    : update.where("held_until", "<=", which.heldUntil);
};

async function gather(
  db: Db,
  which: Gathered,
  batchId: string,
  now: number,
): Promise<readonly AlertGroup[]> {
  await updateGathered(db, which, batchId, now).execute();
  const sums = await db
    .selectFrom("alerts")
    .select((eb) => [
      "type",
      "currency",
      eb.fn.countAll<number>().as("count"),
      // A sum may be more than a number holds.
      sql<string>`cast(coalesce(sum(value), 0) as text)`.as("sum"),
    ])
    .where("batch_id", "=", batchId)
    .groupBy(["type", "currency"])
    .orderBy("type")
    .orderBy("currency")
    .execute();
  const groups: AlertGroup[] = [];
  for (const name of new Set(sums.map((row) => row.type))) {
    const own = sums.filter((row) => row.type === name);
    groups.push({
      type: name,
      count: own.reduce((count, row) => count + row.count, 0),
      totals: own.flatMap((row) => totalOf(row.currency, row.sum)),
      alerts: await oldestOf(db, batchId, name),
    });
  }
  return groups;
}

function totalOf(currency: string | null, sum: string): readonly Amount[] {
  const value = Number(sum);
  return currency !== null && Number.isSafeInteger(value)
    ? [{ value, currency }]
    : [];
}

async function oldestOf(
  db: Db,
  batchId: string,
  name: AlertType,
): Promise<readonly Alert[]> {
  const rows = await db
    .selectFrom("alerts")
    .select(["id", "created_at", "data"])
    .where("batch_id", "=", batchId)
    .where("type", "=", name)
    .orderBy("created_at")
    .orderBy("id")
    .limit(TOLD_ONE_BY_ONE)
    .execute();
  return rows.map(({ id, created_at: at, data }) => ({
    ...{ id, type: name, at },
    about: factsDocument.decode(id, data),
  }));
}

export function selectAlerts(db: Db, page: PageRequest) {
  const { rows, after } = readPageRequest(page);
  const query = db
    .selectFrom("alerts")
    .select(COLUMNS)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(rows);
  return after === undefined ? query : query.where(comesAfter(after));
}

export const createAlerts = (reader: Db): Alerts => ({
  find: (id) => find(reader, id),
  async findMessage(id) {
    const row = await reader
      .selectFrom("alert_messages")
      .select("data")
      .where("id", "=", id)
      .executeTakeFirst();
    return row === undefined ? undefined : messageDocument.decode(id, row.data);
  },
  list: (page) => list(reader, page),
});

async function list(
  reader: Db,
  page: PageRequest,
): Promise<Page<AlertWithMessages>> {
  const rows = await selectAlerts(reader, page).execute();
  const { items, nextCursor } = toPage(
    rows.map((row) => ({ ...row, createdAt: row.created_at })),
    page.limit,
  );
  const batches = items.flatMap(({ batch_id: id }) => (id === null ? [] : id));
  const messages =
    batches.length === 0
      ? []
      : await reader
          .selectFrom("alert_messages")
          .select(["id", "batch_id", "data"])
          .where("batch_id", "in", [...new Set(batches)])
          .orderBy("id")
          .execute();
  return {
    nextCursor,
    items: items.map((row) => ({
      alert: toAlert(row),
      messages: messages
        .filter((each) => each.batch_id === row.batch_id)
        .map(({ id, data }) => messageDocument.decode(id, data)),
    })),
  };
}
