/** Payments that belong to no order. */
import type { UnmatchedPayment } from "../../domain/unmatched-payment.ts";
import type { Page, PageRequest } from "../../ports/store.ts";
import { comesAfter, readPageRequest, toPage } from "./cursor.ts";
import { unmatchedPaymentDocument } from "./documents.ts";
import { forUpdate } from "./locks.ts";
import type { UnmatchedPaymentsTable } from "./schema.ts";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";

const remove = createStatement((db, { id }: { id: string }) =>
  db.deleteFrom("unmatched_payments").where("id", "=", id),
);

export async function insertUnmatchedPayment(
  db: Db,
  { raw, ...payment }: UnmatchedPayment,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("unmatched_payments")
    .values({
      id: payment.id,
      created_at: payment.at,
      data: unmatchedPaymentDocument.encode(payment.id, payment),
      raw,
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function removeUnmatchedPayment(
  db: Db,
  id: string,
): Promise<void> {
  await remove(db, { id });
}

export async function listUnmatchedPayments(
  db: Db,
  page: PageRequest,
): Promise<Page<UnmatchedPayment>> {
  const { rows: limit, after } = readPageRequest(page);
  let query = db
    .selectFrom("unmatched_payments")
    .select(["id", "created_at", "data", "raw"])
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit);
  if (after !== undefined) query = query.where(comesAfter(after));
  const found = await query.execute();
  const { items, nextCursor } = toPage(
    found.map((row) => ({ ...row, createdAt: row.created_at })),
    page.limit,
  );
  return {
    items: items.map(toUnmatchedPayment),
    nextCursor,
  };
}

type StoredRow = Pick<UnmatchedPaymentsTable, "id" | "data" | "raw">;

export const toUnmatchedPayment = ({
  id,
  data,
  raw,
}: StoredRow): UnmatchedPayment => ({
  ...unmatchedPaymentDocument.decode(id, data),
  // Drivers hand out Node's Buffer, which compares and prints differently.
  raw: new Uint8Array(raw),
});

export async function getUnmatchedPayment(
  db: Db,
  id: string,
): Promise<UnmatchedPayment | undefined> {
  const [row] = await forUpdate(
    db,
    db
      .selectFrom("unmatched_payments")
      .select(["id", "data", "raw"])
      .where("id", "=", id),
  ).execute();
  return row && toUnmatchedPayment(row);
}

/** False where the payment is gone: it was assigned meanwhile. */
export async function eraseUnmatchedPayment(
  db: Db,
  { raw, ...payment }: UnmatchedPayment,
  at: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("unmatched_payments")
    .set({
      data: unmatchedPaymentDocument.encode(payment.id, payment),
      raw,
      erased_at: at,
    })
    .where("id", "=", payment.id)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
