/** Lets time go on at once: leases end, keys and retries become due, and nobody waits for it. */

const RealDate = Date;
let aheadMs = 0;

class AheadDate extends RealDate {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(AheadDate.now());
    else super(...(given as [number]));
  }

  static override now(): number {
    return RealDate.now() + aheadMs;
  }
}

const steadyNow = performance.now.bind(performance);

/** From here on the clocks of this process, the steady one too, are so far ahead of the machine's. */
export function setClockAhead(ms: number): void {
  aheadMs = ms;
  performance.now = () => steadyNow() + aheadMs;
  globalThis.Date = ms === 0 ? RealDate : (AheadDate as DateConstructor);
}
