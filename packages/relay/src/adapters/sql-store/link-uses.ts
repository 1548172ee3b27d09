/**
 * What the orders of payment links come to: a row for each order, and the rows of each link added up, so that a link that
 * thousands have opened is read as quickly as a new one. Both are written at the end of a transaction, in one order:
 * others that count in the same row wait the shortest time, and never for each other.
 */
import { linkUseOf } from "../../domain/link-use.ts";
import type { LinkUse } from "../../domain/link-use.ts";
import type { Order } from "../../domain/order.ts";
import type { LinkFigures } from "../../domain/payment-link.ts";
import { isSameValue } from "../../domain/same-value.ts";
import type { OrderChange } from "./noted-orders.ts";
import type { LinkFiguresTable, LinkUsesTable } from "./derived-schema.ts";
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

const add = createStatement((db, row: LinkFiguresTable) =>
  db
    .insertInto("link_figures")
    .values({
      link_id: row.link_id,
      state: row.state,
      currency: row.currency,
      orders: row.orders,
      units: row.units,
      value: row.value,
      last_paid_at: row.last_paid_at,
    })
    .onConflict((conflict) =>
      conflict.columns(["link_id", "state", "currency"]).doUpdateSet((eb) => ({
        orders: eb("link_figures.orders", "+", eb.ref("excluded.orders")),
        units: eb("link_figures.units", "+", eb.ref("excluded.units")),
        value: eb("link_figures.value", "+", eb.ref("excluded.value")),
        last_paid_at: eb
          .case()
          .when(
            "excluded.last_paid_at",
            ">",
            eb.ref("link_figures.last_paid_at"),
          )
          .then(eb.ref("excluded.last_paid_at"))
          .else(eb.ref("link_figures.last_paid_at"))
          .end(),
      })),
    ),
);

export async function countLinkUses(
  db: Db,
  changes: Iterable<OrderChange>,
): Promise<void> {
  const rows = new Map<string, LinkFiguresTable>();
  for (const { before, after } of changes) {
    const [use, known] = [linkUseOf(after), before && linkUseOf(before)];
    if (use === undefined || isSameValue(use, known)) continue;
    await put(db, toRow(use));
    if (known !== undefined) addUp(rows, toFigures(known, -1));
    addUp(rows, toFigures(use, 1));
  }
  const changed = [...rows].filter(
    ([, { orders, units, value }]) =>
      orders !== 0 || units !== 0 || value !== 0,
  );
  for (const [, row] of changed.toSorted(([a], [b]) => (a < b ? -1 : 1)))
    await add(db, row);
}

function addUp(
  rows: Map<string, LinkFiguresTable>,
  row: LinkFiguresTable,
): void {
  const key = JSON.stringify([row.link_id, row.state, row.currency]);
  const known = rows.get(key);
  rows.set(key, {
    ...row,
    orders: row.orders + (known?.orders ?? 0),
    units: row.units + (known?.units ?? 0),
    value: row.value + (known?.value ?? 0),
    last_paid_at: Math.max(row.last_paid_at, known?.last_paid_at ?? 0),
  });
}

const toFigures = (use: LinkUse, sign: 1 | -1): LinkFiguresTable => ({
  link_id: use.linkId,
  state: use.state,
  currency: use.currency,
  orders: sign,
  units: sign * use.units,
  value: sign * use.value,
  last_paid_at: use.state === "paid" ? (use.paidAt ?? 0) : 0,
});

/** For the migration that makes the rows of what was there before. */
export async function putLinkUse(db: Db, order: Order): Promise<void> {
  const use = linkUseOf(order);
  if (use !== undefined) await put(db, toRow(use));
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

/** The figures stay: it was opened. */
export async function removeLinkUse(
  db: Db,
  { id, source }: Pick<Order, "id" | "source">,
): Promise<void> {
  if (source.type !== "payment_link") return;
  await db
    .deleteFrom("link_uses")
    .where("link_id", "=", source.paymentLink)
    .where("order_id", "=", id)
    .execute();
}

const selectFigures = createStatement((db, { linkId }: { linkId: string }) =>
  db.selectFrom("link_figures").selectAll().where("link_id", "=", linkId),
);

const selectUse = createStatement(
  (db, given: { readonly linkId: string; readonly orderId: string }) =>
    db
      .selectFrom("link_uses")
      .select(["state", "currency", "units", "value"])
      .where("link_id", "=", given.linkId)
      .where("order_id", "=", given.orderId),
);

/** `except`: an order that does not count. */
export async function readLinkFigures(
  db: Db,
  linkId: string,
  except?: string,
): Promise<LinkFigures> {
  const { rows: stored } = await selectFigures(db, { linkId });
  const own =
    except === undefined
      ? undefined
      : (await selectUse(db, { linkId, orderId: except })).rows[0];
  const rows = stored
    .map((row) =>
      own?.state === row.state && own.currency === row.currency
        ? {
            ...row,
            orders: row.orders - 1,
            units: row.units - own.units,
            value: row.value - own.value,
          }
        : row,
    )
    .filter(({ orders }) => orders > 0);
  const sum = (
    state: LinkUse["state"] | null,
    name: "orders" | "units",
  ): number =>
    rows
      .filter((row) => state === null || row.state === state)
      .reduce((total, row) => total + row[name], 0);
  const paid = rows.filter(({ state }) => state === "paid");
  const last = Math.max(...paid.map((row) => row.last_paid_at), 0);
  return {
    orders: sum(null, "orders"),
    pending: sum("pending", "orders"),
    paid: sum("paid", "orders"),
    unitsPending: sum("pending", "units"),
    unitsPaid: sum("paid", "units"),
    sums: paid
      .map(({ currency, value }) => ({ currency, value }))
      .toSorted((a, b) => (a.currency < b.currency ? -1 : 1)),
    lastPaidAt: last === 0 ? null : last,
  };
}
