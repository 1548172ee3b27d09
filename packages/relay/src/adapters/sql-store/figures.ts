/** Figures for operators, counted through indexes and up to a limit. */
import { sql } from "kysely";
import { TASK_KINDS, TASK_PRIORITY } from "../../domain/task.ts";
import type { TaskKind } from "../../domain/task.ts";
import type { StoreFigures } from "../../ports/store-figures.ts";
import type { Attention } from "./attention.ts";
import { readOpenBalances } from "./open-balances.ts";
import { readReconciliationFigures } from "./reconciliations.ts";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";
import { nextTaskAt } from "./task-leases.ts";
import { kindInLane } from "./tasks.ts";
import { listEndpointIds, listReceivingIds } from "./webhook-endpoints.ts";

const COUNTED = 10_000;
const PRIORITIES = Object.values(TASK_PRIORITY);

export const selectDue = (
  db: Db,
  { kind, now }: { kind: string; now: number },
) =>
  db
    .selectFrom((from) =>
      from
        .selectFrom("tasks")
        .select("kind")
        .where("kind", "=", kind)
        .where("priority", "in", PRIORITIES)
        .where("due_at", "<=", now)
        .limit(COUNTED)
        .as("due"),
    )
    .select((eb) => eb.fn.countAll<number>().as("count"));

export const selectPendingDeliveries = (db: Db) =>
  db
    .selectFrom((from) =>
      from
        .selectFrom("deliveries")
        .select("status")
        .where("status", "=", "pending")
        .limit(COUNTED)
        .as("found"),
    )
    .select((eb) => eb.fn.countAll<number>().as("count"));

export const selectDeadDeliveries = (
  db: Db,
  { endpoint }: { endpoint: string },
) =>
  db
    .selectFrom((from) =>
      from
        .selectFrom("deliveries")
        .select("endpoint_id")
        .where("endpoint_id", "=", endpoint)
        // Written out: an index has the dead ones alone.
        .where("status", "=", sql.lit("dead"))
        .limit(COUNTED)
        .as("found"),
    )
    .select((eb) => eb.fn.countAll<number>().as("count"));

export const selectOrdersOf = (
  db: Db,
  { attention }: { attention: Attention },
) =>
  db
    .selectFrom((from) =>
      from
        .selectFrom("orders")
        .select("attention")
        .where("attention", "=", attention)
        .limit(COUNTED)
        .as("found"),
    )
    .select((eb) => eb.fn.countAll<number>().as("count"));

export const selectRefundsInReview = (db: Db) =>
  db
    .selectFrom((from) =>
      from
        .selectFrom("refunds")
        .select("attention")
        .where("attention", "is not", null)
        .limit(COUNTED)
        .as("found"),
    )
    .select((eb) => eb.fn.countAll<number>().as("count"));

const countDue = createStatement(selectDue);
const countOrders = createStatement(selectOrdersOf);
const countRefunds = createStatement(selectRefundsInReview);
const countUndecided = createStatement((db) =>
  db
    .selectFrom((from) =>
      from
        .selectFrom("undecided_transfers")
        .select("reference_lower")
        .limit(COUNTED)
        .as("found"),
    )
    .select((eb) => eb.fn.countAll<number>().as("count")),
);
const countPending = createStatement(selectPendingDeliveries);
const countDead = createStatement(selectDeadDeliveries);
export const selectOpenPayments = (db: Db) =>
  db
    .selectFrom((from) =>
      from
        .selectFrom("unmatched_payments")
        .select("state")
        .where("state", "=", "open")
        .limit(COUNTED)
        .as("found"),
    )
    .select((eb) => eb.fn.countAll<number>().as("count"));

const countUnmatched = createStatement(selectOpenPayments);

const only = (rows: readonly { readonly count: number }[]): number =>
  rows[0]?.count ?? 0;

export async function readFigures(db: Db, now: number): Promise<StoreFigures> {
  const tasks: StoreFigures["tasks"][number][] = [];
  const lanes = ["", ...(await listEndpointIds(db))];
  for (const kind of TASK_KINDS)
    tasks.push(
      await readDue(db, kind, kind === "deliver_webhook" ? lanes : [""], now),
    );
  const orders = async (attention: Attention): Promise<number> =>
    only((await countOrders(db, { attention })).rows);
  const both = await orders("overpaid review");
  return {
    tasks,
    pendingDeliveries: only((await countPending(db, {})).rows),
    deadDeliveries: await countAllDead(db),
    unmatchedPayments: only((await countUnmatched(db, {})).rows),
    flaggedOrders: {
      overpaid: (await orders("overpaid")) + both,
      review: (await orders("review")) + both,
    },
    refundsInReview: only((await countRefunds(db, {})).rows),
    undecidedTransfers: only((await countUndecided(db, {})).rows),
    openBalances: await readOpenBalances(db),
    reconciliations: await readReconciliationFigures(db, now),
  };
}

async function countAllDead(db: Db): Promise<number> {
  let all = 0;
  for (const endpoint of await listReceivingIds(db))
    all += only((await countDead(db, { endpoint })).rows);
  return Math.min(all, COUNTED);
}

async function readDue(
  db: Db,
  kind: TaskKind,
  lanes: readonly string[],
  now: number,
): Promise<StoreFigures["tasks"][number]> {
  let [all, oldestDueMs] = [0, 0];
  for (const lane of lanes) {
    const name = kindInLane(kind, lane);
    const due = only((await countDue(db, { kind: name, now })).rows);
    if (due === 0) continue;
    all += due;
    const next = await nextTaskAt(db, kind, now, PRIORITIES, lane);
    if (next !== null) oldestDueMs = Math.max(oldestDueMs, now - next);
  }
  return { kind, due: Math.min(all, COUNTED), oldestDueMs };
}
