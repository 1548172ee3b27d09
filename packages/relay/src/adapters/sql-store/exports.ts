/** Reads tables from the oldest row on, through their index by time. */
import type { Exports, TimeRange } from "../../ports/exports.ts";
import type { Part } from "../../ports/upkeep.ts";
import { exportAuditLog } from "./audit-log.ts";
import { comesBehind, decodeCursor, encodeCursor } from "./cursor.ts";
import type { StoredDocument } from "./document.ts";
import { deliveryDocument } from "./delivery-document.ts";
import { refundDocument } from "./documents.ts";
import { selectOrders, toOrders } from "./orders.ts";
import type { Db } from "./statement.ts";
import { toUnmatchedPayment } from "./unmatched-payments.ts";

type Exported = "orders" | "refunds" | "unmatched_payments" | "deliveries";

export function selectPart(
  db: Db,
  table: Exported,
  { from, before }: TimeRange,
  most: number,
  after: string | null,
) {
  const query = db
    .selectFrom(table)
    .select(["id", "created_at"])
    .where("created_at", ">=", from)
    .where("created_at", "<", before)
    .orderBy("created_at")
    .orderBy("id")
    .limit(most);
  return after === null ? query : query.where(comesBehind(decodeCursor(after)));
}

export function createExports(db: Db): Exports {
  const reader =
    <T>(
      table: Exported,
      read: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>,
    ) =>
    async (
      range: TimeRange,
      most: number,
      after: string | null,
    ): Promise<Part<T>> => {
      const places = await selectPart(db, table, range, most, after).execute();
      const last = places.at(-1);
      if (last === undefined) return { items: [], next: null };
      const found = await read(places.map(({ id }) => id));
      return {
        // What was removed meanwhile is left out.
        items: places.flatMap(({ id }) => {
          const item = found.get(id);
          return item === undefined ? [] : [item];
        }),
        next:
          places.length < most
            ? null
            : encodeCursor({ id: last.id, createdAt: last.created_at }),
      };
    };
  const documents = <T>(
    table: "refunds" | "deliveries",
    document: StoredDocument<T>,
  ) =>
    reader(table, async (ids) => {
      const rows = await db
        .selectFrom(table)
        .select(["id", "data"])
        .where("id", "in", ids)
        .execute();
      return new Map(
        rows.map(({ id, data }) => [id, document.decode(id, data)]),
      );
    });
  return {
    orders: reader("orders", async (ids) => {
      const rows = await selectOrders(db)
        .select("attempts.seq")
        .where("orders.id", "in", ids)
        .execute();
      const sorted = rows.toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
      return new Map(toOrders(sorted).map((order) => [order.id, order]));
    }),
    refunds: documents("refunds", refundDocument),
    unmatchedPayments: reader("unmatched_payments", async (ids) => {
      const rows = await db
        .selectFrom("unmatched_payments")
        .select(["id", "data", "raw"])
        .where("id", "in", ids)
        .execute();
      return new Map(rows.map((row) => [row.id, toUnmatchedPayment(row)]));
    }),
    deliveries: documents("deliveries", deliveryDocument),
    auditLog: exportAuditLog(db),
  };
}
