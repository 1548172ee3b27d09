/** A relay as its configuration describes it: opens the store, makes the adapters, listens or is mounted. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { RequestListener, Server } from "node:http";
import type { ResolveCart } from "./adapters/catalog/function-catalog.ts";
import { createTracing } from "./adapters/otel-tracing/otel-tracing.ts";
import { createPromMetrics } from "./adapters/prom-metrics/prom-metrics.ts";
import { createSecrets } from "./adapters/secrets/hmac-secrets.ts";
import { openSqlStore } from "./adapters/sql-store/open.ts";
import { showStoreUrl } from "./adapters/sql-store/url.ts";
import { cryptoRandom } from "./adapters/system/crypto-random.ts";
import { systemClock } from "./adapters/system/system-clock.ts";
import { systemTimers } from "./adapters/system/system-timers.ts";
import { createRelayTokens } from "./adapters/tokens/relay-tokens.ts";
import { ClockSteps } from "./use-cases/shared/clock-steps.ts";
import { SubmitEnds } from "./use-cases/shared/submit-ends.ts";
import { assembleRelay } from "./assemble.ts";
import type { AssembledRelay } from "./assemble.ts";
import {
  connectProviders,
  healthChecksOf,
  servicesOf,
} from "./connect-providers.ts";
import { NOT_PUBLIC } from "./adapters/merchant-http/address-guard.ts";
import { connectMerchant, refusedUrls } from "./connect-merchant.ts";
import { isLiveMode, serviceVariables } from "./config/providers.ts";
import type { Config } from "./config.ts";
import { createAdminHandler } from "./http/ops/admin.ts";
import type { MetricsText } from "./http/ops/admin.ts";
import { createMount } from "./http/mount.ts";
import type { RelayMount, RelayRescue } from "./http/mount.ts";
import { readConsoleFiles } from "./http/console/files.ts";
import { createWidgetFiles } from "./http/pages/widget-files.ts";
import type { OpenBus } from "./ports/bus.ts";
import type { Log } from "./ports/log.ts";
import type { Gauges } from "./ports/metrics.ts";
import type { OpenCounters } from "./ports/counters.ts";
import type { Store } from "./ports/store.ts";
import { createRelayLog } from "./relay-log.ts";
import { createTimeZone } from "./domain/time-zone.ts";
import type { TimeZone } from "./domain/time-zone.ts";
import type { Settings } from "./use-cases/shared/deps.ts";
import { readRelaySettings } from "./relay-settings.ts";
import { readVersion } from "./version.ts";

/** The configuration (see `parseConfig`), and what only code can give. */
export interface RelayOptions extends Config {
  /** Prices carts from the server the relay is mounted in; takes the place of `catalog`. */
  readonly resolveCart?: ResolveCart;
  /** Default: `createRelayLog` on standard output. */
  readonly log?: Log;
  /** Where the built widget lies. Default: the installed `@malipo/widget`. */
  readonly widgetDirectory?: string;
  /** Where the built console lies. Default: the installed `@malipo/console`. */
  readonly consoleDirectory?: string;
}

export interface Relay {
  /**
   * For a server that exists: `app.use("/pay", relay.router)`, at the path of `publicUrl` and before any body parser.
   * One function for Express 4 and 5, connect, middie and `node:http`. It takes the relay's own addresses, with 503
   * until `start` has resolved, and leaves all others to the host.
   */
  readonly router: RelayMount;
  /** An error handler for hosts whose body parser stands in front: callbacks that it choked on arrive all the same. */
  readonly rescue: RelayRescue;
  /** `/console`, `/metrics`, `/livez` and `/readyz`, as on the admin port; 503 until `start` has resolved. Not for the public. */
  readonly adminHandler: RequestListener;
  /** What `/metrics` says. Rejects until `start` has resolved. */
  metrics(): Promise<{ readonly contentType: string; readonly body: string }>;
  /**
   * Opens the store and begins to do what is due. Rejects when the store or its keys can't be opened, and when another
   * relay still has the store's file open after 30 seconds.
   */
  start(): Promise<void>;
  /**
   * Starts, and listens on `host` and `port`, and for operators on `adminHost` and `adminPort`; tells the ports, which
   * matters when they were 0.
   */
  listen(): Promise<{ readonly port: number; readonly adminPort: number }>;
  /** Ends streams and connections, lets what is running end, closes the store. Safe to call twice. */
  close(): Promise<void>;
}

