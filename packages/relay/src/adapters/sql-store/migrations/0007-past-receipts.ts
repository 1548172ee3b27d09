import { z } from "zod";
import type { ProviderId } from "../../../domain/attempt.ts";
import { normalizeReceipt } from "../../../domain/receipt.ts";
import type { Db } from "../statement.ts";
import type { Migration } from "./migration.ts";

/**
 * The receipts of what was paid before receipts of every method were claimed, so that none of them counts again; the
 * earlier payment keeps one that two name. Notices of counted payments are no money to give back.
 */
export const pastReceipts: Migration = {
  number: 7,
  name: "past-receipts",
  async up(_schema, _columns, db) {
    const payments: Paid[] = [];
    for (let last = ""; ;) {
      const rows = await db
        .selectFrom("attempts")
        .select(["id", "data"])
        .where("id", ">", last)
        .orderBy("id")
        .limit(BATCH)
        .execute();
      for (const { id, data } of rows) payments.push(...paidIn(id, data));
      const end = rows.at(-1);
      if (end === undefined) break;
      last = end.id;
    }
    payments.sort((a, b) => a.at - b.at);
    for (const { provider, receipt, attemptId } of payments)
      await claim(db, provider, receipt, attemptId);
    const known = await db.selectFrom("receipts").selectAll().execute();
    for (const { provider, receipt, attempt_id } of known) {
      await claim(db, provider, receipt, attempt_id);
      await db
        .deleteFrom("unmatched_payments")
        .where("id", "=", receipt)
        .execute();
    }
  },
};

const BATCH = 500;

interface Paid {
  readonly provider: ProviderId;
  readonly receipt: string;
  readonly attemptId: string;
  readonly at: number;
}

const paid = z.object({ at: z.int(), receipt: z.string().nullable() });
const attempt = z.object({
  plan: z.object({ provider: z.enum(["almara", "flexpay"]) }),
  facts: z.object({
    success: paid.nullable(),
    mismatch: paid.nullable(),
    payments: z.array(paid).default([]),
  }),
});

/** What can't be read is told of where it is used. */
function paidIn(attemptId: string, data: string): readonly Paid[] {
  const { success, data: read } = attempt.safeParse(parseJson(data));
  if (!success) return [];
  const { plan, facts } = read;
  return [facts.success, facts.mismatch, ...facts.payments].flatMap((each) =>
    each === null || each.receipt === null
      ? []
      : [
          {
            provider: plan.provider,
            receipt: each.receipt,
            attemptId,
            at: each.at,
          },
        ],
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function claim(
  db: Db,
  provider: ProviderId,
  receipt: string,
  attempt_id: string,
): Promise<void> {
  const name = normalizeReceipt(receipt);
  if (name === null) return;
  await db
    .insertInto("receipts")
    .values({ provider, receipt: name, attempt_id })
    .onConflict((conflict) =>
      conflict.columns(["provider", "receipt"]).doNothing(),
    )
    .execute();
}
