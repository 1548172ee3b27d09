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
import { ProviderServer } from "../almara/provider-server.ts";

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

/** The provider's transaction, meant for `PLAN`. */
export function aTransaction(
  changes: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
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
  };
}

export const enveloped = (data: unknown): unknown => ({ success: true, data });

/** A page as the provider's own server (Spring) writes it. */
export function aPage(
  content: readonly unknown[],
  changes: Readonly<Record<string, unknown>> = {},
): unknown {
  return enveloped({
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
}

export interface World extends Flexpay {
  readonly server: ProviderServer;
  readonly clock: ManualClock;
  readonly log: MemoryLog;
  /** The kinds of unknown values that were counted. */
  readonly unknown: string[];
  readonly codes: () => unknown[];
  /** Another adapter on the same server, with other settings. */
  readonly create: (changes: Partial<FlexpaySettings>) => Flexpay;
  /** It does not wait for an answer that never comes. */
  readonly impatient: Flexpay;
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
      unknownValue: (_provider: string, kind: string) => {
        unknown.push(kind);
      },
    };
    const create = (changes: Partial<FlexpaySettings>): Flexpay =>
      createFlexpay(
        { ...settingsFor(server), ...changes },
        { clock, log, metrics },
      );
    world = {
      ...create({}),
      server,
      clock,
      log,
      unknown,
      codes: () => log.lines.map(({ fields }) => fields["code"]),
      create,
      impatient: create({ timeouts: SHORT }),
    };
    server.on(
      ROUTES.token,
      ...Array.from({ length: 50 }, (_, i) => ({
        json: enveloped({ token: `token-${i + 1}`, expiresIn: 3600 }),
      })),
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
