import { spawn } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  DELIVERY_ERRORS,
  WEBHOOK_EVENTS,
  webhookPayloadSchema,
} from "@malipo/protocol/merchant";
import { describe, expect, it, onTestFinished } from "vitest";
import { localHttp } from "../support/local-http.ts";
import { createWebhookSender } from "../../src/adapters/webhook-sender/webhook-sender.ts";
import { runCli } from "../../src/cli/run.ts";
import { parseConfig } from "../../src/config.ts";
import { nextDeliveryTime } from "../../src/domain/delivery-schedule.ts";
import { testContext } from "../cli/cli-context.ts";
import { SERVED, WEBHOOK } from "../config/environments.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { MERCHANT_KEY } from "../support/test-relay.ts";
import { until } from "../support/until.ts";
import { makeSecret, verify } from "../support/webhook-receiver.ts";
import { paidOrder, startTelling, triedDelivery } from "../support/webhooks.ts";

const ROOT = path.resolve(import.meta.dirname, "../../../..");
const text = readFileSync(path.join(ROOT, "docs/webhooks.md"), "utf8");

/** The code that the page shows after this mark. */
function shown(mark: string, language: string): string {
  const code = new RegExp(
    `<!-- tested: ${mark} -->\\s+\`\`\`${language}\n([^]*?)\`\`\``,
  ).exec(text)?.[1];
  if (code === undefined) throw new Error(`nothing is marked ${mark}`);
  return code;
}

