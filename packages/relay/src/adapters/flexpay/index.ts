export { createFlexpay } from "./flexpay.ts";
export type { Flexpay, FlexpayDeps } from "./flexpay.ts";
export type {
  FlexpayPaths,
  FlexpaySettings,
  FlexpayTimeouts,
} from "./settings.ts";
export { createFlexpayWebhooks } from "./webhooks.ts";
export type { FlexpayWebhookOptions } from "./webhooks.ts";
