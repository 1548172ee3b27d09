import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Method, ProblemCode } from "@malipo/protocol";
import {
  createOrderResponseSchema,
  orderSchema,
  problemSchema,
} from "@malipo/protocol";
import type { Order } from "@malipo/protocol";
import { onTestFinished } from "vitest";
import { createPinoLog } from "../../src/adapters/pino-log/pino-log.ts";
import { createTracing } from "../../src/adapters/otel-tracing/otel-tracing.ts";
import { createPromMetrics } from "../../src/adapters/prom-metrics/prom-metrics.ts";
import { createSecrets } from "../../src/adapters/secrets/hmac-secrets.ts";
import { PROVIDERS } from "../../src/adapters/providers.ts";
import { openSqlStore } from "../../src/adapters/sql-store/open.ts";
import { cryptoRandom } from "../../src/adapters/system/crypto-random.ts";
import { systemTimers } from "../../src/adapters/system/system-timers.ts";
import { createRelayTokens } from "../../src/adapters/tokens/relay-tokens.ts";
import { assembleRelay } from "../../src/assemble.ts";
import type { AssembledRelay } from "../../src/assemble.ts";
import { serviceVariables } from "../../src/config/providers.ts";
import { createTimeZone } from "../../src/domain/time-zone.ts";
import type { TimeZone } from "../../src/domain/time-zone.ts";
import type { RateLimitSettings } from "../../src/http/kit/rate-limit.ts";
import type { MerchantServices } from "../../src/ports/merchant-services.ts";
import type { ProviderWebhooks } from "../../src/ports/provider-webhooks.ts";
import type { Store } from "../../src/ports/store.ts";
import type { Secrets } from "../../src/ports/tokens.ts";
import type { Mailer } from "../../src/ports/mailer.ts";
import type { TextSender } from "../../src/ports/text-sender.ts";
import type { WebhookSender } from "../../src/ports/webhook.ts";
import type { Alerting } from "../../src/use-cases/alerts/alerting.ts";
import type { Deps, Settings } from "../../src/use-cases/shared/deps.ts";
import { ClockSteps } from "../../src/use-cases/shared/clock-steps.ts";
import { SubmitEnds } from "../../src/use-cases/shared/submit-ends.ts";
import { findDeviation } from "./conformance.ts";
import { createAddressGuard } from "../../src/adapters/merchant-http/address-guard.ts";
import { createWebhookConnector } from "../../src/adapters/webhook-sender/webhook-connector.ts";
import { localHttp } from "./local-http.ts";
import { ManualClock } from "./manual-clock.ts";
import { borrowPostgresDatabase } from "./postgres/databases.ts";
import { ScriptedProvider } from "./scripted-provider.ts";
import { readTestSettings } from "./settings.ts";
import { shirts } from "./shirts.ts";
import { temporaryFolder } from "./temporary.ts";

export const SHOP = "https://shop.example";
export const MERCHANT_KEY = "mk_test_0123456789abcdef0123456789abcdef";
export const START = "2026-11-21T09:00:00Z";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Undefined where the answer is no JSON. */
  readonly body: unknown;
}

