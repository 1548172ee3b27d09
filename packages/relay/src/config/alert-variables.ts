/** The variables of alerts to the people of the shop. */
import { ALERT_KINDS } from "@malipo/protocol/merchant";
import type { AlertKind } from "@malipo/protocol/merchant";
import {
  parseOrigin,
  serviceUrl,
  withoutQuery,
} from "../adapters/environment/addresses.ts";
import type { Environment } from "../adapters/environment/environment.ts";
import { fault, splitList } from "../adapters/environment/parsers.ts";
import { webhookSecret } from "../adapters/environment/secrets.ts";
import { variable } from "../adapters/environment/variable.ts";
import type {
  Parse,
  Requirement,
  Values,
  Variables,
} from "../adapters/environment/variable.ts";
import { isMailAddress } from "../adapters/smtp-mailer/smtp-mailer.ts";
import { ok } from "../domain/errors.ts";
import { parseQuietHours, showQuietHours } from "../domain/quiet-hours.ts";
import type { QuietHours } from "../domain/quiet-hours.ts";

/** Each is a message of its own. */
const MOST_ADDRESSES = 20;
/** What needs a person. That money came, a busy shop doesn't want to hear each time. */
const BY_DEFAULT = ALERT_KINDS.filter((kind) => kind !== "order.paid");

const kinds: Parse<readonly AlertKind[]> = (given) => {
  const names = splitList(given);
  const known = ALERT_KINDS.filter((kind) => names.includes(kind));
  return known.length === names.length && known.length > 0
    ? ok(known)
    : fault(`must be a comma-separated list of ${ALERT_KINDS.join(", ")}`);
};

const addresses: Parse<readonly string[]> = (given) => {
  const value = splitList(given);
  if (value.length > MOST_ADDRESSES)
    return fault(`may have at most ${MOST_ADDRESSES} addresses`);
  return value.length > 0 && value.every(isMailAddress)
    ? ok(value)
    : fault(
        "must be a comma-separated list of e-mail addresses without names, like ops@shop.example,till@shop.example",
      );
};

const quietHours: Parse<QuietHours> = (given) => {
  const hours = parseQuietHours(given);
  return hours === undefined ? fault("must be like 22:00-06:00") : ok(hours);
};

export const ALERTS = {
  alertEmail: variable({
    name: "MALIPO_ALERT_EMAIL",
    about: `Comma-separated e-mail addresses that get alerts, at most ${MOST_ADDRESSES}. Each gets a message of its own.`,
    parse: addresses,
  }),
  alertWebhookUrl: variable({
    name: "MALIPO_ALERT_WEBHOOK_URL",
    about: "The https URL that gets alerts as signed webhooks.",
    parse: serviceUrl,
    show: withoutQuery,
  }),
  alertWebhookSecret: variable({
    name: "MALIPO_ALERT_WEBHOOK_SECRET",
    about:
      "The secret that signs them, in Standard Webhooks format: whsec_ followed by 24 to 64 random bytes in base64.",
    parse: webhookSecret,
    secret: true,
  }),
  alertKinds: variable<readonly AlertKind[]>({
    name: "MALIPO_ALERTS",
    about: `Comma-separated kinds of alerts that are sent: ${ALERT_KINDS.join(", ")}.`,
    parse: kinds,
    default: BY_DEFAULT,
    defaultText: "all but order.paid",
  }),
  alertQuietHours: variable({
    name: "MALIPO_ALERT_QUIET_HOURS",
    about:
      "The hours of each day in which alerts wait, by the clock of MALIPO_TIME_ZONE: 22:00-06:00. At their end, all that waits is sent as one message.",
    parse: quietHours,
    show: showQuietHours,
  }),
  alertUrgent: variable<readonly AlertKind[]>({
    name: "MALIPO_ALERT_URGENT",
    about:
      "Comma-separated kinds of alerts that are also sent in the quiet hours.",
    parse: kinds,
    default: [],
  }),
  consoleUrl: variable({
    name: "MALIPO_CONSOLE_URL",
    about:
      "The origin at which the shop's people open the console: https://console.shop.example. With it, alerts have links.",
    parse: parseOrigin,
  }),
} as const satisfies Variables;

export const ALERT_GROUP = {
  title: "Alerts to people",
  about:
    "E-mail and webhooks to the people of the shop. Nothing is sent without an address or a URL. See operations.md, Alerts to people.",
  variables: ALERTS,
} as const;

export const ALERT_NEEDS: readonly Requirement[] = [
  {
    when: ["MALIPO_ALERT_EMAIL"],
    needs: ["MALIPO_SMTP_URL"],
    why: "alerts by e-mail need a mail server",
  },
  {
    when: ["MALIPO_ALERT_WEBHOOK_URL"],
    needs: ["MALIPO_ALERT_WEBHOOK_SECRET"],
    why: "alerts are signed with it",
  },
];

/** What is to be told, and nobody whom to tell, is a mistake. */
export function checkAlerts(env: Environment): void {
  const { alertEmail, alertWebhookUrl } = ALERTS;
  if (env.has(alertEmail) || env.has(alertWebhookUrl)) return;
  for (const row of [
    ALERTS.alertKinds,
    ALERTS.alertQuietHours,
    ALERTS.alertUrgent,
  ])
    if (env.has(row))
      env.addProblem(
        row.name,
        `is set, and nobody gets alerts: set ${alertEmail.name} or ${alertWebhookUrl.name}`,
      );
}

export interface AlertConfig {
  readonly kinds: readonly AlertKind[];
  /** Are sent in quiet hours, too. */
  readonly urgent: readonly AlertKind[];
  readonly emails: readonly string[];
  readonly webhook: {
    readonly url: string;
    /** The bytes behind `whsec_`. */
    readonly secret: Uint8Array;
  } | null;
  readonly quietHours: QuietHours | null;
  /** The console's origin. */
  readonly consoleUrl: string | null;
}

/** Null without anybody to tell. */
export function toAlerts({
  alertEmail: emails,
  alertWebhookUrl: url,
  alertWebhookSecret: secret,
  ...values
}: Values<typeof ALERTS>): AlertConfig | null {
  const webhook = url === null || secret === null ? null : { url, secret };
  if (emails === null && webhook === null) return null;
  return {
    kinds: values.alertKinds,
    urgent: values.alertUrgent,
    emails: emails ?? [],
    webhook,
    quietHours: values.alertQuietHours,
    consoleUrl: values.consoleUrl,
  };
}
