/** A relay from its parts: use cases, scheduler and routes over given ports. Opens and listens to nothing. */
import type { RelaySettings } from "@malipo/protocol/merchant";
import { createMemoryCounters } from "./adapters/counters/memory-counters.ts";
import { createApp } from "./http/app.ts";
import type { App } from "./http/app.ts";
import type { TrustProxy } from "./http/kit/client-address.ts";
import { createHealth } from "./http/ops/health.ts";
import type { Health } from "./http/ops/health.ts";
import { createProviderHealth } from "./http/ops/provider-health.ts";
import { createRateLimits } from "./http/kit/rate-limit.ts";
import type { RateLimitSettings } from "./http/kit/rate-limit.ts";
import type { PageFile } from "./http/pages/send-file.ts";
import type { ConsoleFiles } from "./http/console/files.ts";
import type { WidgetFiles } from "./http/pages/widget-files.ts";
import { assembleWork } from "./assemble-work.ts";
import type { Counters } from "./ports/counters.ts";
import type { HealthChecks } from "./ports/provider-health.ts";
import { createCallers } from "./use-cases/api-keys/read-caller.ts";
import { createOrderUseCase } from "./use-cases/orders/create-order.ts";
import type { Deps } from "./use-cases/shared/deps.ts";
import { createMerchantOrderUseCase } from "./use-cases/orders/merchant-orders.ts";
import { offeredMethods } from "./use-cases/orders/methods.ts";
import type { Scheduler } from "./use-cases/shared/scheduler.ts";

export interface AssembleOptions {
  /** As `Secrets.apiKeyDigest` makes it; null where no merchant key is configured. */
  readonly merchantKeyDigest: string | null;
  readonly trustProxy: TrustProxy;
  readonly widgetFiles: WidgetFiles;
  /** Default: none, and the console says how to build it. */
  readonly consoleFiles?: ConsoleFiles;
  /** Default: none. */
  readonly merchantLogo?: PageFile | null;
  /** What it was started with. */
  readonly readSettings: () => Promise<RelaySettings>;
  /** Of this relay, for its description. */
  readonly version: string;
  /** How to learn whether the providers answer. Default: none is configured. */
  readonly healthChecks?: HealthChecks;
  readonly rateLimits?: Partial<RateLimitSettings> | undefined;
  /** Default: each relay counts by itself. */
  readonly counters?: Counters | undefined;
  /** How long a stop waits for calls that are under way. Default 30,000. */
  readonly callsEndWithinMs?: number;
}

export interface AssembledRelay extends Pick<
  App,
  "handler" | "mounted" | "console"
> {
  readonly scheduler: Scheduler;
  readonly health: Health;
  /** How many event streams are open. */
  openStreams(): number;
  /** Begins to do what is due. */
  start(): void;
  /** Takes no more work, ends the streams, and resolves when what was running has ended. */
  stop(): Promise<void>;
}

const NO_CHECKS: HealthChecks = {};
const NO_CONSOLE_FILES: ConsoleFiles = new Map();
/** A submit that is under way may move money: its answer is worth waiting for. */
const CALLS_END_WITHIN_MS = 30_000;

export function assembleRelay(
  given: Deps,
  options: AssembleOptions,
): AssembledRelay {
  let closing = false;
  const work = assembleWork(given);
  const { deps, querier, scheduler } = work;
  const methods = offeredMethods(deps.providers, deps.settings.methods);
  const health = createHealth({
    store: deps.store,
    methods: methods.map(({ terms }) => terms.id),
    readProviders: createProviderHealth({
      checks: options.healthChecks ?? NO_CHECKS,
      clock: deps.clock,
      log: deps.log,
    }),
    log: deps.log,
    isClosing: () => closing,
  });
  const { handler, mounted, console, streams } = createApp({
    deps,
    querier,
    scheduler,
    createOrder: createOrderUseCase(deps),
    createMerchantOrder: createMerchantOrderUseCase(deps),
    callers: createCallers(deps, options.merchantKeyDigest),
    hasConfiguredKey: options.merchantKeyDigest !== null,
    limits: createRateLimits(
      options.counters ?? createMemoryCounters(),
      options.rateLimits,
    ),
    trustProxy: options.trustProxy,
    widgetFiles: options.widgetFiles,
    consoleFiles: options.consoleFiles ?? NO_CONSOLE_FILES,
    merchantLogo: options.merchantLogo ?? null,
    readSettings: options.readSettings,
    version: options.version,
    health,
    committedAt: (order) => work.committedAt(order),
  });
  return {
    handler,
    mounted,
    console,
    scheduler,
    health,
    openStreams: () => streams.count(),
    start() {
      work.start();
    },
    async stop() {
      closing = true;
      streams.close();
      await work.stop(options.callsEndWithinMs ?? CALLS_END_WITHIN_MS);
    },
  };
}
