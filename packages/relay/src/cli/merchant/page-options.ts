/** Options of lists. */
import type { Option } from "../command.ts";

export const PAGE: Readonly<Record<string, Option>> = {
  limit: { about: "maximum number of results, 1 to 100 (default 20)" },
  cursor: { about: "continue from a previous list" },
};
export const PAGE_QUERY = ["limit", "cursor"];

/** A filter by one of these values: what the help says and what a shell completes come from the schema's own list. */
export const oneOf = (values: readonly string[], before = ""): Option => ({
  about: `${before}${values.slice(0, -1).join(", ")} or ${values.at(-1) ?? ""}`,
  hints: values,
});
