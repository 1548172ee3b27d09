/** Orders that are partly paid while the rest can still come: one row for each, derived at each write of the order. */
import { sql } from "kysely";
import { openBalanceOf } from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import { isSameValue } from "../../domain/same-value.ts";
import type { StoreFigures } from "../../ports/store-figures.ts";
import type { OpenBalancesTable } from "./derived-schema.ts";
import { createStatement } from "./statement.ts";
import type { Db } from "./statement.ts";

const put = createStatement((db, row: OpenBalancesTable) => {
  const columns = { currency: row.currency, paid: row.paid, due: row.due };
  return db
    .insertInto("open_balances")
    .values({ order_id: row.order_id, ...columns })
    .onConflict((conflict) => conflict.column("order_id").doUpdateSet(columns));
});

const remove = createStatement((db, { id }: { id: string }) =>
  db.deleteFrom("open_balances").where("order_id", "=", id),
);

/** `stored`: the order as it is stored, where the transaction knows it. */
export async function updateOpenBalance(
  db: Db,
  order: Order,
  stored: Order | undefined,
): Promise<void> {
  const balance = openBalanceOf(order);
  if (stored !== undefined && isSameValue(openBalanceOf(stored), balance))
    return;
  if (balance === undefined) await remove(db, { id: order.id });
  else await putOpenBalance(db, order);
}

/** Does nothing for an order without one. */
export async function putOpenBalance(db: Db, order: Order): Promise<void> {
  const balance = openBalanceOf(order);
  if (balance === undefined) return;
  await put(db, {
    order_id: order.id,
    currency: balance.paid.currency,
    paid: balance.paid.value,
    due: balance.due.value,
  });
}

const addUp = createStatement((db) =>
  db
    .selectFrom("open_balances")
    .select([
      "currency",
      sql<number>`cast(count(*) as bigint)`.as("count"),
      sql<number>`cast(sum(paid) as bigint)`.as("paid"),
      sql<number>`cast(sum(due) as bigint)`.as("due"),
    ])
    .groupBy("currency")
    .orderBy("currency"),
);

export const readOpenBalances = async (
  db: Db,
): Promise<StoreFigures["openBalances"]> => {
  const { rows } = await addUp(db, {});
  return rows.map(({ currency, count, paid, due }) => ({
    count,
    paid: { value: paid, currency },
    due: { value: due, currency },
  }));
};
