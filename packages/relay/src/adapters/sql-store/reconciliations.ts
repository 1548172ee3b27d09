/** Reconciled days and the differences that were found. */
import { sql } from "kysely";
import type {
  DifferenceCause,
  DifferenceState,
} from "@malipo/protocol/merchant";
import type { Instant } from "../../domain/observation.ts";
import { subjectOf } from "../../domain/reconciliation.ts";
import type {
  Difference,
  Reconciliation,
} from "../../domain/reconciliation.ts";
import type { PageRequest } from "../../ports/page.ts";
import type {
  DifferenceCounts,
  ReconciliationFigures,
  Reconciliations,
  ReconciliationsTransaction,
} from "../../ports/reconciliations.ts";
import {
  decodeCursor,
  encodeCursor,
  readPageRequest,
  toPage,
} from "./cursor.ts";
import { StoreError } from "./errors.ts";
import { forUpdate, lockName } from "./locks.ts";
import {
  differenceDocument,
  reconciliationDocument,
} from "./reconciliation-documents.ts";
import { countSubjects, listSubjects } from "./reconciliation-subjects.ts";
import type { Db } from "./statement.ts";

/** `run`: runs an operation in the transaction. */
export const createReconciliationsTransaction = (
  run: <T>(operation: (db: Db) => Promise<T>) => Promise<T>,
): ReconciliationsTransaction => ({
  get: (day) =>
    run(async (db) => {
      await lockName(db, "reconciliation", day);
      const query = db
        .selectFrom("reconciliations")
        .select(["day", "data"])
        .where("day", "=", day);
      const [row] = await forUpdate(db, query).execute();
      return row && reconciliationDocument.decode(row.day, row.data);
    }),
  put: (reconciliation) => run((db) => put(db, reconciliation)),
  putDifference: (difference) => run((db) => putDifference(db, difference)),
  countDifferences: (day) =>
    run(async (db) => (await countByDay(db, [day])).get(day) ?? NONE),
});

const NONE: DifferenceCounts = { open: 0, resolved: 0 };

export function createReconciliations(db: Db): Reconciliations {
  return {
    async list(page) {
      const rows = await selectDays(db, page).execute();
      const { items, nextCursor } = toPage(
        rows.map(({ data, day }) => ({ createdAt: 0, id: day, data })),
        page.limit,
      );
      return {
        items: items.map(({ id, data }) =>
          reconciliationDocument.decode(id, data),
        ),
        nextCursor,
      };
    },
    async get(day) {
      const row = await db
        .selectFrom("reconciliations")
        .select("data")
        .where("day", "=", day)
        .executeTakeFirst();
      return row && reconciliationDocument.decode(day, row.data);
    },
    async listRunning() {
      const rows = await selectRunning(db).execute();
      return rows.map(({ day, data }) =>
        reconciliationDocument.decode(day, data),
      );
    },
    countSubjects: (range) => countSubjects(db, range),
    listSubjects: (...list) => listSubjects(db, ...list),
    async listDifferences(day, state, page) {
      const rows = await selectDifferences(db, day, state, page).execute();
      const { items, nextCursor } = toPage(rows.map(toItem), page.limit);
      return { items: items.map(decode), nextCursor };
    },
    async listOpen(from, most, after) {
      const rows = await selectOpen(db, from, most, after).execute();
      return rows.map(toItem).map((item) => ({
        difference: decode(item),
        place: encodeCursor(item),
      }));
    },
    async findDifferences(day, subjects) {
      if (subjects.length === 0) return [];
      const rows = await db
        .selectFrom("reconciliation_differences")
        .select(["id", "data"])
        .where("day", "=", day)
        .where("subject", "in", subjects)
        .execute();
      return rows.map(decode);
    },
    countDifferences: (days) => countByDay(db, days),
  };
}

async function put(db: Db, reconciliation: Reconciliation): Promise<void> {
  const { day, version, state, endedAt } = reconciliation;
  const row = {
    version,
    state,
    finished_at: state === "finished" ? endedAt : null,
    data: reconciliationDocument.encode(day, reconciliation),
  };
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("reconciliations")
    .values({ day, ...row })
    .onConflict((conflict) =>
      conflict
        .column("day")
        .doUpdateSet(row)
        .where("reconciliations.version", "=", version - 1),
    )
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n)
    throw new StoreError(
      "version_conflict",
      `The reconciliation of ${day} is not stored with the version before ${version}.`,
    );
}

