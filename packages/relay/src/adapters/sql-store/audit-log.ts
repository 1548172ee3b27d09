/** The audit log; rows are added and never changed. */
import {
  AUDIT_ACTORS,
  AUDIT_OBJECTS,
  AUDIT_OUTCOMES,
  auditFactsSchema,
} from "@malipo/protocol/merchant";
import { sql } from "kysely";
import { z } from "zod";
import type { AuditEntry } from "../../domain/audit.ts";
import { eraseAuditEntry } from "../../domain/privacy/audit-data.ts";
import type {
  AuditFilter,
  AuditLog,
  AuditLogTransaction,
} from "../../ports/audit-log.ts";
import type { Exports, TimeRange } from "../../ports/exports.ts";
import type { PageRequest } from "../../ports/page.ts";
import {
  decodeCursor,
  encodeCursor,
  notByIndex,
  readPageRequest,
  toPage,
} from "./cursor.ts";
import { createDocument } from "./document.ts";
import { InvalidPageError } from "./errors.ts";
import type { AuditLogTable } from "./schema.ts";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";

const text = z.string();
const facts = auditFactsSchema.loose().nullable();

const auditEntry: z.ZodType<AuditEntry> = z.looseObject({
  id: text,
  at: z.int(),
  actor: z.looseObject({ type: z.enum(AUDIT_ACTORS), id: text, name: text }),
  action: text,
  object: z.looseObject({ type: z.enum(AUDIT_OBJECTS), id: text.nullable() }),
  outcome: z.enum(AUDIT_OUTCOMES),
  code: text.nullable(),
  requestId: text.nullable(),
  before: facts,
  after: facts,
});

const auditEntryDocument = createDocument("audit entry", auditEntry);

const insertRow = createStatement((db, row: Omit<AuditLogTable, "seq">) =>
  db.insertInto("audit_log").values({
    at: row.at,
    actor_id: row.actor_id,
    action: row.action,
    object_id: row.object_id,
    data: row.data,
  }),
);

export async function appendAuditEntry(
  db: Db,
  given: AuditEntry,
): Promise<void> {
  const entry = eraseAuditEntry(given);
  await insertRow(db, {
    at: entry.at,
    actor_id: entry.actor.id,
    action: entry.action,
    object_id: entry.object.id,
    data: auditEntryDocument.encode(entry.id, entry),
  });
}

/** `run`: runs an operation in the transaction. */
export const createAuditLogTransaction = (
  run: <T>(operation: (db: Db) => Promise<T>) => Promise<T>,
): AuditLogTransaction => ({
  append: (entry) => run((db) => appendAuditEntry(db, entry)),
});

export const createAuditLog = (reader: Db): AuditLog => ({
  async list(filter, page) {
    const rows = await selectAuditEntries(reader, filter, page).execute();
    const { items, nextCursor } = toPage(
      rows.map(({ seq, at, data }) => ({
        createdAt: at,
        id: String(seq),
        data,
      })),
      page.limit,
    );
    return {
      items: items.map(({ id, data }) => auditEntryDocument.decode(id, data)),
      nextCursor,
    };
  },
});

/** One page, and one more where something follows. The index is that of the filter that leaves the fewest rows. */
export function selectAuditEntries(
  db: Db,
  { actor, action, object, createdFrom, createdBefore }: AuditFilter,
  page: PageRequest,
) {
  const { rows, after } = readPageRequest(page);
  let query = db
    .selectFrom("audit_log")
    .select(["seq", "at", "data"])
    .orderBy("at", "desc")
    .orderBy("seq", "desc")
    .limit(rows);
  const column = (name: string, isNarrowest: boolean) =>
    isNarrowest ? sql.ref<string | null>(name) : notByIndex(name);
  if (object !== undefined)
    query = query.where(column("object_id", true), "=", object);
  if (action !== undefined)
    query = query.where(column("action", object === undefined), "=", action);
  if (actor !== undefined)
    query = query.where(
      column("actor_id", object === undefined && action === undefined),
      "=",
      actor,
    );
  if (createdFrom !== undefined) query = query.where("at", ">=", createdFrom);
  if (createdBefore !== undefined)
    query = query.where("at", "<", createdBefore);
  if (after !== undefined)
    query = query.where(
      sql<boolean>`(at, seq) < (${after.createdAt}, ${readSeq(after.id)})`,
    );
  return query;
}

/** From the oldest entry on. */
export function selectAuditPart(
  db: Db,
  { from, before }: TimeRange,
  most: number,
  after: string | null,
) {
  const query = db
    .selectFrom("audit_log")
    .select(["seq", "at", "data"])
    .where("at", ">=", from)
    .where("at", "<", before)
    .orderBy("at")
    .orderBy("seq")
    .limit(most);
  if (after === null) return query;
  const { createdAt, id } = decodeCursor(after);
  return query.where(sql<boolean>`(at, seq) > (${createdAt}, ${readSeq(id)})`);
}

export const exportAuditLog =
  (db: Db): Exports["auditLog"] =>
  async (range, most, after) => {
    const rows = await selectAuditPart(db, range, most, after).execute();
    const last = rows.at(-1);
    return {
      items: rows.map(({ seq, data }) =>
        auditEntryDocument.decode(String(seq), data),
      ),
      next:
        last === undefined || rows.length < most
          ? null
          : encodeCursor({ createdAt: last.at, id: String(last.seq) }),
    };
  };

/** The cursors of other lists name no entry. */
function readSeq(id: string): number {
  if (!/^\d{1,15}$/.test(id))
    throw new InvalidPageError(
      "The cursor is not one that this list gave out; start again without it.",
    );
  return Number(id);
}
