export { createAlmaraProvider } from "./provider.ts";
export type { AlmaraDeps, AlmaraProvider } from "./provider.ts";
export type {
  AlmaraPaths,
  AlmaraSettings,
  AlmaraTimeouts,
} from "./settings.ts";
