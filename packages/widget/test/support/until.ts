import { waitUntil } from "@open-wc/testing";

/** Patient with a busy machine, but gives up before Mocha does, so that the failure says what never happened. */
export const until = (check: () => unknown, what: string): Promise<void> =>
  waitUntil(check, what, { interval: 10, timeout: 8000 });
