export { createMerchantClient, takesIdempotencyKey } from "./client.ts";
export type { AnyInput, ClientOptions, MerchantClient } from "./client.ts";
export {
  MalipoError,
  NoResponseError,
  ProblemError,
  UnexpectedResponseError,
} from "./errors.ts";
export type {
  FailedCall,
  KnownOrNewCode,
  ProblemDocument,
  RequestFate,
} from "./errors.ts";
export type {
  DownloadPath,
  Input,
  Item,
  ListPath,
  Method,
  PathOf,
  Result,
} from "./calls.ts";
export type { components, operations, paths } from "./merchant-api.ts";
export type { Fetch } from "./send.ts";
export { WebhookError, isWebhookSecret, verifyWebhook } from "./webhooks.ts";
export type {
  VerifiedWebhook,
  VerifyOptions,
  WebhookErrorCode,
  WebhookHeaders,
  WebhookMessage,
} from "./webhooks.ts";
