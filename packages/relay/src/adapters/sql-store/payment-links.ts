/** Payment links, stored whole. */
import type { PaymentLink } from "../../domain/payment-link.ts";
import type { Page, PageRequest } from "../../ports/page.ts";
import { comesAfter, encodeCursor, readPageRequest, toPage } from "./cursor.ts";
import type { Position } from "./cursor.ts";
import { forUpdate } from "./locks.ts";
import { paymentLinkDocument } from "./payment-link-document.ts";
import type { Db } from "./statement.ts";

export async function putPaymentLink(db: Db, link: PaymentLink): Promise<void> {
  const columns = {
    created_at: link.createdAt,
    data: paymentLinkDocument.encode(link.id, link),
  };
  await db
    .insertInto("payment_links")
    .values({ id: link.id, ...columns })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(columns))
    .execute();
}

export async function getPaymentLink(
  db: Db,
  id: string,
  lock: "lock" | null = null,
): Promise<PaymentLink | undefined> {
  const query = db
    .selectFrom("payment_links")
    .select("data")
    .where("id", "=", id);
  const row = await (
    lock === null ? query : forUpdate(db, query)
  ).executeTakeFirst();
  return row === undefined
    ? undefined
    : paymentLinkDocument.decode(id, row.data);
}

/** So many are looked at for one page, whatever they are accepted by. */
const MOST_LOOKED_AT = 2_000;
const BATCH = 200;

export async function listPaymentLinks(
  db: Db,
  page: PageRequest,
  accepts?: (link: PaymentLink) => boolean | Promise<boolean>,
): Promise<Page<PaymentLink>> {
  const { rows, after } = readPageRequest(page);
  if (accepts === undefined)
    return toPage(await selectAfter(db, after, rows), page.limit);
  const found: PaymentLink[] = [];
  let last = after;
  for (let lookedAt = 0; lookedAt < MOST_LOOKED_AT; lookedAt += BATCH) {
    const batch = await selectAfter(db, last, BATCH);
    for (const link of batch) {
      if (await accepts(link)) found.push(link);
      if (found.length === rows) return toPage(found, page.limit);
    }
    last = batch.at(-1);
    if (last === undefined || batch.length < BATCH)
      return { items: found, nextCursor: null };
  }
  return {
    items: found,
    nextCursor: last === undefined ? null : encodeCursor(last),
  };
}

async function selectAfter(
  db: Db,
  after: Position | undefined,
  rows: number,
): Promise<PaymentLink[]> {
  let query = db
    .selectFrom("payment_links")
    .select(["id", "data"])
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(rows);
  if (after !== undefined) query = query.where(comesAfter(after));
  const found = await query.execute();
  return found.map(({ id, data }) => paymentLinkDocument.decode(id, data));
}
