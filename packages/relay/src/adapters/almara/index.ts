export { createAlmara } from "./create-almara.ts";
export type { Almara, AlmaraDeps } from "./create-almara.ts";
export type {
  AlmaraPaths,
  AlmaraSettings,
  AlmaraTimeouts,
} from "./lib/settings.ts";
