/** What a page loads: registers the element. */
import { defineMalipo } from "./define-malipo.ts";

export * from "./index.ts";

defineMalipo();
