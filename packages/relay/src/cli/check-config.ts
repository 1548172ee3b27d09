/** `malipo check-config`: what the configuration means, or everything that is wrong with it. */
import { unknownNames } from "../config/environment.ts";
import type { ConfigProblem } from "../config/environment.ts";
import { parseConfig } from "../config.ts";
import type { Config } from "../config.ts";
import type { CliContext } from "./context.ts";
import { EXIT_DONE, EXIT_MISUSE } from "./exit-codes.ts";

export function checkConfig({ env, write, complain }: CliContext): number {
  const result = parseConfig(env);
  if (!result.ok) {
    complain(describeProblems(result.problems));
    return EXIT_MISUSE;
  }
  write("The configuration is complete.\n\n");
  for (const [name, value] of summarize(result.config))
    write(`${name}: ${value}\n`);
  write(`\nMethods offered: ${result.config.methods.join(", ")}\n`);
  for (const name of unknownNames(env))
    write(`Note: ${name} is not a name the relay knows; is it misspelt?\n`);
  return EXIT_DONE;
}

export function describeProblems(problems: readonly ConfigProblem[]): string {
  const heading =
    problems.length === 1
      ? "The configuration has a problem:"
      : `The configuration has ${problems.length} problems:`;
  const lines = problems.map(
    ({ variable, message }) => `  ${variable} ${message}\n`,
  );
  return `${heading}\n${lines.join("")}Every variable is described in docs/configuration.md.\n`;
}

/** Never a secret, nor an address that may hold one. */
function summarize(config: Config): readonly (readonly [string, string])[] {
  const isSet = (value: unknown): string =>
    value === null || value === undefined ? "not set" : "set";
  const list = (values: readonly string[]): string =>
    values.length === 0 ? "none" : values.join(", ");
  const { almara, flexpay, merchant, trustProxy } = config;
  return [
    ["MALIPO_PUBLIC_URL", config.publicUrl],
    ["MALIPO_HOST", config.host],
    ["MALIPO_PORT", String(config.port)],
    ["MALIPO_ADMIN_HOST", config.adminHost],
    ["MALIPO_ADMIN_PORT", String(config.adminPort)],
    [
      "MALIPO_TRUST_PROXY",
      typeof trustProxy === "object" ? list(trustProxy) : String(trustProxy),
    ],
    ["MALIPO_LOG_LEVEL", config.logLevel],
    ["MALIPO_ALLOWED_ORIGINS", list(config.allowedOrigins)],
    ["MALIPO_DATABASE_URL", describeDatabase(config.databaseUrl)],
    ["MALIPO_MASTER_KEY", "set"],
    ["MALIPO_MERCHANT_KEY", isSet(config.merchantKey)],
    ["MALIPO_MERCHANT_NAME", merchant.name],
    ["MALIPO_SUPPORT_URL", merchant.supportUrl ?? "not set"],
    ["MALIPO_CATALOG", describeCatalog(config)],
    ["MALIPO_CART_SECRET", isSet(config.cartSecret)],
    [
      "MALIPO_WEBHOOK_URL",
      config.webhook === null ? "not set" : withoutQuery(config.webhook.url),
    ],
    ["MALIPO_WEBHOOK_SECRET", isSet(config.webhook)],
    ["MALIPO_WEBHOOK_SECRET_PREVIOUS", isSet(config.webhook?.previousSecret)],
    [
      "MALIPO_WEBHOOK_ABANDONED_ORDERS",
      config.webhook?.abandonedOrders ?? "not set",
    ],
    ["MALIPO_ORDER_TTL_SECONDS", String(config.orderTtlSeconds)],
    ["MALIPO_PROMPT_SECONDS", String(config.promptSeconds)],
    ["MALIPO_DEADLINE_GRACE_SECONDS", String(config.deadlineGraceSeconds)],
    [
      "ALMARA_API_URL",
      almara === null ? "not set" : withoutQuery(almara.apiUrl),
    ],
    [
      "ALMARA_TOKEN_URL",
      almara === null ? "not set" : withoutQuery(almara.tokenUrl),
    ],
    ["ALMARA_CLIENT_ID", isSet(almara)],
    ["ALMARA_CLIENT_SECRET", isSet(almara)],
    ["ALMARA_SCOPE", almara?.scope ?? "not set"],
    ["ALMARA_CARD_ROUTE_ID", isSet(almara?.cardRouteId)],
    ["ALMARA_CARD_CHANNEL_TYPE", String(almara?.cardChannelType ?? "not set")],
    ["ALMARA_CHECKOUT_HOSTS", list(almara?.checkoutHosts ?? [])],
    ["ALMARA_ACCOUNT_NO", isSet(almara?.accountNo)],
    ["ALMARA_SHORT_CODE", almara?.shortCode ?? "not set"],
    ["ALMARA_AIRTEL_SHORT_CODE", almara?.airtelShortCode ?? "not set"],
    ["ALMARA_AIRTEL_SERVICE_CODE", almara?.airtelServiceCode ?? "not set"],
    ["ALMARA_PAYBILL_SHORT_CODE", almara?.paybillShortCode ?? "not set"],
    ["ALMARA_PAYOUT_ROUTE_ID", isSet(almara?.payoutRouteId)],
    [
      "ALMARA_PAYOUT_CHANNEL_TYPE",
      String(almara?.payoutChannelType ?? "not set"),
    ],
    [
      "FLEXPAY_API_URL",
      flexpay === null ? "not set" : withoutQuery(flexpay.apiUrl),
    ],
    ["FLEXPAY_CLIENT_ID", isSet(flexpay)],
    ["FLEXPAY_CLIENT_SECRET", isSet(flexpay)],
    ["FLEXPAY_TAG", flexpay?.tag ?? "not set"],
    ["FLEXPAY_WEBHOOK_SECRET", isSet(flexpay)],
    ["FLEXPAY_WEBHOOK_SECRET_PREVIOUS", isSet(flexpay?.webhookSecrets[1])],
    ["FLEXPAY_WEBHOOK_KEY", flexpay?.webhookKey ?? "not set"],
    ["FLEXPAY_PRIVATE_KEY", isSet(flexpay?.privateKey)],
    ["FLEXPAY_UNMATCHED", flexpay?.unmatched ?? "not set"],
    ["FLEXPAY_CURRENCIES", list(flexpay?.currencies ?? [])],
  ];
}

/** A PostgreSQL address may hold a password, in more than one place. */
function describeDatabase(url: string): string {
  if (url.startsWith("sqlite:")) return url;
  return `postgres://${URL.parse(url)?.host ?? ""}`;
}

function describeCatalog({ catalog }: Config): string {
  if (catalog === null) return "not set";
  return catalog.type === "file" ? catalog.path : withoutQuery(catalog.url);
}

function withoutQuery(address: string): string {
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`;
}
