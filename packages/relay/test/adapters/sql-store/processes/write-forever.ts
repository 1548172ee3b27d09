/**
 * Commits orders as fast as it can and prints the id of each once its commit was acknowledged, until
 * it is killed. Arguments: database file, prefix of the ids.
 */
import { writeSync } from "node:fs";
import { openSqlStore } from "../../../../src/adapters/sql-store/open.ts";
import type { Store } from "../../../../src/ports/store.ts";
import { anAttempt, anOrder, seen } from "../../../domain/fixtures.ts";

const AT_ONCE = 6;
const [file = "", prefix = ""] = process.argv.slice(2);

async function write(store: Store, id: string): Promise<void> {
  const attempt = anAttempt([], { id: `attempt ${id}`, orderId: id });
  const order = anOrder({ id, attempts: [attempt] });
  await store.transaction((tx) => tx.insertOrder(order));
  await store.transaction(async (tx) => {
    const before = await tx.getOrder(id);
    if (before === undefined) throw new Error("the order was committed");
    await tx.appendObservation({
      orderId: id,
      attemptId: attempt.plan.id,
      source: "callback",
      at: 1,
      observation: seen.succeeded(),
      raw: new Uint8Array(300),
    });
    await tx.updateOrder({
      ...before,
      version: 2,
      attempts: [anAttempt([seen.succeeded()], attempt.plan)],
    });
    await tx.putTask({
      kind: "order_expiry",
      subject: id,
      dueAt: 1,
    });
  });
  // Straight to the pipe: what was printed must have left the process before the kill.
  writeSync(1, `${id}\n`);
}

const store = await openSqlStore(`sqlite:${file}`);
await Promise.all(
  Array.from({ length: AT_ONCE }, async (_, lane) => {
    for (let n = 0; ; n += 1)
      await write(store, `${prefix}-${String(lane)}-${String(n)}`);
  }),
);
