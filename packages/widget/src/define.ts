/** Entry point for pages: registers the element, or says in its place that the browser is too old. */
import { canRun } from "./can-run.ts";
import { defineMalipo } from "./define-malipo.ts";
import { lateFiles } from "./late-files.ts";

export * from "./index.ts";

// On servers and in workers there is nothing to define, and nobody to tell.
if ("document" in globalThis) {
  if (canRun()) defineMalipo();
  else lateFiles.old().catch(() => undefined);
}