/** How long after the end of a submit "not found" begins to mean "never arrived". */
const ABSENT_AFTER_MS = 20_000;
const CHECK_INTERVAL_MS = 3_000;
const HINT_INTERVAL_MS = 1_000;
const LONGEST_NAP_MS = 5_000;
const TOKEN_LIFETIME_SECONDS = 600;
const DAY_MS = 24 * 60 * 60_000;
/** A rolling restart starts the next process before the last one has stopped. */
const OTHER_RELAY_STOPS_WITHIN_MS = 30_000;
/** What a connection may still send or read once the relay is closing. */
const CLOSE_WITHIN_MS = 5_000;

/** A connection without a byte, or with half a head, is closed after 15 s; a body has 30 s in all. */
const SERVER_LIMITS = {
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1_000,
};

interface Running {
  readonly relay: AssembledRelay;
  readonly bus: OpenBus;
  readonly counters: OpenCounters | null;
  readonly store: Store;
  readonly admin: RequestListener;
  readonly metrics: MetricsText;
}

/** Does nothing by itself: `start` or `listen` do. */
export function createRelay(options: RelayOptions): Relay {
  const log = options.log ?? createRelayLog(options);
  let starting: Promise<Running> | undefined;
  let running: Running | undefined;
  let closing: Promise<void> | undefined;
  const servers: Server[] = [];
  const ending = new AbortController();

  const start = async (): Promise<void> => {
    starting ??= open(options, log, ending.signal);
    running = await starting;
  };

  const close = async (): Promise<void> => {
    ending.abort();
    const opened = await starting?.catch(() => undefined);
    const ended = servers.map((server) => once(server, "close"));
    for (const server of servers) server.close();
    await opened?.relay.stop();
    for (const server of servers) server.closeIdleConnections();
    const impatience = setTimeout(() => {
      for (const server of servers) server.closeAllConnections();
    }, CLOSE_WITHIN_MS);
    await Promise.all(ended);
    clearTimeout(impatience);
    await Promise.all([opened?.bus.close(), opened?.counters?.close()]);
    await opened?.store.close();
  };

  const listenOn = async (
    handler: RequestListener,
    host: string,
    port: number,
  ): Promise<number> => {
    if (ending.signal.aborted) throw new Error("The relay was closed.");
    const server = createServer(SERVER_LIMITS, handler);
    servers.push(server);
    server.listen(port, host);
    await once(server, "listening");
    const address = server.address();
    return typeof address === "object" ? (address?.port ?? port) : port;
  };

  return {
    ...createMount({
      publicUrl: options.publicUrl,
      providers: options.modules.map(({ id }) => id),
      routes: () => running?.relay.mounted,
      log,
    }),
    adminHandler(req, res) {
      if (running === undefined) res.writeHead(503).end();
      else running.admin(req, res);
    },
    async metrics() {
      if (running === undefined)
        throw new Error("The relay has not started yet.");
      const { metrics } = running;
      return { contentType: metrics.contentType, body: await metrics.text() };
    },
    start,
    async listen() {
      await start();
      const adminPort = await listenOn(
        (req, res) => running?.admin(req, res),
        options.adminHost,
        options.adminPort,
      );
      const port = await listenOn(
        (req, res) => running?.relay.handler(req, res),
        options.host,
        options.port,
      );
      return { port, adminPort };
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}

async function open(
  options: RelayOptions,
  log: Log,
  signal: AbortSignal,
): Promise<Running> {
  const { publicUrl, masterKey, masterKeyPrevious, merchantKey } = options;
  const clock = systemClock;
  let readGauges = (): Promise<Gauges> =>
    Promise.resolve({ openStreams: 0, store: null });
  const metrics = createPromMetrics({
    version: readVersion(),
    readGauges: () => readGauges(),
  });
  const connections = connectProviders(options, { clock, log, metrics });
  const healthChecks = healthChecksOf(options, connections);
  const store = await openSqlStore(options.databaseUrl, {
    password: options.databasePassword,
    sole: {
      waitMs: OTHER_RELAY_STOPS_WITHIN_MS,
      signal,
      onWait() {
        log.warn(
          { waitMs: OTHER_RELAY_STOPS_WITHIN_MS },
          "another relay has the database open; this one waits for it to stop",
        );
      },
    },
    onNewDatabase() {
      const database = showStoreUrl(options.databaseUrl);
      log.warn({ database }, "a new database was made");
    },
    onWarning(warning) {
      log.warn({ warning }, "the database is not safe");
    },
  });
  const timers = systemTimers;
  const random = cryptoRandom;
  const secrets = createSecrets(masterKey, masterKeyPrevious);
  const bus = store.openBus({ timers, random, log });
  const counters = store.openCounters({
    timers,
    log,
    digest: (text) => secrets.digest(text),
  });
  try {
    const deps = {
      store,
      bus,
      clock,
      timers,
      random,
      log,
      metrics,
      tracing: createTracing(readVersion()),
      providers: connections.map(({ provider }) => provider),
      services: servicesOf(connections),
      ...connectMerchant(options, log, signal, healthChecks),
      tokens: await createRelayTokens({
        store,
        masterKey,
        previousMasterKey: masterKeyPrevious,
        clock,
        log,
        issuer: publicUrl,
      }),
      secrets,
      settings: toSettings(options),
      submitEnds: new SubmitEnds(clock),
      clockSteps: new ClockSteps(clock),
    };
    const relay = assembleRelay(deps, {
      merchantKeyDigest:
        merchantKey === null ? null : secrets.apiKeyDigest(merchantKey),
      trustProxy: options.trustProxy,
      version: readVersion(),
      readSettings: () => readRelaySettings(options, store),
      counters: counters ?? undefined,
      healthChecks,
      merchantLogo: options.merchantLogo,
      consoleFiles: await readConsoleFiles(log, options.consoleDirectory),
      widgetFiles: await createWidgetFiles({
        log,
        ...(options.widgetDirectory === undefined
          ? {}
          : { directory: options.widgetDirectory }),
      }),
    });
    readGauges = async () => ({
      openStreams: relay.openStreams(),
      store: await store.readFigures(clock.now()).catch((error: unknown) => {
        log.error({ err: error }, "the store's figures could not be read");
        return null;
      }),
    });
    relay.start();
    void refusedUrls(options).then((variables) => {
      for (const variable of variables)
        log.warn({ variable }, `${variable} ${NOT_PUBLIC}`);
    });
    const { health } = relay;
    return {
      relay,
      bus,
      counters,
      store,
      admin: createAdminHandler({
        health,
        metrics,
        log,
        console: relay.console,
      }),
      metrics,
    };
  } catch (error) {
    await Promise.all([bus.close(), counters?.close()]);
    await store.close();
    throw error;
  }
}

/** The configuration has checked it; who gives options of their own may not have. */
function toTimeZone(name: string): TimeZone {
  const zone = createTimeZone(name);
  if (zone === undefined)
    throw new TypeError(`"${name}" is not an IANA time zone.`);
  return zone;
}

function toSettings(options: RelayOptions): Settings {
  return {
    publicUrl: options.publicUrl,
    allowedOrigins: options.allowedOrigins,
    merchant: options.merchant,
    methods: options.methods,
    livemode: isLiveMode(options.providers, options.methods),
    orderTtlMs: options.orderTtlSeconds * 1000,
    balanceTtlMs: options.balanceDays * DAY_MS,
    deadlineGraceMs: options.deadlineGraceSeconds * 1000,
    absentAfterMs: ABSENT_AFTER_MS,
    checkIntervalMs: CHECK_INTERVAL_MS,
    hintIntervalMs: HINT_INTERVAL_MS,
    maxPollIntervalMs: LONGEST_NAP_MS,
    tokenLifetimeSeconds: TOKEN_LIFETIME_SECONDS,
    serviceVariables: serviceVariables(options.modules),
    timeZone: toTimeZone(options.timeZone),
    retentionMs:
      options.retentionDays === 0 ? null : options.retentionDays * DAY_MS,
    reportsAbandonedOrders: options.webhook?.abandonedOrders === "send",
  };
}
