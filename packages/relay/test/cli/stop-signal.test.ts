import { beforeEach, describe, expect, it } from "vitest";
import { createStopSignal } from "../../src/cli/stop-signal.ts";
import type { StopSignal } from "../../src/cli/stop-signal.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { FakeProcess } from "./cli-context.ts";

let target: FakeProcess;
let clock: ManualClock;
let stop: StopSignal;

beforeEach(() => {
  target = new FakeProcess();
  clock = new ManualClock("2026-11-21T09:00:00Z");
  stop = createStopSignal(target, () => clock.now());
});

describe("createStopSignal", () => {
  it.each(["SIGHUP", "SIGINT", "SIGTERM"])("is asked by %s", async (signal) => {
    target.emit(signal);
    expect(await stop.requested).toBe(signal);
    expect(target.exits).toEqual([]);
  });

  it.each([
    ["SIGHUP", 129],
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ])("leaves at once at a second %s", (signal, code) => {
    target.emit("SIGINT");
    clock.advance(1);
    target.emit(signal);
    expect(target.exits).toEqual([code]);
  });

  it("takes what a terminal and a parent send together for one wish", () => {
    target.emit("SIGINT");
    clock.advance(0.1);
    target.emit("SIGINT");
    target.emit("SIGTERM");
    expect(target.exits).toEqual([]);
  });

  it("lets go of the process", () => {
    stop.release();
    expect(target.eventNames()).toEqual([]);
  });
});
