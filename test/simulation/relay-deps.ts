/** The ports of one relay, as the simulated world gives them. */
import { createTracing } from "../../packages/relay/src/adapters/otel-tracing/otel-tracing.ts";
import { createMemoryBus } from "../../packages/relay/src/adapters/memory-bus/memory-bus.ts";
import { createSecrets } from "../../packages/relay/src/adapters/secrets/hmac-secrets.ts";
import { multiplyAmount } from "../../packages/relay/src/domain/amount.ts";
import { ok } from "../../packages/relay/src/domain/errors.ts";
import { createTimeZone } from "../../packages/relay/src/domain/time-zone.ts";
import type { Catalog } from "../../packages/relay/src/ports/catalog.ts";
import type { Random } from "../../packages/relay/src/ports/clock.ts";
import type { Log } from "../../packages/relay/src/ports/log.ts";
import type { Provider } from "../../packages/relay/src/ports/provider.ts";
import type { RelayTokens } from "../../packages/relay/src/ports/tokens.ts";
import type {
  Deps,
  Settings,
} from "../../packages/relay/src/use-cases/shared/deps.ts";
import type { Merchant } from "./merchant.ts";
import type { PayoutModel } from "./payouts.ts";
import type { Plan } from "./plan.ts";
import type { ProviderModel } from "./provider.ts";
import { METHODS, readCallback, readPaybillNotice } from "./provider-wire.ts";
import { SOLD_IN_PARTS } from "./parts.ts";
import type { Life } from "./life.ts";
import { SHOP } from "./service.ts";
import type { World } from "./world.ts";
import type { Seeded } from "./random.ts";
import type { RelayProcess } from "./relay-process.ts";

const HOUR = 3600_000;

const ZONE = createTimeZone("Africa/Nairobi");
if (ZONE === undefined) throw new Error("Node has no time zones.");

const SETTINGS: Settings = {
  publicUrl: "https://pay.shop.example",
  allowedOrigins: [SHOP],
  merchant: { name: "Duka" },
  methods: ["card", "mpesa", "paybill"],
  orderTtlMs: HOUR,
  balanceTtlMs: 2 * HOUR,
  deadlineGraceMs: 30_000,
  absentAfterMs: 20_000,
  checkIntervalMs: 3_000,
  hintIntervalMs: 1_000,
  maxPollIntervalMs: 5_000,
  tokenLifetimeSeconds: 600,
  serviceVariables: {
    payouts: [],
    bills: [],
    routes: [],
    linkMirror: [],
    transfers: [],
  },
  retentionMs: null,
  timeZone: ZONE,
  livemode: false,
  reportsAbandonedOrders: false,
};
const UNIT = { value: 250_000, currency: "KES" };
/**
 * How long all is well. What a relay held when it died is found by a poll when its lease has ended, by the clock that it
 * had: the longer the peace, the less is left to find, and polls take the most time of a history.
 */
const peaceOf = ({ healedAt, now }: World): number =>
  healedAt === null ? 0 : now - healedAt;

const catalog: Catalog = {
  price: (lines) =>
    Promise.resolve(
      ok({
        reference: null,
        adjustments: [],
        payment: lines.some(({ sku }) => sku === SOLD_IN_PARTS)
          ? "partial"
          : "exact",
        lines: lines.map(({ sku, quantity }) => ({
          sku,
          name: sku,
          quantity,
          unitAmount: UNIT,
          amount: multiplyAmount(UNIT, quantity) ?? UNIT,
        })),
      }),
    ),
};

const tokens: RelayTokens = {
  sign: ({ jti }) => Promise.resolve(`token of ${jti}`),
  verify: () => Promise.resolve({ kind: "invalid" }),
  acceptedKeys: () => Promise.resolve(new Set()),
  publicKeys: () => Promise.resolve({ keys: [] }),
};

export function createDepsMaker(
  world: World,
  plan: Plan,
  models: {
    readonly provider: ProviderModel;
    readonly payouts: PayoutModel;
    readonly merchant: Merchant;
  },
): (
  process: RelayProcess,
  life: Life,
) => Omit<Deps, "store" | "clock" | "timers" | "submitEnds" | "clockSteps"> {
  const random = toPort(world.random.fork("ids"));
  const secrets = createSecrets(new Uint8Array(32).fill(7));
  return (process, life) => {
    const gate = <T>(what: string, work: () => Promise<T>): Promise<T> =>
      process.pass(life, what, work);
    const provider: Provider = {
      id: "almara",
      inbound: [],
      methods: METHODS,
      submit: (request) =>
        gate("submit", () => models.provider.submit(request)),
      query: (asked) =>
        gate("query", () => models.provider.query(asked, () => life.isAlive)),
      readCallback,
      readPaybillNotice,
      whyNotRefundable: (method) => (method === "mpesa" ? null : "not_offered"),
    };
    const nothing = (): void => undefined;
    return {
      bus: createMemoryBus(),
      random,
      log: toLog(world, process.name),
      tracing: createTracing("simulated"),
      metrics: {
        order: nothing,
        orderFlag: nothing,
        attempt: nothing,
        providerCall: nothing,
        unknownValue: nothing,
        callback: nothing,
        callbackCommitted: nothing,
        streamed: nothing,
        delivery: nothing,
        alert: nothing,
      },
      providers: [provider],
      services: {
        payouts: {
          ...models.payouts.terms,
          send: (request) => gate("payout", () => models.payouts.send(request)),
          find: (id) => gate("payout query", () => models.payouts.find(id)),
          reject: () => Promise.resolve({ kind: "not_found" }),
        },
        bills: null,
        routes: null,
        linkMirror: null,
        transfers: null,
      },
      webhook: {
        endpoint: "shop",
        url: "https://shop.example/webhooks",
        send: (message) => gate("webhook", () => models.merchant.send(message)),
      },
      webhookConnector: {
        whyRefused: () => null,
        connect: (url) => ({
          endpoint: url,
          url,
          send: (message) =>
            gate("webhook", () => models.merchant.send(message)),
        }),
      },
      catalog,
      cartTokens: null,
      mailer: null,
      textSender: null,
      alerts: null,
      tokens,
      secrets,
      settings: {
        ...SETTINGS,
        orderTtlMs: plan.orderTtlMs,
        get maxPollIntervalMs() {
          return Math.max(
            plan.maxPollIntervalMs,
            Math.floor(peaceOf(world) / 4),
          );
        },
      },
    };
  };
}

function toLog(world: World, name: string): Log {
  const note =
    (level: string): Log["info"] =>
    (fields, message) => {
      const { err, detail } = fields;
      const why = err instanceof Error ? err.message : detail;
      const reason = typeof why === "string" ? ` (${why})` : "";
      world.note(name, `${level}: ${message}${reason}`);
    };
  return { info: note("info"), warn: note("warn"), error: note("error") };
}

function toPort(random: Seeded): Random {
  const hex = (length: number): string =>
    random.text(length, "0123456789abcdef");
  return {
    id: (prefix) =>
      `${prefix}${random.text(22, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")}`,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    code: (length) => random.text(length, "23456789ABCDEFGHJKMNPQRSTUVWXYZ"),
    chance: () => random.next(),
  };
}
