/** Relays in processes of their own, the sandbox in this one, and shoppers. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import {
  attemptResponseSchema,
  createOrderResponseSchema,
} from "@malipo/protocol";
import { startSandbox } from "@malipo/sandbox";
import { CANARIES } from "../support/canaries.ts";
import { relayEnvironment } from "../support/relay-environment.ts";
import { startCallbackTrap } from "./callback-trap.ts";
import type { CallbackTrap } from "./callback-trap.ts";
import { startServer } from "./child-process.ts";
import type { Server } from "./child-process.ts";
import { send } from "./http-client.ts";
import type { Reply } from "./http-client.ts";

let payers = 0;

/** What becomes of a prompt in the sandbox, by the end of its phone number. */
const PHONE_ENDS = { pays: "01", waits: "00" };
type Payer = keyof typeof PHONE_ENDS;

/** A number of its own for each prompt. */
function phoneOf(payer: Payer): string {
  payers += 1;
  return `07${String(payers).padStart(6, "0")}${PHONE_ENDS[payer]}`;
}

export interface Shopper {
  readonly orderId: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Default: one relay on SQLite. */
export interface WorldOptions {
  readonly shopUrl?: string;
  readonly postgresUrl?: string;
  /** Only on PostgreSQL may there be several. */
  readonly relays?: number;
}

export interface World {
  /** The first of the relays, which all calls go to. */
  readonly relay: Server;
  readonly relays: readonly Server[];
  readonly trap: CallbackTrap;
  createOrder(): Promise<Shopper>;
  readOrder(shopper: Shopper): Promise<Reply>;
  /** Resolves with the attempt's id. The payer pays at once by default. */
  startAttempt(shopper: Shopper, payer?: Payer): Promise<string>;
  /** Other quantities, by a number: a new version of the order. */
  changeOrder(shopper: Shopper, number: number): Promise<void>;
  /** The payer of an attempt that waits pays. */
  pay(attemptId: string): Promise<void>;
  stop(): Promise<void>;
}

const cartOf = (quantity: number): string =>
  JSON.stringify({
    lines: [
      { sku: "SHRT-BLK-XL-9981", quantity },
      { sku: "SHRT-BLU-L-4421", quantity: 2 },
    ],
  });

export async function startWorld({
  shopUrl = "http://localhost:4000",
  postgresUrl,
  relays: count = 1,
}: WorldOptions = {}): Promise<World> {
  const directory = mkdtempSync(path.join(os.tmpdir(), "malipo-bench-"));
  const trap = await startCallbackTrap();
  const sandbox = await startSandbox({
    clientSecret: CANARIES.clientSecret,
    answerDelayMs: 0,
    callbackDelayMs: 0,
    promptSeconds: 600,
  });
  const environment = {
    ...relayEnvironment({
      relayUrl: trap.url,
      sandboxUrl: sandbox.url,
      shopUrl,
      databaseFile: path.join(directory, "relay.sqlite"),
      catalogFile: path.join(
        import.meta.dirname,
        "../../examples/storefront/catalog.json",
      ),
      webhookUrl: undefined,
    }),
    MALIPO_PORT: "0",
    MALIPO_TRUST_PROXY: "loopback",
    MALIPO_PROMPT_SECONDS: "600",
    ...(postgresUrl !== undefined && { MALIPO_DATABASE_URL: postgresUrl }),
  };
  const relay = await startServer("relay-server.ts", environment);
  const relays = [relay];
  while (relays.length < count)
    relays.push(await startServer("relay-server.ts", environment));
  return {
    relay,
    relays,
    trap,
    ...shoppersOf(relay.url, shopUrl),
    async pay(attemptId) {
      const reply = await send({
        url: `${sandbox.url}/_sandbox/attempts/${attemptId}`,
        method: "POST",
        body: JSON.stringify({ outcome: "paid", callbacks: "normal" }),
      });
      expectStatus(reply, 200);
    },
    async stop() {
      await Promise.all(relays.map((each) => each.stop()));
      trap.close();
      await sandbox.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function shoppersOf(
  url: string,
  shopUrl: string,
): Pick<World, "createOrder" | "readOrder" | "startAttempt" | "changeOrder"> {
  const from = { origin: shopUrl };
  return {
    async createOrder() {
      const reply = await send({
        url: `${url}/v1/orders`,
        method: "POST",
        headers: { ...from, "idempotency-key": randomUUID() },
        body: cartOf(1),
      });
      const { order, token } = createOrderResponseSchema.parse(
        JSON.parse(expectStatus(reply, 201)),
      );
      const authorization = `Bearer ${token}`;
      return { orderId: order.id, headers: { ...from, authorization } };
    },
    async readOrder({ orderId, headers }) {
      const reply = await send({ url: `${url}/v1/orders/${orderId}`, headers });
      expectStatus(reply, 200);
      return reply;
    },
    async changeOrder({ orderId, headers }, number) {
      const reply = await send({
        url: `${url}/v1/orders/${orderId}`,
        method: "PATCH",
        headers,
        body: cartOf((number % 9) + 1),
      });
      expectStatus(reply, 200);
    },
    async startAttempt({ orderId, headers }, payer = "pays") {
      const reply = await send({
        url: `${url}/v1/orders/${orderId}/attempts`,
        method: "POST",
        headers: { ...headers, "idempotency-key": randomUUID() },
        body: JSON.stringify({ method: "mpesa", phone: phoneOf(payer) }),
      });
      return attemptResponseSchema.parse(JSON.parse(expectStatus(reply, 201)))
        .attempt.id;
    },
  };
}

export function expectStatus({ status, body }: Reply, wanted: number): string {
  if (status !== wanted) throw new Error(`${status}: ${body}`);
  return body;
}
