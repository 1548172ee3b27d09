import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { createSmtpMailer } from "../../../src/adapters/smtp-mailer/smtp-mailer.ts";
import { startMailServer } from "../../support/mail-server.ts";

const FROM = Object.freeze({
  name: "Duka, la Mavazi",
  address: "receipts@duka.example",
});
const MAIL = {
  id: "receipt.ord_1",
  to: "wanjiku@shopper.example",
  subject: "Your receipt: KES\u00a02,500",
  text: "Thank you.",
  html: "<p>Thank you.</p>",
};
const mailerTo = (port: number, user = "") =>
  createSmtpMailer({
    url: `smtp://${user}127.0.0.1:${String(port)}`,
    from: FROM,
    timeoutMs: 2_000,
  });

describe("the SMTP mailer", () => {
  it("sends text and HTML to one person, with the id it was given", async () => {
    const server = await startMailServer();
    expect(await mailerTo(server.port).send(MAIL)).toEqual({ kind: "sent" });
    const [received] = server.received;
    expect(received?.recipients).toEqual([MAIL.to]);
    const mail = await simpleParser(received?.source ?? "");
    expect(mail.messageId).toBe("<receipt.ord_1@duka.example>");
    expect(mail.from?.value).toEqual([FROM]);
    expect(mail.subject).toBe("Your receipt: KES 2,500");
    expect(mail.text?.trim()).toBe("Thank you.");
    expect(mail.html).toContain("<p>Thank you.</p>");
    expect(mail.headers.get("auto-submitted")).toBe("auto-generated");
  });

  it.each([
    "a@b.example\r\nRCPT TO:<other@x.example>",
    "a@b.example, other@x.example",
    "a@b.example other@x.example",
    "<other@x.example>a@b.example",
    '"x y"@b.example',
    "a@b.example\u2028",
    "nobody",
    "",
  ])("refuses %j before it asks the server", async (to) => {
    const server = await startMailServer();
    const result = await mailerTo(server.port).send({ ...MAIL, to });
    expect(result).toEqual({ kind: "refused", status: null });
    expect(server.received).toEqual([]);
  });

  it("keeps a subject in one line", async () => {
    const server = await startMailServer();
    const subject = "Receipt\r\nBcc: other@x.example";
    await mailerTo(server.port).send({ ...MAIL, subject });
    const [received] = server.received;
    expect(received?.recipients).toEqual([MAIL.to]);
    const mail = await simpleParser(received?.source ?? "");
    expect([mail.subject, mail.bcc]).toEqual([
      "Receipt Bcc: other@x.example",
      undefined,
    ]);
  });

  it.each([
    [550, "recipient", "refused"],
    [554, "message", "refused"],
    [451, "recipient", "failed"],
    [452, "message", "failed"],
  ] as const)("judges %i of the %s: %s", async (status, at, kind) => {
    const server = await startMailServer({ refuses: { status, at } });
    const result = await mailerTo(server.port).send(MAIL);
    expect(result).toEqual({ kind, status });
  });

  it("doesn't blame the message for a wrong password", async () => {
    const server = await startMailServer({ password: "right" });
    const wrong = mailerTo(server.port, "relay:wrong@");
    expect(await wrong.send(MAIL)).toEqual({ kind: "failed", status: 535 });
    const right = mailerTo(server.port, "relay:right@");
    expect(await right.send(MAIL)).toEqual({ kind: "sent" });
  });

  it("may succeed later if nobody answers", async () => {
    const server = await startMailServer();
    await server.close();
    const result = await mailerTo(server.port).send(MAIL);
    expect(result).toEqual({ kind: "failed", status: null });
  });
});
