/**
 * The merchant's events. On PostgreSQL, an event that was inserted first may be committed last, and who reads by the order
 * of the inserts would pass it by. So an event gets its position when it is first read, among those that are committed.
 */
import { sql } from "kysely";
import type { Selectable } from "kysely";
import type { MerchantEvent } from "../../domain/merchant-event.ts";
import type {
  Events,
  EventsPart,
  EventsTransaction,
  ListedEvent,
} from "../../ports/events.ts";
import type { SqlDatabase } from "./dialect.ts";
import type { EventsTable } from "./schema.ts";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";

const insertRow = createStatement((db, event: MerchantEvent) =>
  db
    .insertInto("events")
    .values({
      id: event.id,
      order_id: event.orderId,
      created_at: event.createdAt,
      payload: event.payload,
      position: null,
    })
    .onConflict((conflict) => conflict.column("id").doNothing()),
);

const selectId = createStatement((db, { id }: { id: string }) =>
  db.selectFrom("events").select("id").where("id", "=", id),
);

/** `run`: runs an operation in the transaction. */
export const createEventsTransaction = (
  run: <T>(operation: (db: Db) => Promise<T>) => Promise<T>,
): EventsTransaction => ({
  insert: (event) =>
    run(async (db) => {
      const { numAffectedRows } = await insertRow(db, event);
      return numAffectedRows === 1n;
    }),
  has: (id) => run(async (db) => (await selectId(db, { id })).rows.length > 0),
});

/** What has no position yet gets one in steps of so many, because others write meanwhile. */
const STEP = 1_000;

export function createEvents(database: SqlDatabase): Events {
  const { reader } = database;
  return {
    async list(after, limit) {
      const most = limit + 1;
      let found = await readListed(reader, after ?? 0, most);
      const missing = most - found.length;
      if (missing > 0 && (await hasUnlisted(reader))) {
        await database.write((db) => giveOutPositions(db, missing));
        found = await readListed(reader, after ?? 0, most);
      }
      return partOf(found, limit);
    },

    async listNewest(before, limit) {
      // What comes before a position has one itself.
      if (before === null)
        while (await hasUnlisted(reader))
          await database.write((db) => giveOutPositions(db, STEP));
      const rows = await selectListedBefore(
        reader,
        before,
        limit + 1,
      ).execute();
      return partOf(rows.map(toListed), limit);
    },
  };
}

const partOf = (found: readonly ListedEvent[], limit: number): EventsPart => ({
  items: found.slice(0, limit),
  hasMore: found.length > limit,
});

const COLUMNS = [
  "id",
  "order_id",
  "created_at",
  "payload",
  "position",
] as const;

export const selectListed = (db: Db, after: number, most: number) =>
  db
    .selectFrom("events")
    .select(COLUMNS)
    .where("position", ">", after)
    .orderBy("position")
    .limit(most);

export const selectListedBefore = (
  db: Db,
  before: number | null,
  most: number,
) =>
  db
    .selectFrom("events")
    .select(COLUMNS)
    .where("position", "<", before ?? Number.MAX_SAFE_INTEGER)
    .orderBy("position", "desc")
    .limit(most);

async function readListed(
  db: Db,
  after: number,
  most: number,
): Promise<readonly ListedEvent[]> {
  const rows = await selectListed(db, after, most).execute();
  return rows.map(toListed);
}

type Row = Pick<Selectable<EventsTable>, (typeof COLUMNS)[number]>;

const toListed = (row: Row): ListedEvent => ({
  id: row.id,
  orderId: row.order_id,
  payload: row.payload,
  createdAt: row.created_at,
  position: row.position ?? 0,
});

export const selectUnlisted = (db: Db) =>
  db.selectFrom("events").select("seq").where("position", "is", null);

async function hasUnlisted(db: Db): Promise<boolean> {
  const row = await selectUnlisted(db).limit(1).executeTakeFirst();
  return row !== undefined;
}

async function giveOutPositions(db: Db, most: number): Promise<void> {
  // Locks the row: readers give out positions one after the other, and each sees what was committed before.
  const { last } = await db
    .updateTable("event_positions")
    .set((eb) => ({ last: eb.ref("last") }))
    .where("id", "=", 1)
    .returning("last")
    .executeTakeFirstOrThrow();
  const { numAffectedRows = 0n } = await sql`
    update events set position = ${last} + chosen.place
    from (
      select seq, row_number() over (order by seq) as place from events
      where position is null order by seq limit ${most}
    ) as chosen
    where events.seq = chosen.seq`.execute(db);
  await db
    .updateTable("event_positions")
    .set({ last: last + Number(numAffectedRows) })
    .where("id", "=", 1)
    .execute();
}
