import { describe, expect, it } from "vitest";
import { ClockSteps } from "../../src/use-cases/shared/clock-steps.ts";
import { ManualClock } from "../support/manual-clock.ts";

const HOUR = 3_600;
const make = () => {
  const clock = new ManualClock("2026-11-21T09:00:00Z");
  return { clock, steps: new ClockSteps(clock) };
};

describe("a clock", () => {
  it("is believed while it runs, however long nobody looks, and after small steps", () => {
    const { clock, steps } = make();
    clock.advance(400 * 24 * HOUR);
    expect(steps.isDoubtful()).toBe(false);
    for (const step of [HOUR - 1, -HOUR, 30, -24 * HOUR]) {
      clock.set(step);
      expect(steps.isDoubtful()).toBe(false);
    }
  });

  it("that was set ahead is believed six hours later, or once it is set back", () => {
    const { clock, steps } = make();
    clock.set(HOUR);
    expect(steps.isDoubtful()).toBe(true);
    clock.advance(6 * HOUR - 1);
    expect(steps.isDoubtful()).toBe(true);
    clock.advance(1);
    expect(steps.isDoubtful()).toBe(false);
    clock.set(100 * HOUR);
    expect(steps.isDoubtful()).toBe(true);
    clock.set(-100 * HOUR);
    expect(steps.isDoubtful()).toBe(false);
  });
});
