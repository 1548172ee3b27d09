export { flexpay } from "./module.ts";
export { createFlexpay } from "./flexpay.ts";
export type { Flexpay } from "./flexpay.ts";
export type { FlexpaySettings } from "./settings.ts";
export { createFlexpayWebhooks } from "./webhooks.ts";
export type { FlexpayWebhookOptions } from "./webhooks.ts";
