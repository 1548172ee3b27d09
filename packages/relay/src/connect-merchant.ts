/** The adapters to the merchant's own backend: prices, cart tokens and webhooks. */
import { lookup } from "node:dns/promises";
import { setTimeout } from "node:timers/promises";
import { createCartTokens } from "./adapters/catalog/cart-tokens.ts";
import { createFileCatalog } from "./adapters/catalog/file-catalog.ts";
import { createFunctionCatalog } from "./adapters/catalog/function-catalog.ts";
import type { ResolveCart } from "./adapters/catalog/function-catalog.ts";
import { createRemoteCatalog } from "./adapters/catalog/remote-catalog.ts";
import { createGuardedHttp } from "./adapters/merchant-http/guarded-http.ts";
import type { GuardedHttp } from "./adapters/merchant-http/guarded-http.ts";
import { createSmtpMailer } from "./adapters/smtp-mailer/smtp-mailer.ts";
import { systemClock } from "./adapters/system/system-clock.ts";
import { createHttpTextSender } from "./adapters/text-sender/http-text-sender.ts";
import { createWebhookConnector } from "./adapters/webhook-sender/webhook-connector.ts";
import { createWebhookSender } from "./adapters/webhook-sender/webhook-sender.ts";
import type { Config } from "./config.ts";
import { toAddressGuard } from "./config/private-hosts.ts";
import type { CartTokens, Catalog } from "./ports/catalog.ts";
import type { Log } from "./ports/log.ts";
import type { Mailer } from "./ports/mailer.ts";
import type { HealthChecks } from "./ports/provider-health.ts";
import type { TextSender } from "./ports/text-sender.ts";
import type { WebhookSender } from "./ports/webhook.ts";
import type { WebhookConnector } from "./ports/webhook-endpoints.ts";
import type { Alerting } from "./use-cases/alerts/alerting.ts";
import { readVersion } from "./version.ts";

type Options = Config & { readonly resolveCart?: ResolveCart };

export function connectMerchant(
  options: Options,
  log: Log,
  signal: AbortSignal,
  healthChecks: HealthChecks,
): {
  readonly webhook: WebhookSender | null;
  readonly webhookConnector: WebhookConnector;
  readonly catalog: Catalog | null;
  readonly cartTokens: CartTokens | null;
  readonly mailer: Mailer | null;
  readonly alerts: Alerting | null;
  readonly textSender: TextSender | null;
} {
  const http = merchantHttp(options);
  const mailer = options.mail && createSmtpMailer(options.mail);
  return {
    webhook: toWebhook(options, http, signal),
    webhookConnector: createWebhookConnector({
      guard: toAddressGuard(options.publicUrl, options.privateHosts),
      http,
      signal,
      version: readVersion(),
    }),
    catalog: toCatalog(options, http, log),
    cartTokens: toCartTokens(options),
    mailer: options.mailsReceipts ? mailer : null,
    alerts: toAlerting(options, http, mailer, signal, healthChecks),
    textSender: toTextSender(options, http, signal),
  };
}

export const merchantHttp = ({
  publicUrl,
  privateHosts,
}: Pick<Config, "publicUrl" | "privateHosts">): GuardedHttp =>
  createGuardedHttp({ guard: toAddressGuard(publicUrl, privateHosts) });

/** The URLs that the relay calls, by the variables that name them. */
export const merchantUrls = ({
  webhook,
  alerts,
  sms,
  catalog,
}: UrlConfig): readonly MerchantUrl[] => [
  ...(webhook === null
    ? []
    : [
        {
          name: "webhook receiver",
          variable: "MALIPO_WEBHOOK_URL",
          url: webhook.url,
        },
      ]),
  ...(alerts?.webhook == null
    ? []
    : [
        {
          name: "alert receiver",
          variable: "MALIPO_ALERT_WEBHOOK_URL",
          url: alerts.webhook.url,
        },
      ]),
  ...(sms === null
    ? []
    : [
        {
          name: "text message gateway",
          variable: "MALIPO_SMS_URL",
          url: sms.url,
        },
      ]),
  ...(catalog?.type === "url"
    ? [{ name: "catalog", variable: "MALIPO_CATALOG", url: catalog.url }]
    : []),
];

type UrlConfig = Pick<Config, "webhook" | "alerts" | "sms" | "catalog">;

interface MerchantUrl {
  readonly name: string;
  readonly variable: string;
  readonly url: string;
}

export type LookUp = (
  hostname: string,
) => Promise<readonly { readonly address: string }[]>;

const LOOK_UP_MS = 2_000;

/**
 * The variables whose URLs would be refused, as DNS answers now: said at the start rather than at the first webhook. What
 * can't be looked up is not among them.
 */
export async function refusedUrls(
  config: Pick<Config, "publicUrl" | "privateHosts"> & UrlConfig,
  lookUp: LookUp = (hostname) => lookup(hostname, { all: true }),
): Promise<readonly string[]> {
  const guard = toAddressGuard(config.publicUrl, config.privateHosts);
  const isRefused = async ({ url }: MerchantUrl): Promise<boolean> => {
    const host = new URL(url).hostname.replace(/^\[(.*)\]$/, "$1");
    const found = await Promise.race([
      lookUp(host).catch(() => []),
      setTimeout(LOOK_UP_MS, [], { ref: false }),
    ]);
    return !found.every(({ address }) => guard.allows(host, address));
  };
  const urls = merchantUrls(config);
  const refused = await Promise.all(urls.map(isRefused));
  return urls.flatMap(({ variable }, at) =>
    refused[at] === true ? variable : [],
  );
}

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

function toAlerting(
  { alerts, modules }: Options,
  http: GuardedHttp,
  mailer: Mailer | null,
  signal: AbortSignal,
  healthChecks: HealthChecks,
): Alerting | null {
  if (alerts === null) return null;
  const { webhook } = alerts;
  return {
    ...alerts,
    mailer,
    healthChecks,
    webhook:
      webhook &&
      createWebhookSender({
        ...{ url: webhook.url, secrets: [webhook.secret] },
        ...{ http, signal, version: readVersion() },
      }),
    providerTitles: Object.fromEntries(
      modules.map(({ id, title }) => [id, title]),
    ),
  };
}

function toTextSender(
  { sms }: Options,
  http: GuardedHttp,
  signal: AbortSignal,
): TextSender | null {
  return (
    sms &&
    createHttpTextSender({ ...sms, http, signal, version: readVersion() })
  );
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
