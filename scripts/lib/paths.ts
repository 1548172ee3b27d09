import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Returns an absolute path in the repository. */
export const at = (...parts: string[]): string => path.join(root, ...parts);

/** Where test steps of `npm test` write their results. */
export const resultsDir = at(".cache", "results");
