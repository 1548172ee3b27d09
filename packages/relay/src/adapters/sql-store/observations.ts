/** The history of an order's attempts; rows are added and never changed. */
import type { ObservationRecord } from "../../ports/store.ts";
import { observationDocument } from "./documents.ts";
import type { ObservationsTable } from "./schema.ts";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";

const insertRow = createStatement((db, row: Omit<ObservationsTable, "seq">) =>
  db.insertInto("observations").values({
    order_id: row.order_id,
    attempt_id: row.attempt_id,
    source: row.source,
    at: row.at,
    data: row.data,
    raw: row.raw,
  }),
);

export async function appendObservation(
  db: Db,
  record: ObservationRecord,
): Promise<void> {
  const { orderId, attemptId, source, at, observation, raw } = record;
  const data =
    observation === null
      ? null
      : observationDocument.encode(`of ${attemptId}`, observation);
  await insertRow(db, {
    order_id: orderId,
    attempt_id: attemptId,
    source,
    at,
    data,
    raw,
  });
}

export async function listObservations(
  db: Db,
  orderId: string,
): Promise<readonly ObservationRecord[]> {
  const rows = await db
    .selectFrom("observations")
    .selectAll()
    .where("order_id", "=", orderId)
    .orderBy("seq")
    .execute();
  return rows.map((row) => ({
    orderId: row.order_id,
    attemptId: row.attempt_id,
    source: row.source,
    at: row.at,
    observation:
      row.data === null
        ? null
        : observationDocument.decode(String(row.seq), row.data),
    // Drivers hand out Node's Buffer, which compares and prints differently.
    raw: row.raw === null ? null : new Uint8Array(row.raw),
  }));
}
