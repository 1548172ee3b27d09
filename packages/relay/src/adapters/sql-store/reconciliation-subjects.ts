/** The attempts and refunds of a day, through their indexes by time. */
import { sql } from "kysely";
import type { DayRange } from "../../domain/day.ts";
import type { Stage } from "../../domain/reconciliation.ts";
import type { Subject } from "../../ports/reconciliations.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import type { Db } from "./statement.ts";

type ListedStage = Exclude<Stage, "open_differences">;

const TABLES = {
  attempts_created: ["attempts", "created_at"],
  attempts_settled: ["attempts", "settled_at"],
  refunds_created: ["refunds", "created_at"],
  refunds_settled: ["refunds", "settled_at"],
} as const satisfies Readonly<Record<ListedStage, readonly string[]>>;

const LISTED: readonly ListedStage[] = [
  "attempts_created",
  "attempts_settled",
  "refunds_created",
  "refunds_settled",
];

function selectRange(db: Db, stage: ListedStage, { from, before }: DayRange) {
  const [table, time] = TABLES[stage];
  const query = db
    .selectFrom(table)
    .where(time, ">=", from)
    .where(time, "<", before);
  // What was created within the range is listed for that.
  return time === "created_at" ? query : query.where("created_at", "<", from);
}

export function selectSubjects(
  db: Db,
  stage: ListedStage,
  range: DayRange,
  most: number,
  after: string | null,
) {
  const [, time] = TABLES[stage];
  const query = selectRange(db, stage, range)
    .select(["id", sql<number>`${sql.ref(time)}`.as("at")])
    .orderBy(time)
    .orderBy("id")
    .limit(most);
  if (after === null) return query;
  const { createdAt, id } = decodeCursor(after);
  return query.where(
    sql<boolean>`(${sql.ref(time)}, id) > (${createdAt}, ${id})`,
  );
}

export async function listSubjects(
  db: Db,
  ...list: [ListedStage, DayRange, number, string | null]
): Promise<readonly Subject[]> {
  const rows = await selectSubjects(db, ...list).execute();
  return rows.map(({ id, at }) => ({
    id,
    place: encodeCursor({ createdAt: at, id }),
  }));
}

export async function countSubjects(db: Db, range: DayRange): Promise<number> {
  let total = 0;
  for (const stage of LISTED) {
    const { count } = await selectRange(db, stage, range)
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    total += count;
  }
  return total;
}
