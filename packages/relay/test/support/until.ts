import { until as untilWithin } from "../../../../test/support/until.ts";

/** Gives up a little before vitest does, so that the failure says what never happened. */
export const until = <T>(
  what: string,
  look: Parameters<typeof untilWithin<T>>[1],
  withinMs = 15_000,
): Promise<T> => untilWithin(what, look, withinMs);
