export { almara } from "./module.ts";
export { createAlmara } from "./create-almara.ts";
export type { Almara } from "./create-almara.ts";
export type { AlmaraSettings } from "./lib/settings.ts";