/** The rows of the table after this mark, without its heading; each a list of cells. */
function table(mark: string): string[][] {
  const rows = new RegExp(`<!-- ${mark} -->([^]*?)<!-- end of ${mark} -->`)
    .exec(text)?.[1]
    ?.split("\n")
    .filter((line) => line.startsWith("|"));
  return (rows ?? []).slice(2).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const [PRESENT, PREVIOUS, OTHER] = [
  makeSecret(1),
  makeSecret(2),
  makeSecret(3),
];

/** Runs the receiver as a merchant would copy it, until the test ends. */
async function run(code: string) {
  const folder = temporaryFolder();
  const file = path.join(folder, "receiver.mjs");
  writeFileSync(file, code);
  symlinkSync(
    path.join(ROOT, "node_modules"),
    path.join(folder, "node_modules"),
  );
  const program = spawn(process.execPath, [file], {
    env: { PORT: "0", MALIPO_WEBHOOK_SECRET: PRESENT.text },
  });
  const ended = new Promise((resolve) => program.once("exit", resolve));
  onTestFinished(async () => {
    program.kill();
    await ended;
  });
  let output = "";
  for (const stream of [program.stdout, program.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
  const port = await until(
    "the receiver listens",
    () => /listening on port (\d+)/.exec(output)?.[1],
  );
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    printed: () => output.split("\n").filter((line) => line.includes("ORD-")),
  };
}

const payload = JSON.stringify(JSON.parse(shown("example", "json")));

describe.each(["package", "plain"])("the receiver marked %s", (mark) => {
  it("takes what the relay signed, once, and nothing else", async () => {
    const receiver = await run(shown(mark, "js"));
    const send = (
      id: string,
      secrets: readonly Uint8Array[],
      ageMs = 0,
    ): Promise<unknown> =>
      createWebhookSender({
        url: receiver.url,
        http: localHttp(),
        secrets,
        version: "0",
      }).send({ id, payload }, Date.now() - ageMs);
    const taken = { kind: "delivered", status: 204 };
    expect(await send("msg_1", [PRESENT.bytes])).toEqual(taken);
    expect(await send("msg_1", [PRESENT.bytes])).toEqual(taken);
    // While the secret is changed.
    expect(await send("msg_2", [OTHER.bytes, PRESENT.bytes])).toEqual(taken);
    for (const refused of [
      await send("msg_3", [OTHER.bytes]),
      await send("msg_3", [OTHER.bytes, PREVIOUS.bytes]),
      await send("msg_3", [PRESENT.bytes], 3_600_000),
      await send("msg_3", [PRESENT.bytes], -3_600_000),
    ])
      expect(refused).toMatchObject({ kind: "failed", status: 400 });
    const unsigned = await fetch(receiver.url, {
      method: "POST",
      body: payload,
    });
    expect(unsigned.status).toBe(400);
    await until("both are printed", () => receiver.printed().length >= 2);
    const line = "order.paid ORD-20261121-7K3QXW";
    expect(receiver.printed()).toEqual([line, line]);
  });

  it("keeps no endless body", async () => {
    const receiver = await run(shown(mark, "js"));
    const answer = await fetch(receiver.url, {
      method: "POST",
      body: "x".repeat(1_100_000),
    });
    expect(answer.status).toBe(400);
  });
});

describe("docs/webhooks.md", () => {
  it("lists every event, and no other", () => {
    const named = table("events").map(([type = ""]) =>
      type.replaceAll("`", ""),
    );
    expect(named).toEqual([...WEBHOOK_EVENTS]);
  });

  it("shows a message as the relay sends it", async () => {
    const example = webhookPayloadSchema.parse(JSON.parse(payload));
    const { relay, receiver } = await startTelling();
    await paidOrder(relay);
    const message = await until("it comes", () => receiver.received[0]);
    const sent = verify(message, PRESENT.text);
    const keys = (value: unknown): string[] =>
      typeof value === "object" && value !== null
        ? Object.entries(value).flatMap(([key, inner]) =>
            Number.isNaN(Number(key))
              ? [key, ...keys(inner).map((each) => `${key}.${each}`)]
              : keys(inner),
          )
        : [];
    expect(new Set(keys(example))).toEqual(new Set(keys(sent)));
  });

  it("explains every error, and no other", () => {
    const named = table("errors").map(([error = ""]) =>
      error.replaceAll("`", ""),
    );
    expect(named).toEqual([...DELIVERY_ERRORS]);
  });

  it("has the schedule as it is", () => {
    const rows = table("schedule");
    const UNITS: Readonly<Record<string, number>> = {
      second: 1,
      minute: 60,
      hour: 3600,
    };
    expect(rows).toHaveLength(10);
    let atMs = 0;
    for (const [index, [tries, pause = "", moment = ""]] of rows.entries()) {
      expect(tries).toBe(String(index + 1));
      const [, count, unit = ""] = /^(\d+) (\w+?)s?$/.exec(pause) ?? [];
      const seconds = Number(count ?? 0) * (UNITS[unit] ?? 0);
      if (index > 0) {
        expect(nextDeliveryTime(index, atMs, 0)).toBe(atMs + seconds * 1000);
        atMs += seconds * 1000;
      }
      const [h = 0, m = 0, s = 0] = moment.split(":").map(Number);
      expect(((h * 60 + m) * 60 + s) * 1000).toBe(atMs);
    }
    expect(nextDeliveryTime(rows.length, atMs, 0)).toBeUndefined();
  });

  it("shows settings that the relay takes", () => {
    const settings = [...text.matchAll(/export (MALIPO_\w+)=(\S+)/g)].map(
      ([, name = "", value = ""]) => [name, value] as const,
    );
    const parsed = parseConfig(
      { ...SERVED, ...Object.fromEntries(settings) },
      { readTextFile: () => WEBHOOK },
    );
    expect(settings).toHaveLength(2);
    expect(parsed).toMatchObject({
      ok: true,
      config: { webhook: { url: "https://shop.example/webhooks" } },
    });
  });

  it("shows commands that work", async () => {
    const { relay, receiver } = await startTelling();
    receiver.answer = (res) => {
      res.writeHead(410).end();
    };
    const order = await paidOrder(relay);
    const { id } = await triedDelivery(relay, order.id, 1);
    receiver.answer = (res) => {
      res.writeHead(204).end();
    };
    const lines = shown("commands", "sh").trim().split("\n");
    for (const line of lines) {
      const [, , ...args] = line.replace("msg_…", id).split(" ");
      const context = testContext({
        MALIPO_PUBLIC_URL: relay.url,
        MALIPO_MERCHANT_KEY: MERCHANT_KEY,
      });
      expect(await runCli(args, context), context.errorOutput()).toBe(0);
      expect(context.written()).toContain(id);
    }
    expect(lines).toHaveLength(3);
    await until("it is sent again", () => receiver.received.length === 2);
    expect(await triedDelivery(relay, order.id, 1)).toMatchObject({
      status: "delivered",
    });
  });
});
