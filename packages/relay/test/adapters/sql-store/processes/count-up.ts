/**
 * Raises one order's version again and again, leases tasks beside it, and prints what it leased.
 * Arguments: database file, order id, how many times.
 */
import { LONGEST_LEASE_MS } from "../../../../src/ports/store.ts";
import { openSqlStore } from "../../../../src/adapters/sql-store/open.ts";

const AT_ONCE = 4;
const FAR = LONGEST_LEASE_MS;
const [file = "", orderId = "", times = "0"] = process.argv.slice(2);

const store = await openSqlStore(`sqlite:${file}`);
let left = Number(times);

async function countUp(): Promise<void> {
  while (left > 0) {
    left -= 1;
    await store.transaction(async (tx) => {
      const before = await tx.getOrder(orderId);
      if (before === undefined) throw new Error("the order is there");
      await tx.updateOrder({
        ...before,
        version: before.version + 1,
        tokenEpoch: before.tokenEpoch + 1,
      });
    });
    for (const { subject } of await store.leaseTasks(
      "query_attempt",
      1,
      FAR,
      3,
    ))
      console.log(subject);
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, countUp));
await store.close();
