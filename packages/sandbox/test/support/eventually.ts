import { vi } from "vitest";

/** Asks again until nothing is wrong with the answer. As patient as vitest's own `expect.poll` here. */
export const eventually = <T>(look: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(look, { timeout: 15_000, interval: 10 });
