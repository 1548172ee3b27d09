/** Sends e-mail through the operator's mail server (SMTP). */
import { createTransport } from "nodemailer";
import { z } from "zod";
import type { Mail, Mailer } from "../../ports/mailer.ts";
import type { MessageResult } from "../../ports/message-result.ts";
import { isLoopbackHost } from "../system/loopback.ts";

export interface SmtpMailerOptions {
  /** "smtps://user:password@mail.example", or smtp, which begins in plain text and becomes TLS. */
  readonly url: string;
  readonly from: Sender;
  /** For each step of the conversation. Default 15,000. */
  readonly timeoutMs?: number;
}

export interface Sender {
  readonly name: string;
  readonly address: string;
}

const TIMEOUT_MS = 15_000;
const MAX_RESPONSE_BYTES = 64 * 1024;
/**
 * One recipient. Nodemailer and mail servers read more into white space, commas and brackets, and whoever sets the
 * recipient must not add another. RFC 5321, section 4.5.3.1.3.
 */
const ADDRESS =
  /^[^\s@,;:<>()[\]\\"\p{C}]{1,64}@[^\s@,;:<>()[\]\\"\p{C}]{1,255}$/u;
/** RFC 5321, section 4.2.1: 5xx is for good. */
const FOR_GOOD = 500;
/** Of other errors (password, TLS) the message is not the cause. */
const OF_MESSAGE: ReadonlySet<unknown> = new Set(["EENVELOPE", "EMESSAGE"]);

const smtpError = z.looseObject({
  code: z.string().optional().catch(undefined),
  responseCode: z.int().optional().catch(undefined),
});

export const isMailAddress = (text: string): boolean => ADDRESS.test(text);

/** The library's own codes: https://nodemailer.com/errors. */
const WORDS: Readonly<Record<string, string>> = {
  EAUTH: "it refuses the user name or the password",
  EDNS: "host not found",
  ETIMEDOUT: "no response in time",
  ETLS: "no TLS",
  EPROTOCOL: "it does not speak SMTP",
};

/** Connects and signs in, and sends nothing. Why that does not work, without words of the server; null if it does. */
export async function findSmtpFault(
  options: Omit<SmtpMailerOptions, "from">,
): Promise<string | null> {
  const transport = connect(options);
  try {
    await transport.verify();
    return null;
  } catch (error) {
    const { code = "" } = smtpError.safeParse(error).data ?? {};
    return `${WORDS[code] ?? "no connection"}${code === "" ? "" : ` (${code})`}`;
  } finally {
    transport.close();
  }
}

export function createSmtpMailer({
  from,
  ...options
}: SmtpMailerOptions): Mailer {
  const transport = connect(options);
  return {
    async send(mail) {
      if (!isMailAddress(mail.to)) return { kind: "refused", status: null };
      try {
        await transport.sendMail(toMessage(mail, from));
        return { kind: "sent" };
      } catch (error) {
        return toResult(error);
      }
    },
  };
}

function connect({
  url,
  timeoutMs = TIMEOUT_MS,
}: Omit<SmtpMailerOptions, "from">) {
  const { protocol, hostname, port, username, password } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  return createTransport({
    host,
    ...(port === "" ? {} : { port: Number(port) }),
    secure: protocol === "smtps:",
    ...(username === ""
      ? {}
      : {
          auth: {
            user: decodeURIComponent(username),
            pass: decodeURIComponent(password),
          },
        }),
    // No password in plain text; a server without one may be on the operator's own network.
    requireTLS: username !== "" && !isLoopbackHost(hostname),
    ignoreTLS: isLoopbackHost(hostname),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    maxResponseSize: MAX_RESPONSE_BYTES,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** As objects, so that no address is read out of a text. */
function toMessage({ id, to, subject, text, html }: Mail, from: Sender) {
  const domain = from.address.split("@")[1] ?? "";
  return {
    // A copy: nodemailer writes into it, and the configuration is frozen.
    from: { ...from },
    to: { name: "", address: to },
    envelope: { from: from.address, to: [to] },
    messageId: `<${id}@${domain}>`,
    subject: subject.replace(/[\p{Cc}\s]+/gu, " "),
    text,
    html,
    // RFC 3834: no automatic replies.
    headers: { "Auto-Submitted": "auto-generated" },
  };
}

/** Judged by the server's code, never by its words. */
function toResult(error: unknown): MessageResult {
  const told = smtpError.safeParse(error);
  const { code, responseCode: status = null } = told.data ?? {};
  return status !== null && status >= FOR_GOOD && OF_MESSAGE.has(code)
    ? { kind: "refused", status }
    : { kind: "failed", status };
}
