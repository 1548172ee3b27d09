/** What `npm run bench -- …` is told. */
import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";

export interface Options {
  /** Part of the name of what is measured; "" for all. */
  readonly only: string;
  /** Also what takes minutes. */
  readonly full: boolean;
  /** A directory for a CPU profile of each kind of request; null: none. */
  readonly profiles: string | null;
}

export function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      only: { type: "string", default: "" },
      full: { type: "boolean", default: false },
      profile: { type: "string" },
    },
  });
  const { only, full, profile: profiles = null } = values;
  if (profiles !== null) mkdirSync(profiles, { recursive: true });
  return { only, full, profiles };
}
