/** The event loop's timers; they don't keep the process alive. */
import type { Timers } from "../../ports/timers.ts";

export const systemTimers: Timers = {
  after(ms, work) {
    const timer = setTimeout(work, ms);
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
};
