/** An adapter against a scripted server, with a clock that stands still and a log that is searched for secrets. */
import { afterEach, beforeEach, expect } from "vitest";
import type { Metrics } from "../../../src/ports/metrics.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { MemoryLog } from "../../support/memory-log.ts";
import { ProviderServer } from "../almara/provider-server.ts";
import type { Reply, Script } from "../almara/provider-server.ts";

interface Ports {
  readonly clock: ManualClock;
  readonly log: MemoryLog;
  readonly metrics: Pick<Metrics, "unknownValue">;
}

export interface WorldOptions<Adapter, Settings> {
  readonly settings: (server: ProviderServer) => Settings;
  /** Settings with which a call that hangs is soon given up; the token call keeps its own time. */
  readonly impatient: Partial<Settings>;
  /** `said`: what is searched for secrets besides the log. */
  readonly open: (settings: Settings, ports: Ports, said: unknown[]) => Adapter;
  readonly token: {
    readonly route: string;
    readonly json: (token: string) => unknown;
  };
  readonly secrets: readonly string[];
}

export type World<Adapter, Settings> = Adapter & {
  readonly server: ProviderServer;
  readonly clock: ManualClock;
  readonly log: MemoryLog;
  /** "provider kind" of the unknown values that were counted. */
  readonly unknown: string[];
  /** Another adapter on the same server, with other settings. */
  readonly create: (changes: Partial<Settings>) => Adapter;
  /** Has the routes answer so; gives the adapter, an impatient one where no answer will come. */
  readonly answering: (reply: Reply | Script, ...routes: string[]) => Adapter;
};

/** Starts a world before each test of a file and closes it after; the token call answers "token-1", "token-2"… */
export function eachInAWorld<Adapter, Settings>(
  options: WorldOptions<Adapter, Settings>,
): () => World<Adapter, Settings> {
  let world: World<Adapter, Settings> | undefined;
  let said: unknown[] = [];

  beforeEach(async () => {
    const server = await ProviderServer.start();
    const clock = new ManualClock("2026-11-21T09:00:00Z");
    const log = new MemoryLog();
    const unknown: string[] = [];
    said = [];
    const metrics = {
      unknownValue: (provider: string, kind: string) =>
        void unknown.push(`${provider} ${kind}`),
    };
    const create = (changes: Partial<Settings>): Adapter => {
      const settings = { ...options.settings(server), ...changes };
      return options.open(settings, { clock, log, metrics }, said);
    };
    const adapter = create({});
    const answering = (reply: Reply | Script, ...routes: string[]) => {
      for (const route of routes) server.on(route, reply);
      return reply === "hang" ? create(options.impatient) : adapter;
    };
    world = { ...adapter, server, clock, log, unknown, create, answering };
    const { route, json } = options.token;
    const tokens = Array.from({ length: 50 }, (_, i) => `token-${i + 1}`);
    server.on(route, ...tokens.map((token) => ({ json: json(token) })));
  });

  afterEach(async () => {
    const { server, log } = world ?? {};
    world = undefined;
    await server?.[Symbol.asyncDispose]();
    const everything = JSON.stringify([log?.lines, said]);
    for (const secret of ["token-", ...options.secrets])
      expect(everything).not.toContain(secret);
  });

  return () => {
    if (world === undefined) throw new Error("no world outside of a test");
    return world;
  };
}
