import { bench } from "./bench.ts";
import { build } from "./build.ts";
import { docs } from "./docs.ts";
import { format } from "./format.ts";
import { generate } from "./generate.ts";
import { malipo } from "./malipo.ts";
import { mutation } from "./mutation.ts";
import { snapshots } from "./snapshots.ts";
import { start } from "./start.ts";
import { testLong } from "./test-long.ts";
import { test } from "./test.ts";

/** What the scripts of the root package.json name. Each resolves with the exit code. */
export const tasks: Record<
  string,
  (args: readonly string[]) => Promise<number>
> = {
  bench,
  build,
  docs,
  format,
  generate,
  malipo,
  snapshots,
  start,
  test,
  "test:long": testLong,
  "test:mutation": mutation,
};
