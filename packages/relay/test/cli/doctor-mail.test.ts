/** `malipo doctor` about what sends messages to people. */
import path from "node:path";
import { expect, it } from "vitest";
import { openSqlStore } from "../../src/adapters/sql-store/open.ts";
import { startMailServer } from "../support/mail-server.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { startReceiver } from "../support/webhook-receiver.ts";
import { CANARY_WEBHOOK_SECRET, GOOD, runCommand } from "./cli-context.ts";

async function linesOf(
  env: Readonly<Record<string, string>>,
  about: RegExp,
): Promise<readonly string[]> {
  const url = `sqlite:${path.join(temporaryFolder(), "relay.sqlite")}`;
  await (await openSqlStore(url)).close();
  const given = { ...GOOD, MALIPO_DATABASE_URL: url, ...env };
  const { text, errors } = await runCommand(["doctor"], given);
  return `${text}${errors}`.split("\n").filter((line) => about.test(line));
}

it.each([
  ["right", "ok    mail server: can be signed in to"],
  [
    "wrong",
    "FAIL  mail server: can't be used: it refuses the user name or the password (EAUTH). Check MALIPO_SMTP_URL.",
  ],
])("signs in to the mail server: %s", async (password, line) => {
  const server = await startMailServer({ password: "right" });
  const env = {
    MALIPO_SMTP_URL: `smtp://relay:${password}@127.0.0.1:${String(server.port)}`,
    MALIPO_MAIL_FROM: "relay@duka.example",
  };
  expect(await linesOf(env, /mail server/)).toEqual([line]);
  expect(server.received).toEqual([]);
});

it("says that a mail server can't be reached", async () => {
  const server = await startMailServer();
  await server.close();
  const env = {
    MALIPO_SMTP_URL: `smtp://127.0.0.1:${String(server.port)}`,
    MALIPO_MAIL_FROM: "relay@duka.example",
  };
  expect(await linesOf(env, /mail server/)).toEqual([
    expect.stringMatching(/^FAIL {2}mail server: can't be used: no connection/),
  ]);
});

it("asks the receiver of alerts", async () => {
  const receiver = await startReceiver();
  const env = {
    MALIPO_ALERT_WEBHOOK_URL: receiver.url,
    MALIPO_ALERT_WEBHOOK_SECRET: CANARY_WEBHOOK_SECRET,
  };
  expect(await linesOf(env, /alert receiver/)).toEqual([
    "ok    alert receiver: responds (204 to HEAD)",
  ]);
});
