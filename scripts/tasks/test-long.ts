import { mutation } from "./mutation.ts";

/** What takes too long to run with every change. */
export const testLong = (): Promise<number> => mutation([]);
