/** An alert message as an e-mail, in text and HTML, and as the body of a webhook. */
import { ALERT_MESSAGE, ALERT_TEST } from "@malipo/protocol/merchant";
import type {
  Alert as AlertJson,
  AlertPayload,
} from "@malipo/protocol/merchant";
import type { Alert, AlertGroup, AlertMessage } from "../../domain/alert.ts";
import { escapeHtml } from "../../domain/escape-html.ts";
import type { Mail } from "../../ports/mailer.ts";
import {
  describeAlert,
  describeGroup,
  linkOf,
  showTime,
} from "./alert-words.ts";
import type { AlertContext } from "./alert-words.ts";

type Told = Pick<AlertMessage, "createdAt" | "groups">;

/** Groups that the subject names; it must stay short. */
const NAMED = 2;
const TEST_TEXT =
  "this is a test of alerts. If you can read it, they reach you.";

/** Without groups it is a test. */
function headline(context: AlertContext, { groups }: Told): string {
  const { merchant, livemode } = context;
  const named = groups
    .slice(0, NAMED)
    .map((group) => describeGroup(group, context));
  const rest = groups.slice(NAMED).reduce((sum, { count }) => sum + count, 0);
  const said = [...named, ...(rest === 0 ? [] : [`${String(rest)} more`])];
  const text = groups.length === 0 ? TEST_TEXT : said.join("; ");
  return `${livemode ? "" : "[Test system] "}${merchant.name}: ${text}`;
}

export function toAlertMail(
  context: AlertContext,
  told: Told,
): Pick<Mail, "subject" | "text" | "html"> {
  const subject = headline(context, told);
  return {
    subject,
    text: [
      subject,
      "",
      ...told.groups.flatMap((group) => [...textOf(group, context), ""]),
      ...(context.consoleUrl === null
        ? []
        : [`Console: ${context.consoleUrl}/console`, ""]),
      FOOTER,
      "",
    ].join("\n"),
    html: renderMail(context, subject, told.groups),
  };
}

const FOOTER =
  "You get this because the shop's relay was told to send alerts to this address (MALIPO_ALERT_EMAIL).";

function textOf(group: AlertGroup, context: AlertContext): readonly string[] {
  const { count, alerts } = group;
  const heading = count === 1 ? [] : [`${describeGroup(group, context)}:`];
  const rows = alerts.flatMap((alert) => {
    const link = linkOf(alert, context);
    return [
      `- ${sentenceOf(alert, context)}`,
      ...(link === null ? [] : [`  ${link.url}`]),
    ];
  });
  return [...heading, ...rows, ...moreOf(group)];
}

/** "21 November 2026 at 12:00 EAT: order A-1 is paid, KES 2,500" */
const sentenceOf = (alert: Alert, context: AlertContext): string =>
  `${showTime(alert.at, context)}: ${describeAlert(alert, context)}`;

const moreOf = ({ count, alerts }: AlertGroup): readonly string[] =>
  count > alerts.length ? [`and ${String(count - alerts.length)} more`] : [];

/** With styles at each tag, as mail programs want them, and nothing that is loaded. */
function renderMail(
  context: AlertContext,
  subject: string,
  groups: readonly AlertGroup[],
): string {
  const sections = groups.map((group) => {
    const rows = group.alerts.map((alert) => {
      const page = linkOf(alert, context);
      const link =
        page === null
          ? ""
          : `<br><a href="${escapeHtml(page.url)}" style="color:#0b6e4f">${escapeHtml(page.text)}</a>`;
      return `<li style="margin:8px 0">${escapeHtml(sentenceOf(alert, context))}${link}</li>`;
    });
    const more = moreOf(group).map(
      (text) => `<li style="margin:8px 0">${escapeHtml(text)}</li>`,
    );
    const heading =
      group.count === 1
        ? ""
        : `<h2 style="margin:24px 0 0;font-size:18px;line-height:1.3">${escapeHtml(describeGroup(group, context))}</h2>\n`;
    return `${heading}<ul style="margin:${heading === "" ? "24" : "8"}px 0 0;padding-left:20px">
${[...rows, ...more].join("\n")}
</ul>`;
  });
  const { consoleUrl } = context;
  const console =
    consoleUrl === null
      ? ""
      : `<p style="margin:24px 0 0"><a href="${escapeHtml(consoleUrl)}/console" style="display:inline-block;padding:12px 24px;border-radius:12px;background:#0b6e4f;color:#ffffff;font-weight:bold;text-decoration:none">Open the console</a></p>\n`;
  return `<!doctype html>
<html lang="en" dir="ltr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;background:#f2f4f0">
<div style="max-width:560px;margin:0 auto;padding:24px;background:#ffffff;color:#17211d;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<h1 style="margin:0;font-size:20px;line-height:1.3">${escapeHtml(subject)}</h1>
${sections.join("\n")}
${console}<p style="margin:24px 0 0;color:#5a6761;font-size:14px">${escapeHtml(FOOTER)}</p>
</div>
</body>
</html>
`;
}

export const toAlertPayload = (
  context: AlertContext,
  told: Told,
): AlertPayload => ({
  type: told.groups.length === 0 ? ALERT_TEST : ALERT_MESSAGE,
  timestamp: new Date(told.createdAt).toISOString(),
  data: {
    text: headline(context, told),
    livemode: context.livemode,
    groups: told.groups.map(({ type, count, totals, alerts }) => ({
      ...{ type, count },
      totals: [...totals],
      alerts: alerts.map(toAlertJson),
    })),
  },
});

export const toAlertJson = ({ id, type, at, about }: Alert): AlertJson => ({
  ...{ id, type, about },
  at: new Date(at).toISOString(),
});
