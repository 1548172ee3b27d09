/** One adapter against one scripted server, with a clock that stands still and a log that is searched for secrets. */
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect } from "vitest";
import { createAlmaraProvider } from "../../../src/adapters/almara/index.ts";
import type {
  AlmaraProvider,
  AlmaraSettings,
} from "../../../src/adapters/almara/index.ts";
import type { Log } from "../../../src/ports/log.ts";
import type { SubmitRequest } from "../../../src/ports/provider.ts";
import { aPlan, anOrder } from "../../domain/fixtures.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { ProviderServer } from "./provider-server.ts";

export const ROUTES = {
  token: "POST /connect/token",
  checkout: "POST /v1/checkout-order/new-order",
  checkoutStatus: "GET /v1/checkout-order/check-status",
  deposit: "POST /v1/express-deposit",
  depositStatus: "GET /v1/express-deposit/check-status",
  health: "GET /api_health_check",
} as const;

export const CLIENT_SECRET = "s3cr3t-of-the-merchant";
export const MAC = "bWFjLW9mLXRoaXMtYXR0ZW1wdA";
export const PLAN = aPlan();
export const CARD_PLAN = aPlan({ method: "card", phone: null });
export const REFERENCE = anOrder().reference;

export function aRequest(changes: Partial<SubmitRequest> = {}): SubmitRequest {
  return {
    plan: PLAN,
    reference: REFERENCE,
    lines: anOrder().lines,
    merchantName: "Duka la Nguo",
    customerName: "Asha Mwangi",
    callbackUrl: `https://pay.shop.example/callbacks/almara/${PLAN.id}?s=${MAC}`,
    returnUrl: `https://pay.shop.example/return/${PLAN.id}`,
    cancelUrl: `https://pay.shop.example/cancel/${PLAN.id}`,
    ...changes,
  };
}

export function aCardRequest(
  changes: Partial<SubmitRequest> = {},
): SubmitRequest {
  return aRequest({ plan: CARD_PLAN, ...changes });
}

/** The token call keeps its own time: only the call that hangs is given up. */
const SHORT = { submitMs: 100, queryMs: 100, healthMs: 100 };

export interface LogLine {
  readonly level: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}

export class MemoryLog implements Log {
  readonly lines: LogLine[] = [];

  readonly info = this.#level("info");
  readonly warn = this.#level("warn");
  readonly error = this.#level("error");

  codes(): unknown[] {
    return this.lines.map(({ fields }) => fields["code"]);
  }

  #level(level: string): Log["info"] {
    return (fields, message) => {
      this.lines.push({ level, fields, message });
    };
  }
}

export interface World {
  readonly server: ProviderServer;
  readonly clock: ManualClock;
  readonly log: MemoryLog;
  /** The adapter under test, whose answers are kept and searched for secrets at the end. */
  readonly provider: AlmaraProvider;
  /** The same, but it does not wait for an answer that never comes. */
  readonly impatient: AlmaraProvider;
  /** Another adapter on the same server, with other settings. */
  readonly create: (changes: Partial<AlmaraSettings>) => AlmaraProvider;
}

/** Starts a world before each test of a file and closes it after; the token call answers "token-1", "token-2"… */
export function eachInItsOwnWorld(): () => World {
  let world: World | undefined;
  let said: unknown[] = [];

  beforeEach(async () => {
    const server = await ProviderServer.start();
    const clock = new ManualClock("2026-11-21T09:00:00Z");
    const log = new MemoryLog();
    said = [];
    const create = (changes: Partial<AlmaraSettings>): AlmaraProvider =>
      recorded(
        createAlmaraProvider(
          { ...settingsFor(server), ...changes },
          { clock, log },
        ),
        said,
      );
    world = {
      server,
      clock,
      log,
      provider: create({}),
      impatient: create({ timeouts: SHORT }),
      create,
    };
    server.on(
      ROUTES.token,
      ...Array.from({ length: 50 }, (_, i) => ({
        json: tokenJson(`token-${i + 1}`),
      })),
    );
  });

  afterEach(async () => {
    const { server, log } = world ?? {};
    world = undefined;
    await server?.[Symbol.asyncDispose]();
    const everything = JSON.stringify([log?.lines, said]);
    for (const secret of [CLIENT_SECRET, MAC, "token-", PLAN.phone])
      expect(everything).not.toContain(secret);
  });

  return () => {
    if (world === undefined) throw new Error("no world outside of a test");
    return world;
  };
}

export function tokenJson(token: string, expiresIn: unknown = 3600): unknown {
  return { access_token: token, expires_in: expiresIn, token_type: "Bearer" };
}

function settingsFor(server: ProviderServer): AlmaraSettings {
  return {
    apiUrl: server.url,
    tokenUrl: `${server.url}/connect/token`,
    clientId: "merchant-17",
    clientSecret: CLIENT_SECRET,
    scope: "PyPay_api",
    cardRouteId: "DED81224-70B6-ED11-AD49-0EE00E897F52",
    cardChannelType: 172,
    accountNo: "0072",
    shortCode: "600000",
    checkoutHosts: ["cards.example", `127.0.0.1:${server.port}`],
  };
}

function recorded(provider: AlmaraProvider, said: unknown[]): AlmaraProvider {
  const keep = <T>(answer: T): T => {
    said.push(answer);
    return answer;
  };
  return {
    ...provider,
    submit: async (request) => keep(await provider.submit(request)),
    query: async (plan, reference) =>
      keep(await provider.query(plan, reference)),
  };
}

/** A sample body of the provider's documentation, byte for byte. */
export function sample(name: string): Uint8Array {
  return readFileSync(new URL(`../../samples/${name}`, import.meta.url));
}
