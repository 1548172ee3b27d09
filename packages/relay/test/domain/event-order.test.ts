import { describe, expect, it } from "vitest";
import { attemptStatus, blocksNewAttempt } from "../../src/domain/attempt.ts";
import type { Attempt } from "../../src/domain/attempt.ts";
import { withSequence, lastSequence } from "../../src/domain/event-order.ts";
import { join } from "../../src/domain/join.ts";
import type { Observation } from "../../src/domain/observation.ts";
import { T0, anAttempt, seen } from "./fixtures.ts";

const DAY = 86_400_000;

/** A course of events, each at the moment that a clock shows which nobody can trust. */
class Course {
  attempt: Attempt = anAttempt([seen.accepted()], { phone: null });

  store(kind: "cancel_requested" | "deadline", at: number): this {
    return this.#add({ kind, at });
  }

  ask(): number {
    return lastSequence({ attempts: [this.attempt] });
  }

  answer(
    kind: "pending" | "timed_out" | "not_found",
    at: number,
    since = this.ask(),
  ): this {
    return this.#add({ kind, at, since });
  }

  #add(observation: Observation): this {
    const { attempt } = this;
    const placed = withSequence({ attempts: [attempt] }, observation);
    this.attempt = join(attempt, placed);
    return this;
  }
}

describe("the order of events", () => {
  it.each([0, 600_000, DAY, -DAY])(
    "and not the clock says what came after: clock off by %i ms",
    (off) => {
      const T = T0 + 10_000;
      const before = new Course().answer("pending", T + off);
      expect(
        attemptStatus(before.store("cancel_requested", T).attempt),
      ).not.toBe("cancelled");
      expect(attemptStatus(before.answer("pending", T - DAY).attempt)).toBe(
        "cancelled",
      );

      const underWay = new Course();
      const since = underWay.ask();
      underWay.store("cancel_requested", T).answer("pending", T + off, since);
      expect(attemptStatus(underWay.attempt)).not.toBe("cancelled");

      const timedOut = new Course();
      const first = timedOut.ask();
      timedOut
        .answer("timed_out", T, first)
        .answer("timed_out", T + off, first);
      expect(attemptStatus(timedOut.attempt)).not.toBe("expired");
      expect(attemptStatus(timedOut.answer("timed_out", T).attempt)).toBe(
        "expired",
      );

      const lapsing = new Course().answer("pending", T + 90_000 + off);
      expect(attemptStatus(lapsing.store("deadline", T).attempt)).toBe(
        "unconfirmed",
      );
      expect(blocksNewAttempt(lapsing.attempt)).toBe(true);
      lapsing.answer("not_found", T - DAY);
      expect(blocksNewAttempt(lapsing.attempt)).toBe(false);
      expect(attemptStatus(lapsing.answer("pending", T - DAY).attempt)).toBe(
        "expired",
      );
    },
  );

  it("goes on from what an older version stored", () => {
    const old = anAttempt([seen.accepted(), seen.pending(40)]);
    const cancel = withSequence(
      { attempts: [old] },
      { kind: "cancel_requested", at: T0 + 20_000 },
    );
    const after = join(old, cancel);
    expect(attemptStatus(after)).toBe("awaiting_payer");
    const since = lastSequence({ attempts: [after] });
    expect(attemptStatus(join(after, { kind: "pending", at: T0, since }))).toBe(
      "cancelled",
    );
  });
});
