/** Payments that came without an order, and what was decided about them. */
import { unmatchedState } from "../../domain/unmatched-payment.ts";
import type { UnmatchedPayment } from "../../domain/unmatched-payment.ts";
import type { Page, PageRequest } from "../../ports/page.ts";
import type { UnmatchedPaymentFilter } from "../../ports/store.ts";
import { comesAfter, readPageRequest, toPage } from "./cursor.ts";
import { StoreError } from "./errors.ts";
import { forUpdate } from "./locks.ts";
import type { UnmatchedPaymentsTable } from "./schema.ts";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";
import { unmatchedPaymentDocument } from "./unmatched-payment-document.ts";

const remove = createStatement((db, { id }: { id: string }) =>
  db
    .deleteFrom("unmatched_payments")
    .where("id", "=", id)
    .where("state", "!=", "assigned"),
);

function toRow({ raw, ...payment }: UnmatchedPayment) {
  return {
    data: unmatchedPaymentDocument.encode(payment.id, payment),
    raw,
    state: unmatchedState(payment),
    order_id: payment.assigned?.orderId ?? null,
  };
}

export async function insertUnmatchedPayment(
  db: Db,
  payment: UnmatchedPayment,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("unmatched_payments")
    .values({
      id: payment.id,
      created_at: payment.at,
      ...toRow(payment),
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** What is written after an erasure may name somebody again. */
export async function updateUnmatchedPayment(
  db: Db,
  payment: UnmatchedPayment,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable("unmatched_payments")
    .set({ ...toRow(payment), erased_at: null })
    .where("id", "=", payment.id)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n)
    throw new StoreError(
      "constraint",
      `The unmatched payment ${payment.id} is not stored.`,
    );
}

export async function removeUnmatchedPayment(
  db: Db,
  id: string,
): Promise<void> {
  await remove(db, { id });
}

/** One page, and one more where something follows. */
export function selectUnmatchedPayments(
  db: Db,
  { state }: UnmatchedPaymentFilter,
  page: PageRequest,
) {
  const { rows: limit, after } = readPageRequest(page);
  let query = db
    .selectFrom("unmatched_payments")
    .select(["id", "created_at", "data", "raw"])
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit);
  if (state !== undefined) query = query.where("state", "=", state);
  return after === undefined ? query : query.where(comesAfter(after));
}

export async function listUnmatchedPayments(
  db: Db,
  filter: UnmatchedPaymentFilter,
  page: PageRequest,
): Promise<Page<UnmatchedPayment>> {
  const found = await selectUnmatchedPayments(db, filter, page).execute();
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
  lock: "lock" | null = null,
): Promise<UnmatchedPayment | undefined> {
  const query = db
    .selectFrom("unmatched_payments")
    .select(["id", "data", "raw"])
    .where("id", "=", id);
  const [row] = await (lock === null ? query : forUpdate(db, query)).execute();
  return row && toUnmatchedPayment(row);
}

export async function listAssignedPayments(
  db: Db,
  orderId: string,
): Promise<readonly UnmatchedPayment[]> {
  const rows = await forUpdate(
    db,
    db
      .selectFrom("unmatched_payments")
      .select(["id", "data", "raw"])
      .where("order_id", "=", orderId),
  ).execute();
  return rows.map(toUnmatchedPayment);
}

export async function eraseUnmatchedPayment(
  db: Db,
  payment: UnmatchedPayment,
  at: number,
): Promise<void> {
  await db
    .updateTable("unmatched_payments")
    .set({ ...toRow(payment), erased_at: at })
    .where("id", "=", payment.id)
    .execute();
}
