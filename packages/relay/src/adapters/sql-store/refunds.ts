/** Refunds, stored whole. */
import type { Refund } from "../../domain/refund.ts";
import { settledAt } from "../../domain/settled-at.ts";
import { refundAttention } from "./attention.ts";
import { refundDocument } from "./documents.ts";
import type { Db } from "./statement.ts";

export async function putRefund(db: Db, refund: Refund): Promise<void> {
  const { id, orderId, createdAt } = refund.plan;
  const data = refundDocument.encode(id, refund);
  const attention = refundAttention(refund);
  const settled_at = settledAt(refund.facts);
  await db
    .insertInto("refunds")
    .values({
      ...{ id, order_id: orderId, created_at: createdAt },
      ...{ data, attention, settled_at },
    })
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet({ data, attention, settled_at }),
    )
    .execute();
}

export async function findRefund(
  db: Db,
  id: string,
): Promise<Refund | undefined> {
  const row = await db
    .selectFrom("refunds")
    .select("data")
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? undefined : refundDocument.decode(id, row.data);
}

export async function listRefunds(
  db: Db,
  orderId: string,
): Promise<readonly Refund[]> {
  const rows = await db
    .selectFrom("refunds")
    .select(["id", "data"])
    .where("order_id", "=", orderId)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows.map(({ id, data }) => refundDocument.decode(id, data));
}
