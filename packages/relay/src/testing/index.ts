/** For tests of provider adapters and of webhook receivers. Not used by a running relay. */
export type { Env } from "../adapters/environment/environment.ts";
export { defineProvider } from "../adapters/provider-module.ts";
export type {
  ProviderConnection,
  ProviderModule,
  ProviderRuntime,
} from "../adapters/provider-module.ts";
export { providerConformance } from "./provider-conformance.ts";
export type {
  ConformanceCheck,
  ConformanceOptions,
} from "./provider-conformance.ts";
export { signTestWebhook } from "./sign-test-webhook.ts";
export type { TestWebhook } from "./sign-test-webhook.ts";
