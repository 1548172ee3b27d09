/** The version in this package's `package.json`. */
import { readFileSync } from "node:fs";
import { z } from "zod";

export function readVersion(): string {
  const file = new URL("../package.json", import.meta.url);
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(file, "utf8")));
  return version;
}
