/** One adapter against one scripted server, with a clock that stands still and a log that is searched for secrets. */
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect } from "vitest";
import { createFlexpay } from "../../../src/adapters/flexpay/index.ts";
import type {
  Flexpay,
  FlexpaySettings,
} from "../../../src/adapters/flexpay/index.ts";
import { aPlan } from "../../domain/fixtures.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { MemoryLog } from "../../support/memory-log.ts";
import { ProviderServer, http } from "../almara/provider-server.ts";
import type { Reply, Script } from "../almara/provider-server.ts";

const NOW = "2026-11-21T09:00:00Z";
export const REFERENCE = "TXN-16820000-AB1C2D3E";
export const CLIENT_SECRET = "s3cr3t-of-the-merchant";
export const WEBHOOK_SECRET = "whsec_test";

const below = `/api/v1/transactions/${REFERENCE}`;
export const ROUTES = {
  token: "POST /api/v1/auth/token",
  pending: "GET /api/v1/transactions/pending",
  find: `GET ${below}`,
  accept: `POST ${below}/accept`,
  reject: `POST ${below}/reject`,
  notices: `GET ${below}/webhooks`,
  health: "GET /api/v1/keys/idaas",
} as const;

export const PLAN = aPlan({
  method: "flexpay",
  provider: "flexpay",
  phone: null,
  amount: { value: 150_000, currency: "NGN" },
  payerReference: "A2B3C4D5E6",
});

type Changes = Readonly<Record<string, unknown>>;

/** The provider's transaction, meant for `PLAN`. */
export const aTransaction = (changes: Changes = {}): Changes => ({
  id: "3fa85f64-5717-4562-b3fc-2c963f66afa6",
  reference: REFERENCE,
  senderTag: "ada@pesawallet",
  senderAppName: "PesaWallet",
  receiverTag: "duka@dukaapp",
  receiverAppName: "DukaApp",
  amount: 1500,
  currency: "NGN",
  status: "AWAITING_ACCEPTANCE",
  narration: "Order A2B3C4D5E6",
  expiresAt: "2026-11-21T09:15:00Z",
  createdAt: "2026-11-21T09:00:00Z",
  updatedAt: "2026-11-21T09:00:00Z",
  webhooks: [],
  ...changes,
});

export const enveloped = (data: unknown): unknown => ({ success: true, data });

/** The transaction in its envelope, as a call answers. */
export const answered = (changes: Changes = {}): Reply =>
  http(200, enveloped(aTransaction(changes)));

/** A page as the provider's own server (Spring) writes it. */
export const aPage = (
  content: readonly unknown[],
  changes: Changes = {},
): unknown =>
  enveloped({
    content,
    totalElements: content.length,
    totalPages: 1,
    first: true,
    last: true,
    size: 100,
    number: 0,
    numberOfElements: content.length,
    empty: content.length === 0,
    ...changes,
  });

export interface World extends Flexpay {
  readonly server: ProviderServer;
  readonly clock: ManualClock;
  readonly log: MemoryLog;
  /** The kinds of unknown values that were counted. */
  readonly unknown: string[];
  /** Another adapter on the same server, with other settings. */
  readonly create: (changes: Partial<FlexpaySettings>) => Flexpay;
  /** Has the route answer so; gives the adapter, one that waits for nothing where no answer will come. */
  readonly answering: (reply: Reply | Script, route: string) => Flexpay;
}

const SHORT = { readMs: 300, changeMs: 300, healthMs: 300 };

/** Starts a world before each test of a file and closes it after; the token call answers "token-1", "token-2"… */
export function eachInItsOwnWorld(): () => World {
  let world: World | undefined;

  beforeEach(async () => {
    const server = await ProviderServer.start();
    const clock = new ManualClock(NOW);
    const log = new MemoryLog();
    const unknown: string[] = [];
    const metrics = {
      unknownValue: (_: string, kind: string) => void unknown.push(kind),
    };
    const create = (changes: Partial<FlexpaySettings>): Flexpay => {
      const settings = { ...settingsFor(server), ...changes };
      return createFlexpay(settings, { clock, log, metrics });
    };
    const flexpay = create({});
    const answering: World["answering"] = (reply, route) => {
      server.on(route, reply);
      return reply === "hang" ? create({ timeouts: SHORT }) : flexpay;
    };
    world = { ...flexpay, server, clock, log, unknown, create, answering };
    const tokens = Array.from({ length: 50 }, (_, i) => `token-${i + 1}`);
    server.on(
      ROUTES.token,
      ...tokens.map((token) =>
        http(200, enveloped({ token, expiresIn: 3600 })),
      ),
    );
  });

  afterEach(async () => {
    const { server, log } = world ?? {};
    world = undefined;
    await server?.[Symbol.asyncDispose]();
    const everything = JSON.stringify(log?.lines);
    for (const secret of [CLIENT_SECRET, WEBHOOK_SECRET, "token-"])
      expect(everything).not.toContain(secret);
  });

  return () => {
    if (world === undefined) throw new Error("no world outside of a test");
    return world;
  };
}

function settingsFor(server: ProviderServer): FlexpaySettings {
  return {
    apiUrl: `${server.url}/api`,
    clientId: "merchant-17",
    clientSecret: CLIENT_SECRET,
    tag: "duka@dukaapp",
    webhookSecrets: [WEBHOOK_SECRET],
    privateKey: null,
  };
}

/** The sample body of the provider's documentation, as it stands. */
export function sampleText(): string {
  const file = "../../samples/flexpay-transaction.json";
  return readFileSync(new URL(file, import.meta.url), "utf8");
}
