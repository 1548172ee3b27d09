import { describe, expect, it, vi } from "vitest";
import type { Store, StoreTransaction } from "../../src/ports/store.ts";
import { callBack, paid, startPaying } from "../support/attempts.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

const READS = ["getOrder", "findOrderByAttempt"] as const;

interface Counted {
  /** Of an order, each transaction for itself; those outside transactions first. */
  readonly reads: number[];
  commits: number;
  /** How often an order was put into the words of the interface. */
  views: number;
}

function countReads(counted: Counted, target: Store | StoreTransaction): void {
  const place = counted.reads.push(0) - 1;
  for (const name of READS) {
    const read = target[name].bind(target);
    vi.spyOn(target, name).mockImplementation((id) => {
      counted.reads[place] = (counted.reads[place] ?? 0) + 1;
      return read(id);
    });
  }
}

/** Counts what is asked of the store from here on. */
function count({ store, deps }: TestRelay): Counted {
  const counted: Counted = { reads: [], commits: 0, views: 0 };
  const { merchant } = deps.settings;
  Object.defineProperty(deps.settings, "merchant", {
    get() {
      counted.views += 1;
      return merchant;
    },
  });
  countReads(counted, store);
  const transaction = store.transaction.bind(store);
  store.transaction = (work) => {
    counted.commits += 1;
    return transaction((tx) => {
      countReads(counted, tx);
      return work(tx);
    });
  };
  const leaseTasks = store.leaseTasks.bind(store);
  store.leaseTasks = (...asked) => {
    counted.commits += 1;
    return leaseTasks(...asked);
  };
  return counted;
}

describe("a callback that leads to a payment", () => {
  it("is two commits, each reads the order once at most, and the payment is put into words once", async () => {
    const { relay, attemptId } = await startPaying();
    relay.provider.onQuery = () => paid;
    const counted = count(relay);
    expect((await callBack(relay, attemptId)).status).toBe(200);
    await until("it is paid and settled", async () => {
      const task = await relay.store.nextTaskAt(
        "query_attempt",
        relay.clock.now() + 86_400_000,
      );
      return task === null && counted.commits >= 2;
    });
    const [outside, ...inside] = counted.reads;
    // The callback's, which takes the query along, and the response's.
    expect(counted.commits).toBe(2);
    expect(inside).toEqual([1, 1]);
    // Before and after the payment; the callback itself taught nothing.
    expect(counted.views).toBe(2);
    // The query is given the order that the callback's transaction has read.
    expect(outside).toBe(0);
  });
});
