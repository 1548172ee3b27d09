/** Entry point for pages: registers the element, or says in its place that the browser is too old. */
import { canRun } from "./can-run.ts";
import { defineMalipo } from "./define-malipo.ts";
import { lateFiles } from "./late-files.ts";

export * from "./index.ts";

if (canRun()) defineMalipo();
else lateFiles.old().catch(() => undefined);
