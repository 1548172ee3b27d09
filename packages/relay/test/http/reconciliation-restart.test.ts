import { describe, expect, it, onTestFinished } from "vitest";
import type { Deps } from "../../src/use-cases/shared/deps.ts";
import { LONGEST_LEASE_MS } from "../../src/ports/store.ts";
import { createGate } from "../support/gate.ts";
import { paid } from "../support/attempts.ts";
import { paidOrder } from "../support/merchant.ts";
import {
  UNTIL_DUE_SECONDS,
  causes,
  readDay,
  script,
  untilEnded,
} from "../support/reconciling.ts";
import { assembleOn, forgetful } from "../support/restart.ts";
import { startTestRelay } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

async function startDay(count: number) {
  const relay = await startTestRelay();
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1)
    ids.push((await paidOrder(relay)).attemptId);
  script(
    relay,
    Object.fromEntries(ids.map((id) => [id, { kind: "not_found" }])),
  );
  relay.provider.queries.length = 0;
  return { relay, ids };
}

/** Another process over the same store. */
function replica(relay: TestRelay, changes: Partial<Deps> = {}) {
  const other = assembleOn({ ...forgetful(relay), ...changes });
  other.start();
  return other;
}

describe("a relay that dies while it compares a day", () => {
  it("is followed by one that goes on from there", async () => {
    const { relay, ids } = await startDay(6);
    const { provider } = relay;
    const { onQuery } = provider;
    let isDead = false;
    const silence = createGate();
    onTestFinished(() => {
      silence.open();
    });
    // Its process is gone in the middle of a query: no answer comes, nothing is settled.
    provider.onQuery = (...query) => {
      if (provider.queries.length === 4 && !isDead) {
        isDead = true;
        return silence.opened.then(() => paid);
      }
      return onQuery(...query);
    };
    relay.clock.advance(UNTIL_DUE_SECONDS);
    relay.relay.scheduler.poll();
    await until("it died", () => isDead || undefined);
    expect(await readDay(relay)).toMatchObject({
      state: "running",
      progress: { done: 3, total: 6 },
    });
    const next = replica(relay);
    // The lease of the dead one has to end first.
    relay.clock.advance(LONGEST_LEASE_MS / 1000);
    const ended = await until("the day is compared", async () => {
      next.scheduler.poll();
      const read = await readDay(relay);
      return read?.state === "finished" ? read : undefined;
    });
    expect(ended).toMatchObject({
      ...{ runs: 1, asked: { attempts: 6 } },
      differences: { open: 6, resolved: 0 },
    });
    // The one whose answer was lost is asked about once more, the others are not.
    const asked = (id: string) =>
      provider.queries.filter((each) => each === id);
    expect(ids.map((id) => asked(id).length).toSorted()).toEqual([
      ...[1, 1, 1, 1, 1, 2],
    ]);
  });
});

describe("two relays", () => {
  it("compare a day once", async () => {
    const { relay, ids } = await startDay(5);
    const other = replica(relay);
    relay.clock.advance(UNTIL_DUE_SECONDS);
    relay.relay.scheduler.poll();
    other.scheduler.poll();
    expect(await untilEnded(relay)).toMatchObject({ runs: 1 });
    expect(relay.provider.queries.toSorted()).toEqual(ids.toSorted());
    expect(await causes(relay)).toHaveLength(5);
  });
});

describe("a clock", () => {
  it("that was set ahead begins no day", async () => {
    const { relay } = await startDay(1);
    relay.clock.set(3 * 24 * 60 * 60);
    relay.relay.scheduler.poll();
    await until(
      "it was noticed",
      () => relay.logged().includes("no day is reconciled") || undefined,
    );
    expect(await readDay(relay)).toBeNull();
    relay.clock.set(-3 * 24 * 60 * 60);
    script(relay, {});
    relay.provider.onQuery = () => paid;
    relay.clock.advance(UNTIL_DUE_SECONDS);
    expect(await untilEnded(relay)).toMatchObject({ asked: { attempts: 1 } });
  });
});
