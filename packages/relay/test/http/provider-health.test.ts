import { beforeEach, describe, expect, it } from "vitest";
import { createProviderHealth } from "../../src/http/ops/provider-health.ts";
import type { ReadProviderHealth } from "../../src/http/ops/provider-health.ts";
import type { CheckHealth } from "../../src/ports/provider-health.ts";
import { createGate } from "../support/gate.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { MemoryLog } from "../support/memory-log.ts";
import { START, startTestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

let clock: ManualClock;
let log: MemoryLog;
beforeEach(() => {
  clock = new ManualClock(START);
  log = new MemoryLog();
});

function read(almara: CheckHealth, waitMs = 4_000): ReadProviderHealth {
  const checks = { almara, flexpay: null };
  return createProviderHealth({ checks, clock, log, waitMs });
}

describe("the health of the providers", () => {
  it("is asked once in half a minute, however many want to know", async () => {
    let [asked, isUp] = [0, true];
    const health = read(() => {
      asked += 1;
      return Promise.resolve(isUp);
    });
    const up = { almara: "up", flexpay: "not_configured" };
    expect(await Promise.all([health(), health(), health()])).toEqual([
      up,
      up,
      up,
    ]);
    isUp = false;
    clock.advance(29);
    expect(await health()).toEqual(up);
    expect(asked).toBe(1);
    clock.advance(1);
    expect(await health()).toEqual({ ...up, almara: "down" });
    expect(asked).toBe(2);
  });

  it("is reported without waiting for a provider that hangs", async () => {
    const gate = createGate<boolean>();
    let asked = 0;
    const health = read(() => {
      asked += 1;
      return gate.opened;
    }, 10);
    expect((await health())["almara"]).toBe("unknown");
    clock.advance(31);
    expect((await health())["almara"]).toBe("unknown");
    expect(asked).toBe(1);
    gate.open(true);
    await until(
      "the answer is known",
      async () => (await health())["almara"] === "up",
    );
  });

  it("is logged when it changes, and only then", async () => {
    let isUp = false;
    const health = read(() => Promise.resolve(isUp));
    for (const next of [false, true, true]) {
      await health();
      isUp = next;
      clock.advance(30);
    }
    await health();
    expect(log.messages("warn")).toEqual(["the provider is not responding"]);
    expect(log.messages("info")).toEqual(["the provider is responding again"]);
  });

  it("stands in /readyz", async () => {
    const relay = await startTestRelay({ asleep: true });
    const answer = await relay.request("/readyz");
    expect([answer.status, answer.body]).toMatchObject([
      200,
      { providers: { almara: "not_configured", flexpay: "not_configured" } },
    ]);
  });
});
