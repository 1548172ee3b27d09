/** Payment links, stored whole. */
import type { PaymentLink } from "../../domain/payment-link.ts";
import type { Page, PageRequest } from "../../ports/page.ts";
import { comesAfter, readPageRequest, toPage } from "./cursor.ts";
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

export async function listPaymentLinks(
  db: Db,
  page: PageRequest,
): Promise<Page<PaymentLink>> {
  const { rows: limit, after } = readPageRequest(page);
  let query = db
    .selectFrom("payment_links")
    .select(["id", "data"])
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit);
  if (after !== undefined) query = query.where(comesAfter(after));
  const found = await query.execute();
  return toPage(
    found.map(({ id, data }) => paymentLinkDocument.decode(id, data)),
    page.limit,
  );
}
