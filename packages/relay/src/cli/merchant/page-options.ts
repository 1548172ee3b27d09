/** Options of lists that come in pages. */
import type { Option } from "../command.ts";

export const PAGE: Readonly<Record<string, Option>> = {
  limit: { about: "maximum number of results, 1 to 100 (default 20)" },
  cursor: { about: "continue from a previous list" },
};
export const PAGE_QUERY = ["limit", "cursor"];
