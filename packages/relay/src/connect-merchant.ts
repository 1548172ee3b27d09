/** The adapters to the merchant's own backend: prices, cart tokens and webhooks. */
import { createCartTokens } from "./adapters/catalog/cart-tokens.ts";
import { createFileCatalog } from "./adapters/catalog/file-catalog.ts";
import { createFunctionCatalog } from "./adapters/catalog/function-catalog.ts";
import type { ResolveCart } from "./adapters/catalog/function-catalog.ts";
import { createRemoteCatalog } from "./adapters/catalog/remote-catalog.ts";
import { createGuardedHttp } from "./adapters/merchant-http/guarded-http.ts";
import type { GuardedHttp } from "./adapters/merchant-http/guarded-http.ts";
import { systemClock } from "./adapters/system/system-clock.ts";
import { createWebhookSender } from "./adapters/webhook-sender/webhook-sender.ts";
import type { Config } from "./config.ts";
import { toAddressGuard } from "./config/private-hosts.ts";
import type { CartTokens, Catalog } from "./ports/catalog.ts";
import type { Log } from "./ports/log.ts";
import type { WebhookSender } from "./ports/webhook.ts";
import { readVersion } from "./version.ts";

type Options = Config & { readonly resolveCart?: ResolveCart };

export function connectMerchant(
  options: Options,
  log: Log,
  signal: AbortSignal,
): {
  readonly webhook: WebhookSender | null;
  readonly catalog: Catalog | null;
  readonly cartTokens: CartTokens | null;
} {
  const http = merchantHttp(options);
  return {
    webhook: toWebhook(options, http, signal),
    catalog: toCatalog(options, http, log),
    cartTokens: toCartTokens(options),
  };
}

export const merchantHttp = ({
  publicUrl,
  privateHosts,
}: Pick<Config, "publicUrl" | "privateHosts">): GuardedHttp =>
  createGuardedHttp({ guard: toAddressGuard(publicUrl, privateHosts) });

function toCartTokens({
  cartSecret,
  cartSecretPrevious,
}: Options): CartTokens | null {
  if (cartSecret === null) return null;
  const secrets = [cartSecret, cartSecretPrevious].filter(
    (secret) => secret !== null,
  );
  return createCartTokens({ secrets, clock: systemClock });
}

function toWebhook(
  { webhook }: Options,
  http: GuardedHttp,
  signal: AbortSignal,
): WebhookSender | null {
  if (webhook === null) return null;
  const { url, secret, previousSecret } = webhook;
  return createWebhookSender({
    url,
    http,
    secrets: previousSecret === null ? [secret] : [secret, previousSecret],
    signal,
    version: readVersion(),
  });
}

function toCatalog(
  options: Options,
  http: GuardedHttp,
  log: Log,
): Catalog | null {
  const { resolveCart, catalog, cartSecret } = options;
  if (resolveCart !== undefined)
    return createFunctionCatalog({ resolveCart, log });
  if (catalog === null) return null;
  if (catalog.type === "file")
    return createFileCatalog({ path: catalog.path, clock: systemClock, log });
  if (cartSecret === null)
    throw new TypeError("a catalog address needs cartSecret");
  return createRemoteCatalog({
    url: catalog.url,
    http,
    secret: cartSecret,
    clock: systemClock,
    log,
  });
}
