/** Who is told of what, and when nobody is to be disturbed. */
import type { AlertKind, AlertTarget } from "../../domain/alert.ts";
import type { QuietHours } from "../../domain/quiet-hours.ts";
import type { Mailer } from "../../ports/mailer.ts";
import type { HealthChecks } from "../../ports/provider-health.ts";
import type { WebhookSender } from "../../ports/webhook.ts";

export interface Alerting {
  readonly kinds: readonly AlertKind[];
  /** Are sent in quiet hours, too. */
  readonly urgent: readonly AlertKind[];
  readonly quietHours: QuietHours | null;
  readonly emails: readonly string[];
  /** Null without a mail server. */
  readonly mailer: Mailer | null;
  readonly webhook: WebhookSender | null;
  /** The console's origin, for links. */
  readonly consoleUrl: string | null;
  readonly healthChecks: HealthChecks;
  /** What people call the providers. */
  readonly providerTitles: Readonly<Record<string, string>>;
}

const WEBHOOK: AlertTarget = { channel: "webhook", to: "webhook" };

export const targetsOf = ({
  emails,
  webhook,
}: Alerting): readonly AlertTarget[] => [
  ...emails.map((to) => ({ channel: "email", to }) as const),
  ...(webhook === null ? [] : [WEBHOOK]),
];
