export { signCart } from "./adapters/catalog/cart-tokens.ts";
export type {
  ResolveCart,
  ResolvedCart,
} from "./adapters/catalog/function-catalog.ts";
export { signCatalogRequest } from "./adapters/catalog/remote-catalog.ts";
export { callbackAddresses } from "./callback-addresses.ts";
export type { CallbackAddress } from "./callback-addresses.ts";
export { parseConfig } from "./config.ts";
export type { Config, ConfigResult } from "./config.ts";
export { createRelay } from "./create-relay.ts";
export type { Relay, RelayOptions } from "./create-relay.ts";
export type { Log } from "./ports/log.ts";
export { createRelayLog } from "./relay-log.ts";
