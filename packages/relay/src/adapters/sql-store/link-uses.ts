/** What the orders of payment links come to: one row for each, derived at each write of the order. */
import { sql } from "kysely";
import { linkUseOf } from "../../domain/link-use.ts";
import type { LinkUse } from "../../domain/link-use.ts";
import type { Order } from "../../domain/order.ts";
import type { LinkFigures } from "../../domain/payment-link.ts";
import { isSameValue } from "../../domain/same-value.ts";
import type { LinkUsesTable } from "./schema.ts";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";

const put = createStatement((db, row: LinkUsesTable) => {
  const columns = {
    state: row.state,
    units: row.units,
    currency: row.currency,
    value: row.value,
    paid_at: row.paid_at,
  };
  return db
    .insertInto("link_uses")
    .values({ link_id: row.link_id, order_id: row.order_id, ...columns })
    .onConflict((conflict) =>
      conflict.columns(["link_id", "order_id"]).doUpdateSet(columns),
    );
});

/** `stored`: the order as it is stored, where the transaction knows it. */
export async function putLinkUse(
  db: Db,
  order: Order,
  stored?: Order,
): Promise<void> {
  const use = linkUseOf(order);
  if (use === undefined) return;
  if (stored !== undefined && isSameValue(linkUseOf(stored), use)) return;
  await put(db, toRow(use));
}

const toRow = (use: LinkUse): LinkUsesTable => ({
  link_id: use.linkId,
  order_id: use.orderId,
  state: use.state,
  units: use.units,
  currency: use.currency,
  value: use.value,
  paid_at: use.paidAt,
});

/** `except`: an order that does not count; empty for none. */
const selectLinkFigures = (
  db: Db,
  { linkId, except }: { readonly linkId: string; readonly except: string },
) =>
  db
    .selectFrom("link_uses")
    .select([
      "state",
      "currency",
      sql<number>`cast(count(*) as bigint)`.as("orders"),
      sql<number>`cast(sum(units) as bigint)`.as("units"),
      sql<number>`cast(sum(value) as bigint)`.as("value"),
      sql<number | null>`cast(max(paid_at) as bigint)`.as("last_paid_at"),
    ])
    .where("link_id", "=", linkId)
    .where("order_id", "!=", except)
    .groupBy(["state", "currency"]);

const readFigures = createStatement(selectLinkFigures);

export async function readLinkFigures(
  db: Db,
  linkId: string,
  except = "",
): Promise<LinkFigures> {
  const { rows } = await readFigures(db, { linkId, except });
  const sum = (
    state: LinkUse["state"] | null,
    read: (row: (typeof rows)[number]) => number,
  ): number =>
    rows
      .filter((row) => state === null || row.state === state)
      .reduce((total, row) => total + read(row), 0);
  const paid = rows.filter(({ state }) => state === "paid");
  const last = Math.max(...paid.map((row) => row.last_paid_at ?? 0), 0);
  return {
    orders: sum(null, ({ orders }) => orders),
    pending: sum("pending", ({ orders }) => orders),
    paid: sum("paid", ({ orders }) => orders),
    unitsPending: sum("pending", ({ units }) => units),
    unitsPaid: sum("paid", ({ units }) => units),
    sums: paid
      .map(({ currency, value }) => ({ currency, value }))
      .toSorted((a, b) => (a.currency < b.currency ? -1 : 1)),
    lastPaidAt: last === 0 ? null : last,
  };
}
