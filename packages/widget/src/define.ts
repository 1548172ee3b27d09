/** Entry point for pages: registers the element. */
import { defineMalipo } from "./define-malipo.ts";

export * from "./index.ts";

defineMalipo();