async function putDifference(db: Db, difference: Difference): Promise<void> {
  const { id, day, cause, resolution, foundAt } = difference;
  const row = {
    state: resolution === null ? ("open" as const) : ("resolved" as const),
    data: differenceDocument.encode(id, difference),
  };
  await db
    .insertInto("reconciliation_differences")
    .values({
      ...{ id, day, cause, found_at: foundAt },
      ...{ subject: subjectOf(difference), ...row },
    })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
}

export function selectDays(db: Db, page: PageRequest) {
  const { rows, after } = readPageRequest(page);
  const query = db
    .selectFrom("reconciliations")
    .select(["day", "data"])
    .orderBy("day", "desc")
    .limit(rows);
  return after === undefined ? query : query.where("day", "<", after.id);
}

export const selectRunning = (db: Db) =>
  db
    .selectFrom("reconciliations")
    .select(["day", "data"])
    .where("state", "=", "running");

export function selectDifferences(
  db: Db,
  day: string,
  state: DifferenceState | undefined,
  page: PageRequest,
) {
  const { rows, after } = readPageRequest(page);
  let query = db
    .selectFrom("reconciliation_differences")
    .select(["id", "found_at", "data"])
    .where("day", "=", day)
    .orderBy("found_at")
    .orderBy("id")
    .limit(rows);
  if (state !== undefined) query = query.where("state", "=", state);
  return after === undefined ? query : query.where(comesLater(after));
}

export function selectOpen(
  db: Db,
  from: Instant,
  most: number,
  after: string | null,
) {
  const query = db
    .selectFrom("reconciliation_differences")
    .select(["id", "found_at", "data"])
    .where("state", "=", "open")
    .where("found_at", ">=", from)
    .orderBy("found_at")
    .orderBy("id")
    .limit(most);
  return after === null ? query : query.where(comesLater(decodeCursor(after)));
}

const comesLater = ({ createdAt, id }: ReturnType<typeof decodeCursor>) =>
  sql<boolean>`(found_at, id) > (${createdAt}, ${id})`;

interface Row {
  readonly id: string;
  readonly found_at: number;
  readonly data: string;
}

const toItem = ({ id, found_at, data }: Row) => ({
  ...{ id, data },
  createdAt: found_at,
});

const decode = ({ id, data }: Pick<Row, "id" | "data">): Difference =>
  differenceDocument.decode(id, data);

async function countByDay(
  db: Db,
  days: readonly string[],
): Promise<ReadonlyMap<string, DifferenceCounts>> {
  const counts = new Map<string, DifferenceCounts>();
  if (days.length === 0) return counts;
  const rows = await db
    .selectFrom("reconciliation_differences")
    .select((eb) => ["day", "state", eb.fn.countAll<number>().as("count")])
    .where("day", "in", days)
    .groupBy(["day", "state"])
    .execute();
  for (const { day, state, count } of rows)
    counts.set(day, { ...(counts.get(day) ?? NONE), [state]: count });
  return counts;
}

const COUNTED = 10_000;

export const selectOpenCauses = (db: Db) =>
  db
    .selectFrom((from) =>
      from
        .selectFrom("reconciliation_differences")
        .select("cause")
        .where("state", "=", "open")
        .limit(COUNTED)
        .as("found"),
    )
    .select((eb) => ["cause", eb.fn.countAll<number>().as("count")])
    .groupBy("cause");

export async function readReconciliationFigures(
  db: Db,
  now: Instant,
): Promise<ReconciliationFigures> {
  const open: Partial<Record<DifferenceCause, number>> = {};
  for (const { cause, count } of await selectOpenCauses(db).execute())
    open[cause] = count;
  const last = await db
    .selectFrom("reconciliations")
    .select("finished_at")
    .where("finished_at", "is not", null)
    .orderBy("finished_at", "desc")
    .limit(1)
    .executeTakeFirst();
  const oldest = await db
    .selectFrom("reconciliation_differences")
    .select("found_at")
    .where("state", "=", "open")
    .orderBy("found_at")
    .limit(1)
    .executeTakeFirst();
  return {
    lastFinishedAt: last?.finished_at ?? null,
    open,
    oldestOpenMs: Math.max(0, now - (oldest?.found_at ?? now)),
  };
}
