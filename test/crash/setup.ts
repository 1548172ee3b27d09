/** For all crash tests of a run: the relay's process in one file, and a PostgreSQL server. */
import path from "node:path";
import type { TestProject } from "vitest/node";
import startServer from "../../packages/relay/test/support/postgres/setup.ts";
import { bundleRelay } from "./bundle.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The script of `relay-child.ts` with all that it imports. */
    readonly relayScript: string;
  }
}

export default async function setup(
  project: TestProject,
): Promise<(() => Promise<void>) | undefined> {
  const folder = path.join(import.meta.dirname, "../../.cache/crash");
  project.provide("relayScript", await bundleRelay(folder));
  return startServer(project);
}
