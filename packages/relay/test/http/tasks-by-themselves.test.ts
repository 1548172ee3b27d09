import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TASK_KINDS, TASK_PRIORITY } from "../../src/domain/task.ts";
import type { StoreTransaction, Task } from "../../src/ports/store.ts";
import { onAttempt, pending, untilPaid } from "../support/attempts.ts";
import { FULL, startWaiting } from "../support/flexpay.ts";
import { startTestRelay } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

type Put = (tx: StoreTransaction, task: Task, now: number) => Promise<void>;

/** Every way in which a transaction leaves a task to be done. */
const WAYS: Readonly<Record<string, Put>> = {
  put: (tx, task) => tx.putTask(task),
  "run sooner": (tx, task) => tx.runSooner(task),
  ensured: (tx, task) => tx.ensureTask(task),
  "put later, then run sooner": async (tx, task) => {
    await tx.putTask({ ...task, dueAt: task.dueAt + 3_600_000 });
    await tx.runSooner(task);
  },
  "settled to come next": async (tx, task, now) => {
    const held = await tx.leaseTask(task, now, 60_000);
    if (held !== null) await tx.settleTask(held, task);
  },
  "asked for while it was held": async (tx, task, now) => {
    const held = await tx.leaseTask(task, now, 60_000);
    await tx.runSooner(task);
    if (held !== null) await tx.settleTask(held, null);
  },
};

const wish = fc.record({
  kind: fc.constantFrom(...TASK_KINDS),
  way: fc.constantFrom(...Object.keys(WAYS)),
  dueInMs: fc.constantFrom(-1_000, 0, 1, 20),
  priority: fc.constantFrom(...Object.values(TASK_PRIORITY)),
});

let subjects = 0;

async function allDone(relay: TestRelay): Promise<boolean> {
  const now = relay.clock.now();
  const times = await Promise.all(
    TASK_KINDS.map((kind) => relay.store.nextTaskAt(kind, now)),
  );
  return times.every((at) => at === null || at > now);
}

describe("a task", () => {
  it("of any kind that a transaction leaves runs when it is due, without another call", async () => {
    const relay = await startTestRelay();
    await fc.assert(
      fc.asyncProperty(
        fc.array(wish, { minLength: 1, maxLength: 4 }),
        async (wishes) => {
          await relay.store.transaction(async (tx) => {
            for (const { kind, way, dueInMs, priority } of wishes) {
              const now = relay.clock.now();
              const subject = `subject-${(subjects += 1)}`;
              const task = { kind, subject, priority, dueAt: now + dueInMs };
              await WAYS[way]?.(tx, task, now);
            }
          });
          // Only the clock moves: nobody tells the scheduler.
          relay.clock.advance(0.02);
          await until("all of them", () => allDone(relay));
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);

  it("that Check now puts looks for the payer's transfer at once", async () => {
    const { relay, transfers, order, attemptId, code } = await startWaiting();
    relay.flexpay.onQuery = () => pending;
    relay.clock.advance(6);
    transfers.send(code, FULL);
    const answer = await onAttempt(relay, order, attemptId, "check");
    expect(answer.status).toBe(200);
    await untilPaid(relay, order);
  });
});