export interface TestRelay {
  readonly url: string;
  readonly clock: ManualClock;
  readonly provider: ScriptedProvider;
  /** Offered where the settings name its method. */
  readonly flexpay: ScriptedProvider;
  readonly store: Store;
  readonly secrets: Secrets;
  readonly deps: Deps;
  readonly relay: AssembledRelay;
  /** Everything that was logged, as text. */
  readonly logged: () => string;
  request(path: string, init?: RequestInit): Promise<Answer>;
  post(
    path: string,
    body: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  /** A new order of one black shirt, with its token. */
  order(): Promise<OpenedOrder>;
  /** Starts an attempt; its answer must be 201. */
  attempt(order: OpenedOrder, method?: Method): Promise<string>;
  read(order: OpenedOrder): Promise<Order>;
}

export interface OpenedOrder {
  readonly id: string;
  readonly token: string;
  readonly resumeSecret: string;
  readonly auth: Readonly<Record<string, string>>;
}

export interface TestRelayOptions {
  readonly settings?: Partial<Settings>;
  readonly rateLimits?: Partial<RateLimitSettings>;
  /** Stand-ins for what the merchant asks of the provider; none by default. */
  readonly services?: Partial<MerchantServices>;
  readonly webhook?: WebhookSender;
  readonly mailer?: Mailer;
  readonly textSender?: TextSender;
  readonly alerts?: Alerting;
  /** What opens the webhooks that FlexPay signs; none by default. */
  readonly flexpayWebhooks?: ProviderWebhooks;
  /** How long a stop waits for calls. Default 50: some tests never answer theirs. */
  readonly callsEndWithinMs?: number;
  /** Leave scheduled work undone. */
  readonly asleep?: boolean;
  /** Default: a SQLite file of its own. */
  readonly databaseUrl?: string;
}

const NO_SERVICES: MerchantServices = {
  payouts: null,
  bills: null,
  routes: null,
  linkMirror: null,
  transfers: null,
};

async function borrowedPostgresUrl(): Promise<string> {
  const { url, remove } = await borrowPostgresDatabase();
  onTestFinished(remove);
  return url;
}

let keys = 0;
/** A fresh Idempotency-Key. */
export function zoneOf(name: string): TimeZone {
  const zone = createTimeZone(name);
  if (zone === undefined) throw new Error(`no time zone ${name}`);
  return zone;
}

export const newKey = (): string =>
  `key-${String((keys += 1)).padStart(16, "0")}`;

/** The order that an answer opens, for a page of this origin; fails on any other answer. */
export function openedIn(
  { body }: Answer,
  origin: Readonly<Record<string, string>> = { Origin: SHOP },
): OpenedOrder {
  const { order, token, resumeSecret } = createOrderResponseSchema.parse(body);
  const auth = { Authorization: `Bearer ${token}`, ...origin };
  return { id: order.id, token, resumeSecret, auth };
}

/** The problem's code; fails when the answer is no well-formed problem document. */
export function problemCode(answer: Answer): ProblemCode {
  return problemSchema.parse(answer.body).code;
}

/**
 * A real relay over HTTP and a real database; only time and the provider are replaced. Closed with the test.
 * `MALIPO_TEST_STORE=postgres` has every test run on PostgreSQL in place of SQLite.
 */
export async function startTestRelay(
  options: TestRelayOptions = {},
): Promise<TestRelay> {
  const directory = temporaryFolder();
  const clock = new ManualClock(START);
  const provider = new ScriptedProvider();
  const flexpay = new ScriptedProvider("flexpay", options.flexpayWebhooks);
  const lines: string[] = [];
  const log = createPinoLog({
    destination: { write: (line) => void lines.push(line) },
  });
  const store = await openSqlStore(
    options.databaseUrl ??
      (process.env["MALIPO_TEST_STORE"] === "postgres"
        ? await borrowedPostgresUrl()
        : `sqlite:${path.join(directory, "test.sqlite")}`),
  );
  const server = createServer((req, res) => {
    relay.handler(req, res);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const masterKey = new Uint8Array(32).fill(7);
  const secrets = createSecrets(masterKey);
  const settings: Settings = {
    publicUrl: url,
    allowedOrigins: [SHOP],
    merchant: { name: "Duka" },
    methods: ["card", "mpesa"],
    ...{ orderTtlMs: 3_600_000, balanceTtlMs: 30 * 86_400_000 },
    deadlineGraceMs: 30_000,
    absentAfterMs: 20_000,
    checkIntervalMs: 3_000,
    hintIntervalMs: 1_000,
    maxPollIntervalMs: 5_000,
    tokenLifetimeSeconds: 600,
    serviceVariables: serviceVariables(PROVIDERS),
    retentionMs: null,
    timeZone: zoneOf("Africa/Nairobi"),
    livemode: false,
    reportsAbandonedOrders: false,
    ...options.settings,
  };
  const timers = systemTimers;
  const random = cryptoRandom;
  const bus = store.openBus({ timers, random, log });
  const counters = store.openCounters({
    timers,
    log,
    digest: (text) => secrets.digest(text),
  });
  const deps: Deps = {
    store,
    bus,
    clock,
    timers,
    random,
    log,
    metrics: createPromMetrics({ version: "0.0.0-test" }),
    tracing: createTracing("0.0.0-test"),
    providers: [provider, flexpay],
    services: { ...NO_SERVICES, ...options.services },
    webhook: options.webhook ?? null,
    webhookConnector: createWebhookConnector({
      guard: createAddressGuard({ listed: [], allowsLoopback: true }),
      http: localHttp(),
      version: "0.0.0-test",
    }),
    catalog: shirts,
    cartTokens: null,
    mailer: options.mailer ?? null,
    textSender: options.textSender ?? null,
    alerts: options.alerts ?? null,
    tokens: await createRelayTokens({
      store,
      masterKey,
      clock,
      log,
      issuer: url,
    }),
    secrets,
    settings,
    submitEnds: new SubmitEnds(clock),
    clockSteps: new ClockSteps(clock),
  };
  const relay = assembleRelay(deps, {
    merchantKeyDigest: secrets.apiKeyDigest(MERCHANT_KEY),
    trustProxy: false,
    version: "0.0.0-test",
    readSettings: () => readTestSettings(store),
    widgetFiles: { handle: () => false },
    counters: counters ?? undefined,
    healthChecks: { almara: null, flexpay: null },
    // Tests that are about other things ring one phone as often as they like.
    rateLimits: {
      prompts: { requests: 10_000, seconds: 600 },
      ...options.rateLimits,
    },
    callsEndWithinMs: options.callsEndWithinMs ?? 50,
  });
  if (options.asleep !== true) relay.start();
  onTestFinished(async () => {
    await relay.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await Promise.all([bus.close(), counters?.close()]);
    await store.close();
  });

  const request = async (to: string, init?: RequestInit): Promise<Answer> => {
    const res = await fetch(`${url}${to}`, { redirect: "manual", ...init });
    const text = await res.text();
    const contentType = res.headers.get("content-type");
    const isJson = contentType?.includes("json") === true && text !== "";
    const body = isJson ? (JSON.parse(text) as unknown) : undefined;
    const { status, headers } = res;
    const seen = { status, contentType, json: body };
    const deviation = findDeviation(init?.method ?? "GET", to, seen);
    if (deviation !== undefined) throw new Error(deviation);
    return { status, headers, text, body };
  };
  const post: TestRelay["post"] = (to, body, headers) =>
    request(to, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", ...headers },
    });

  const testRelay: TestRelay = {
    url,
    clock,
    provider,
    flexpay,
    store,
    secrets,
    deps,
    relay,
    logged: () => lines.join(""),
    request,
    post,
    async order() {
      const made = await post(
        "/v1/orders",
        { lines: [{ sku: "SHRT-BLK-XL-9981", quantity: 1 }] },
        { "Idempotency-Key": newKey(), Origin: SHOP },
      );
      return openedIn(made);
    },
    async attempt(order, method = "mpesa") {
      const answer = await post(
        `/v1/orders/${order.id}/attempts`,
        method === "mpesa" ? { method, phone: "0712 345 678" } : { method },
        { ...order.auth, "Idempotency-Key": newKey() },
      );
      if (answer.status !== 201) throw new Error(answer.text);
      return (answer.body as { attempt: { id: string } }).attempt.id;
    },
    async read(order) {
      // The token of the page may be over: tests move the clock.
      const fresh = await post(`/v1/orders/${order.id}/token`, {
        resumeSecret: order.resumeSecret,
      });
      const { token } = fresh.body as { token: string };
      const answer = await request(`/v1/orders/${order.id}`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      return orderSchema.parse(answer.body);
    },
  };
  return testRelay;
}
