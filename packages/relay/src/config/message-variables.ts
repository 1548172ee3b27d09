/** The variables of messages to people: receipts to shoppers, and alerts to the people of the shop. */
import { serviceUrl, withoutQuery } from "../adapters/environment/addresses.ts";
import { choice, fault } from "../adapters/environment/parsers.ts";
import { sharedSecret } from "../adapters/environment/secrets.ts";
import { variable } from "../adapters/environment/variable.ts";
import type {
  Parse,
  Requirement,
  Values,
  Variables,
} from "../adapters/environment/variable.ts";
import { isMailAddress } from "../adapters/smtp-mailer/smtp-mailer.ts";
import type { Sender } from "../adapters/smtp-mailer/smtp-mailer.ts";
import { ok } from "../domain/errors.ts";
import {
  ALERTS,
  ALERT_GROUP,
  ALERT_NEEDS,
  toAlerts,
} from "./alert-variables.ts";
import type { AlertConfig } from "./alert-variables.ts";

const smtpUrl: Parse<string> = (given) => {
  const url = URL.parse(given);
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === "")
    return fault("must be like smtps://user:password@mail.example");
  if (!/^\/?$/.test(url.pathname) || /[?#]/.test(given))
    return fault("must end after host and port");
  return isDecodable(url)
    ? ok(given)
    : fault("has a user name or password with a % that is not an escape");
};

function isDecodable({ username, password }: URL): boolean {
  try {
    decodeURIComponent(`${username}${password}`);
    return true;
  } catch {
    return false;
  }
}

/** Both spellings: as in the URL, and as it is sent. */
function passwordsOf(address: string): readonly string[] {
  const { password } = new URL(address);
  return password === "" ? [] : [password, decodeURIComponent(password)];
}

function showServer(address: string): string {
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}

const sender: Parse<Sender> = (given) => {
  const [, name = "", address = given] =
    /^([^<>]*)<([^<>]*)>$/.exec(given) ?? [];
  return isMailAddress(address) && !/\p{Cc}/u.test(name)
    ? ok({ name: name.trim().replace(/^"(.*)"$/, "$1"), address })
    : fault(
        "must be like receipts@shop.example or Duka <receipts@shop.example>",
      );
};

const TO_SHOPPERS = {
  smtpUrl: variable({
    name: "MALIPO_SMTP_URL",
    about:
      "The mail server that sends e-mail: smtps://user:password@mail.example (port 465), or smtp:// (port 587), which becomes TLS and must before a password is sent. Escape special characters of user and password as in any URL (%40 for @).",
    parse: smtpUrl,
    secret: true,
    show: showServer,
    redact: passwordsOf,
  }),
  mailFrom: variable({
    name: "MALIPO_MAIL_FROM",
    about:
      "The sender of e-mail, which the mail server must accept: receipts@shop.example or Duka <receipts@shop.example>.",
    parse: sender,
    show: ({ address }) => address,
  }),
  receiptEmail: variable({
    name: "MALIPO_RECEIPT_EMAIL",
    about:
      "Whether shoppers get receipts by e-mail where MALIPO_SMTP_URL is set: on or off. Turn it off if the mail server is there for alerts alone.",
    parse: choice("on", "off"),
    default: "on",
  }),
  smsUrl: variable({
    name: "MALIPO_SMS_URL",
    about:
      "The https URL of a gateway that sends text messages. The relay posts JSON to it: to, text and reference.",
    parse: serviceUrl,
    show: withoutQuery,
  }),
  smsSecret: variable({
    name: "MALIPO_SMS_SECRET",
    about: "The gateway's secret, sent as Authorization: Bearer.",
    parse: sharedSecret(16),
    secret: true,
  }),
} as const satisfies Variables;

export const MESSAGES = { ...TO_SHOPPERS, ...ALERTS } as const;

export const MESSAGE_GROUPS = [
  {
    title: "E-mail, and messages to shoppers",
    about:
      "Receipts of paid orders, by e-mail and text message. Nothing is sent unless these are set. See Receipts by e-mail and text message above.",
    variables: TO_SHOPPERS,
  },
  ALERT_GROUP,
] as const;

export const MESSAGE_NEEDS: readonly Requirement[] = [
  {
    when: ["MALIPO_SMTP_URL"],
    needs: ["MALIPO_MAIL_FROM"],
    why: "e-mail needs a sender",
  },
  {
    when: ["MALIPO_SMS_URL"],
    needs: ["MALIPO_SMS_SECRET"],
    why: "the gateway knows the relay by it",
  },
  ...ALERT_NEEDS,
];

export interface MessageConfig {
  /** With user name and password in the URL. Null: no e-mail is sent. */
  readonly mail: { readonly url: string; readonly from: Sender } | null;
  /** Whether shoppers get receipts by e-mail. */
  readonly mailsReceipts: boolean;
  /** Null: no text messages are sent. */
  readonly sms: { readonly url: string; readonly secret: string } | null;
  /** Null: nobody is told of anything. */
  readonly alerts: AlertConfig | null;
}

export function toMessages({
  smtpUrl,
  mailFrom: from,
  smsUrl,
  smsSecret: secret,
  receiptEmail,
  ...values
}: Values<typeof MESSAGES>): MessageConfig {
  return {
    mail: smtpUrl === null || from === null ? null : { url: smtpUrl, from },
    mailsReceipts: receiptEmail === "on",
    sms: smsUrl === null || secret === null ? null : { url: smsUrl, secret },
    alerts: toAlerts(values),
  };
}
