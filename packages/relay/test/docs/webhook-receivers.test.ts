/** docs/webhook-receivers.md: each receiver is run as a merchant would copy it, against the relay's own signatures. */
import { spawn, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished } from "vitest";
import { signTestWebhook } from "../../src/testing/index.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { until } from "../support/until.ts";
import { makeSecret } from "../support/webhook-receiver.ts";

const ROOT = path.resolve(import.meta.dirname, "../../../..");
const read = (name: string): string =>
  readFileSync(path.join(ROOT, "docs", name), "utf8");

const receivers = read("webhook-receivers.md");
const [, example = ""] =
  /<!-- tested: example -->\s+```json\n([^]*?)```/.exec(read("webhooks.md")) ??
  [];

interface Language {
  /** The fence of its code. */
  readonly fence: string;
  readonly file: string;
  readonly command: string;
  readonly args: (file: string, port: number) => readonly string[];
  /** Succeeds where the interpreter can run the code. */
  readonly probe: readonly string[];
}

const LANGUAGES: Readonly<Record<string, Language>> = {
  node: {
    fence: "js",
    file: "receiver.mjs",
    command: process.execPath,
    args: (file) => [file],
    probe: ["--version"],
  },
  php: {
    fence: "php",
    file: "webhook.php",
    command: "php",
    args: (file, port) => ["-S", `127.0.0.1:${port}`, file],
    probe: ["-r", "exit(PHP_VERSION_ID >= 80100 ? 0 : 1);"],
  },
  python: {
    fence: "python",
    file: "receiver.py",
    command: "python3",
    args: (file) => [file],
    probe: ["-c", "import sqlite3, sys; sys.exit(sys.version_info < (3, 9))"],
  },
};

const isHere = ({ command, probe }: Language): boolean =>
  spawnSync(command, probe, { stdio: "ignore" }).status === 0;
/** Without it PHP's receiver has no table for its example. */
const hasTable = ({ command }: Language): boolean =>
  command !== "php" ||
  spawnSync("php", ["-r", "exit(extension_loaded('pdo_sqlite') ? 0 : 1);"])
    .status === 0;

const SECRET = makeSecret(1).text;
const OTHER = makeSecret(2).text;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function start(name: string, language: Language) {
  const code = new RegExp(
    `<!-- receiver: ${name} -->\\s+\`\`\`${language.fence}\n([^]*?)\`\`\``,
  ).exec(receivers)?.[1];
  if (code === undefined) throw new Error(`no receiver in ${name}`);
  const folder = temporaryFolder();
  const file = path.join(folder, language.file);
  writeFileSync(file, code);
  const database = path.join(folder, "webhooks.sqlite");
  const port = await freePort();
  const program = spawn(language.command, language.args(file, port), {
    cwd: folder,
    env: {
      ...process.env,
      PORT: String(port),
      MALIPO_WEBHOOK_SECRET: SECRET,
      DATABASE: database,
    },
  });
  const ended = new Promise((resolve) => program.once("exit", resolve));
  onTestFinished(async () => {
    program.kill("SIGKILL");
    await ended;
  });
  let output = "";
  for (const stream of [program.stdout, program.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
  const url = `http://127.0.0.1:${port}/`;
  await until(`${name} listens`, () =>
    fetch(url, { method: "POST" }).then(
      () => true,
      () => false,
    ),
  );
  return {
    post: async (body: string, headers: Readonly<Record<string, string>>) =>
      (await fetch(url, { method: "POST", body, headers })).status,
    shipped: () => output.match(/ship ORD-\S+/g) ?? [],
    orders: () => {
      const db = new DatabaseSync(database, { readOnly: true });
      try {
        return db.prepare("SELECT * FROM orders ORDER BY reference").all();
      } finally {
        db.close();
      }
    },
  };
}

const message = (id: string, changes: object = {}, type = "order.paid") => {
  const event = JSON.parse(example) as { data: { order: object } };
  const order = { ...event.data.order, ...changes };
  const body = JSON.stringify({ ...event, type, data: { order } });
  return { body, id, secret: SECRET };
};

describe("docs/webhook-receivers.md", () => {
  for (const [name, language] of Object.entries(LANGUAGES)) {
    const usable = isHere(language) && hasTable(language);
    if (!usable)
      console.warn(
        `The receiver in ${name} is not tested: this machine can't run ${language.command}.`,
      );
    if (usable)
      it(`takes in ${name} what the relay signed, once, and nothing else`, async () => {
        const receiver = await start(name, language);
        const send = (given: Parameters<typeof signTestWebhook>[0]) =>
          receiver.post(given.body, signTestWebhook(given));
        const now = Math.floor(Date.now() / 1000);

        expect(await send({ ...message("msg_1"), secret: OTHER })).toBe(400);
        expect(await send({ ...message("msg_1"), timestamp: now - 3600 })).toBe(
          400,
        );
        expect(await send({ ...message("msg_1"), timestamp: now + 3600 })).toBe(
          400,
        );
        const signed = message("msg_1");
        const headers = signTestWebhook(signed);
        expect(await receiver.post(`${signed.body} `, headers)).toBe(400);
        expect(await receiver.post(signed.body, {})).toBe(400);

        expect(await send(signed)).toBe(204);
        expect(await send(signed)).toBe(204);
        // While the secret is changed, the relay signs with both.
        const second = message("msg_2", {
          id: "ord_2",
          reference: "ORD-SECOND",
        });
        const both = signTestWebhook(second);
        expect(
          await receiver.post(second.body, {
            ...both,
            "webhook-signature": `v1,AAAA ${both["webhook-signature"] ?? ""}`,
          }),
        ).toBe(204);
        expect(await send(message("msg_3", {}, "order.news"))).toBe(204);
        const test = { type: "webhook.test", data: { endpoint: {} } };
        const body = JSON.stringify(test);
        expect(await send({ body, id: "msg_test", secret: SECRET })).toBe(204);
        expect(
          await send(
            message("msg_4", { version: 3, status: "open" }, "attempt.failed"),
          ),
        ).toBe(204);
        await until("both are shipped", () => receiver.shipped().length >= 2);
        expect(receiver.shipped()).toEqual([
          "ship ORD-20261121-7K3QXW",
          "ship ORD-SECOND",
        ]);
        expect(receiver.orders()).toMatchObject([
          { reference: "ORD-20261121-7K3QXW", version: 4, status: "paid" },
          { reference: "ORD-SECOND", version: 4, status: "paid" },
        ]);
      });
  }
});
