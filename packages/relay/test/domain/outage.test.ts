import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UP, WATCH_EVERY_MS, afterCheck } from "../../src/domain/outage.ts";
import type { Outage, Watch } from "../../src/domain/outage.ts";

/** What people are told of checks a minute apart: "u" responds, "d" does not. */
function told(checks: string): readonly (Outage & { readonly at: number })[] {
  let watch: Watch = UP;
  return checks.split("").flatMap((check, minute) => {
    const after = afterCheck(watch, check === "u", minute * WATCH_EVERY_MS);
    ({ watch } = after);
    return after.outage === null ? [] : [{ ...after.outage, at: minute }];
  });
}

const minutes = (count: number): number => count * WATCH_EVERY_MS;

describe("a provider that is asked every minute", () => {
  it.each(["uuuu", "udud", "uddudduddu"])(
    "is not down for a lost answer or two: %s",
    (checks) => {
      expect(told(checks)).toEqual([]);
    },
  );

  it("is down at the third check without an answer, since the first", () => {
    expect(told("uuddddd")).toEqual([
      { since: minutes(2), until: null, at: 4 },
    ]);
  });

  it("is back when it has answered for two minutes, since the first answer", () => {
    expect(told("ddduuuuuu")).toEqual([
      { since: 0, until: null, at: 2 },
      { since: 0, until: minutes(3), at: 5 },
    ]);
  });

  it("that answers now and then is down once", () => {
    expect(told("dddudduudduuu")).toEqual([
      { since: 0, until: null, at: 2 },
      { since: 0, until: minutes(10), at: 12 },
    ]);
  });

  it("is told down and back in turn, whatever it does", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("u", "d")), (checks) => {
        for (const [place, { until }] of told(checks.join("")).entries())
          expect(until === null).toBe(place % 2 === 0);
      }),
    );
  });
});
