import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** An absolute path of something in the repository. */
export const at = (...parts: string[]): string => path.join(root, ...parts);

/** Where each step of `npm test` that counts tests leaves its results. */
export const resultsDir = at(".cache", "results");
