import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createOrderResponseSchema, orderSchema } from "@malipo/protocol";
import type { CreateOrderResponse, Order } from "@malipo/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  methodOptions,
  needsPhone,
  payScreen,
} from "../../../widget/src/state/methods.ts";
import { PROVIDERS } from "../../src/adapters/providers.ts";
import {
  callbackAddresses,
  createRelay,
  createRelayLog,
  parseConfig,
} from "../../src/index.ts";
import type { Relay } from "../../src/index.ts";
import { GOOD, runCommand } from "../cli/cli-context.ts";
import { cowrie, signCowrie } from "../support/cowrie.ts";
import { until } from "../support/until.ts";

/** The one line. */
const providers = [...PROVIDERS, cowrie];
const SECRET = "canary-of-cowrie";

const paid = new Set<string>();
const server = createServer((req, res) => {
  const isPaid = paid.has(req.url?.slice(1) ?? "") ? "yes" : "no";
  const isPrompt = req.method === "POST";
  res.end(JSON.stringify(isPrompt ? { prompt: "sent" } : { paid: isPaid }));
});

let env: Record<string, string | undefined>;
let relay: Relay;
let url: string;
const lines: string[] = [];
const folder = mkdtempSync(path.join(os.tmpdir(), "malipo-cowrie-"));

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const own = Object.entries(GOOD).filter(([name]) =>
    name.startsWith("MALIPO"),
  );
  env = {
    ...Object.fromEntries(own),
    MALIPO_PORT: "0",
    MALIPO_ADMIN_PORT: "0",
    MALIPO_DATABASE_URL: `sqlite:${path.join(folder, "relay.sqlite")}`,
    COWRIE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    COWRIE_SECRET: SECRET,
  };
  const parsed = parseConfig(env, { providers });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const log = createRelayLog(parsed.config, {
    write: (line) => void lines.push(line),
  });
  relay = createRelay({ ...parsed.config, log });
  const { port } = await relay.listen();
  url = `http://127.0.0.1:${port}`;
});

afterAll(async () => {
  await relay.close();
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (args: string[], more: object = {}) =>
  runCommand(args, { ...env, ...more }, { providers });

async function send(to: string, body: object, token: string) {
  const answer = await fetch(`${url}${to}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: {
      "Content-Type": "application/json",
      "Idempotency-Key": crypto.randomUUID(),
      Authorization: `Bearer ${token}`,
    },
  });
  expect(answer.status).toBe(201);
  return answer.json();
}

async function open(): Promise<CreateOrderResponse> {
  const unitAmount = { value: 10_000, currency: "KES" };
  const lines = [{ sku: "A", name: "A", quantity: 1, unitAmount }];
  const key = GOOD["MALIPO_MERCHANT_KEY"] ?? "";
  const made: unknown = await send("/v1/merchant/orders", { lines }, key);
  return createOrderResponseSchema.parse(made);
}

const callback = (body: string, signature: string): Promise<Response> =>
  fetch(`${url}/callbacks/cowrie`, {
    method: "POST",
    body,
    headers: { "X-Cowrie-Signature": signature },
  });

describe("a provider that is one line in the list", () => {
  it("is paid by: order, attempt, signed callback, paid", async () => {
    const { order, token } = await open();
    const address = `/v1/orders/${order.id}`;
    const headers = { Authorization: `Bearer ${token}` };
    const read = async (): Promise<Order> => {
      const answer = await fetch(`${url}${address}`, { headers });
      return orderSchema.parse(await answer.json());
    };
    const body = { method: "shells", phone: "0712 345 678" };
    const { attempt } = (await send(`${address}/attempts`, body, token)) as {
      attempt: { id: string };
    };
    expect(attempt).toMatchObject({
      status: "awaiting_payer",
      action: { type: "prompt", phone: "0712 ••• 678" },
    });
    paid.add(attempt.id);
    const text = JSON.stringify({ attempt: attempt.id });
    expect((await callback(text, "forged")).status).toBe(401);
    expect((await read()).status).toBe("pending");
    expect((await callback(text, signCowrie(SECRET, text))).status).toBe(200);
    await until("it is paid", async () => (await read()).status === "paid");
    expect(await read()).toMatchObject({
      outcome: { method: "shells", receipt: "SHELL-1" },
    });
  });

  it("is drawn by the widget, which does not know it", async () => {
    const { order } = await open();
    expect(methodOptions(order, [])).toMatchObject([
      { id: "shells", title: "Shells", input: "phone", action: "prompt" },
    ]);
    expect(needsPhone("shells", order)).toBe(true);
    expect(payScreen(order, [])).toBe("details");
  });

  it("is configured, shown and checked by name", async () => {
    const checked = await run(["check-config"], { COWRIE_URI: "x" });
    expect(checked.code).toBe(0);
    expect(checked.text).toContain("COWRIE_SECRET: set\n");
    expect(checked.text).toContain("Methods offered: shells\n");
    expect(checked.text).toContain("unknown variable COWRIE_URI");
    expect(checked.text).not.toContain(SECRET);
    const wrong = { ...env, COWRIE_SECRET: undefined, COWRIE_URL: "V4LUE" };
    expect(parseConfig(wrong, { providers })).toEqual({
      ok: false,
      problems: [
        { variable: "COWRIE_URL", message: "must be an absolute URL" },
        { variable: "COWRIE_SECRET", message: "is missing: Cowrie needs it" },
      ],
    });
  });

  it("is tried by doctor, with its address to register", async () => {
    const { code, text } = await run(["doctor", "--addresses"]);
    expect(text).toContain("ok    Cowrie, health: responds\n");
    expect(text).toContain(
      "Cowrie, callback address: http://localhost:4001/callbacks/cowrie\n",
    );
    expect(code).toBe(0);
    const parsed = parseConfig(env, { providers });
    expect(parsed.ok && callbackAddresses(parsed.config)).toMatchObject([
      { provider: "cowrie", path: "/callbacks/cowrie", isSecret: false },
    ]);
  });

  it("stands in /readyz beside those that are not configured", async () => {
    const answer = await fetch(`${url}/readyz`);
    expect(await answer.json()).toMatchObject({
      methods: ["shells"],
      providers: {
        almara: "not_configured",
        flexpay: "not_configured",
        cowrie: "up",
      },
    });
  });

  it("has its secret kept out of the log", () => {
    const parsed = parseConfig(env, { providers });
    if (!parsed.ok) throw new Error("it was right before");
    const written: string[] = [];
    createRelayLog(parsed.config, {
      write: (line) => void written.push(line),
    }).warn({ said: `no ${SECRET}` }, "something");
    expect(written.join("")).toContain("[redacted]");
    expect(written.concat(lines).join("")).not.toContain(SECRET);
  });
});
