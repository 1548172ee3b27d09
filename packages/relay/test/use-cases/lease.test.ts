import { describe, expect, it, onTestFinished } from "vitest";
import type { Store, Task } from "../../src/ports/store.ts";
import { holdingLease } from "../../src/use-cases/shared/lease.ts";
import { sqliteFileOfTest } from "../adapters/sql-store/sqlite-files.ts";
import { HandTimers } from "../support/hand-timers.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { MemoryLog } from "../support/memory-log.ts";
import { until } from "../support/until.ts";

const SOON_MS = 5_000;

async function startFailedTask(failures: number) {
  const { open } = await sqliteFileOfTest();
  const store: Store = await open();
  onTestFinished(() => store.close());
  const clock = new ManualClock("2026-11-21T09:00:00Z");
  const [timers, log] = [new HandTimers(), new MemoryLog()];
  const task: Task = {
    kind: "query_attempt",
    subject: "a",
    dueAt: clock.now(),
    priority: 0,
  };
  await store.transaction((tx) => tx.putTask(task));
  const [leased] = await store.leaseTasks(task.kind, clock.now(), 120_000, 1);
  if (leased === undefined) throw new Error("nothing was leased");
  let tries = 0;
  const transaction: Store["transaction"] = (work) =>
    (tries += 1) <= failures
      ? Promise.reject(new Error("the store is down"))
      : store.transaction(work);
  const deps = { store: { ...store, transaction }, clock, timers, log };
  await expect(
    holdingLease(deps, leased, () => Promise.reject(new Error("no query"))),
  ).rejects.toThrow("no query");
  const nextTry = async () => {
    const before = tries;
    timers.run(SOON_MS);
    await until("a try", () => tries > before);
    await new Promise((resolve) => setImmediate(resolve));
  };
  const dueAfterMs = async () => {
    const at = await store.nextTaskAt(task.kind, clock.now());
    return at === null ? null : at - clock.now();
  };
  return { timers, log, nextTry, dueAfterMs, tries: () => tries };
}

describe("a task that failed", () => {
  it("is due again half a minute later", async () => {
    const { dueAfterMs, timers } = await startFailedTask(0);
    expect(await dueAfterMs()).toBe(30_000);
    expect(timers.waiting.size).toBe(0);
  });

  it("is due again soon after a store that was down is back", async () => {
    const { dueAfterMs, nextTry, log, timers } = await startFailedTask(3);
    await nextTry();
    await nextTry();
    expect(await dueAfterMs()).toBeNull();
    await nextTry();
    await until("it is settled", async () => (await dueAfterMs()) === 30_000);
    expect(timers.waiting.size).toBe(0);
    expect(log.messages("warn")).toHaveLength(1);
  });

  it("is left to the end of its lease where the store stays down", async () => {
    const { nextTry, timers, tries } = await startFailedTask(1_000);
    while (timers.waiting.size > 0) await nextTry();
    expect(tries()).toBe(1 + 120_000 / SOON_MS);
  });
});
