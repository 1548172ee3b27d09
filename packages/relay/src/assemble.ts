/** A relay from its parts: use cases, scheduler and routes over given ports. Opens and listens to nothing. */
import { createApp } from "./http/app.ts";
import type { App } from "./http/app.ts";
import type { TrustProxy } from "./http/kit/client-address.ts";
import { createHealth } from "./http/ops/health.ts";
import type { Health } from "./http/ops/health.ts";
import { createProviderHealth } from "./http/ops/provider-health.ts";
import type { HealthChecks } from "./http/ops/provider-health.ts";
import { createRateLimits } from "./http/kit/rate-limit.ts";
import type { RateLimitSettings } from "./http/kit/rate-limit.ts";
import type { WidgetFiles } from "./http/pages/widget-files.ts";
import { createInFlight } from "./in-flight.ts";
import type { InFlight } from "./in-flight.ts";
import { createAttemptQuerier } from "./use-cases/attempts/attempt-querier.ts";
import { createOrderUseCase } from "./use-cases/orders/create-order.ts";
import type { Deps } from "./use-cases/shared/deps.ts";
import { requestPoll } from "./use-cases/transfers/request-transfers.ts";
import {
  IDEMPOTENCY_KEPT_MS,
  REFUNDS,
} from "./use-cases/shared/idempotency.ts";
import { createMerchantOrderUseCase } from "./use-cases/orders/merchant-orders.ts";
import { offeredMethods } from "./use-cases/orders/methods.ts";
import { createTaskRunner } from "./use-cases/run-task.ts";
import { createScheduler } from "./use-cases/shared/scheduler.ts";
import type { Scheduler } from "./use-cases/shared/scheduler.ts";

export interface AssembleOptions {
  /** Takes the same time for every wrong key; null where no merchant key is configured. */
  readonly isMerchantKey: ((key: string) => boolean) | null;
  readonly trustProxy: TrustProxy;
  readonly widgetFiles: WidgetFiles;
  /** Of this relay, for its description. */
  readonly version: string;
  /** How to learn whether the providers answer. Default: none is configured. */
  readonly healthChecks?: HealthChecks;
  readonly rateLimits?: Partial<RateLimitSettings> | undefined;
  /** How long a stop waits for calls that are under way. Default 30,000. */
  readonly callsEndWithinMs?: number;
}

export interface AssembledRelay extends Pick<App, "handler" | "mounted"> {
  readonly scheduler: Scheduler;
  readonly health: Health;
  /** Begins to do what is due. */
  start(): void;
  /** Takes no more work, ends the streams, and resolves when what was running has ended. */
  stop(): Promise<void>;
}

const NO_CHECKS: HealthChecks = {};
/** What a start leaves of the wait for the next query: minutes of the hourly ones, moments of the first. */
const RESUMED_SHARE = 0.1;
/** A submit that is under way may move money: its answer is worth waiting for. */
const CALLS_END_WITHIN_MS = 30_000;
const FORGET_EVERY_MS = 60 * 60 * 1000;

export function assembleRelay(
  given: Deps,
  options: AssembleOptions,
): AssembledRelay {
  let closing = false;
  const inFlight = createInFlight();
  const deps = watchCalls(given, inFlight);
  const querier = createAttemptQuerier(deps);
  const scheduler = createScheduler(deps, createTaskRunner(deps, querier));
  const endListening = deps.store.onCommit(({ orders, tasks }) => {
    for (const orderId of orders) deps.bus.publish(orderId);
    for (const [kind, dueAt] of tasks) scheduler.expect(kind, dueAt);
  });
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
  const { handler, mounted, streams } = createApp({
    deps,
    querier,
    createOrder: createOrderUseCase(deps),
    createMerchantOrder: createMerchantOrderUseCase(deps),
    isMerchantKey: options.isMerchantKey,
    limits: createRateLimits(options.rateLimits),
    trustProxy: options.trustProxy,
    widgetFiles: options.widgetFiles,
    version: options.version,
    health,
  });
  const forgetting = setInterval(() => {
    forgetOldRequests(deps);
  }, FORGET_EVERY_MS);
  forgetting.unref();
  return {
    handler,
    mounted,
    scheduler,
    health,
    start() {
      forgetOldRequests(deps);
      resumeWhatIsOpen(deps)
        .catch((error: unknown) => {
          deps.log.error({ err: error }, "open attempts could not be resumed");
        })
        .finally(() => {
          if (!closing) scheduler.start();
        });
    },
    async stop() {
      closing = true;
      clearInterval(forgetting);
      streams.close();
      await Promise.all([
        scheduler.stop(),
        inFlight.idle(options.callsEndWithinMs ?? CALLS_END_WITHIN_MS),
      ]);
      endListening();
    },
  };
}

/** All that leaves traces elsewhere or here. */
function watchCalls(deps: Deps, inFlight: InFlight): Deps {
  const { store, providers, services } = deps;
  const watch = <T extends object>(service: T | null): T | null =>
    service === null ? null : inFlight.watch(service);
  return {
    ...deps,
    store: inFlight.watch(store),
    providers: providers.map((provider) => inFlight.watch(provider)),
    services: {
      payouts: watch(services.payouts),
      bills: watch(services.bills),
      routes: watch(services.routes),
      linkMirror: watch(services.linkMirror),
      transfers: watch(services.transfers),
    },
  };
}

/** While the relay was down callbacks were lost: what is open is asked about sooner, and not all of it at once. */
async function resumeWhatIsOpen(deps: Deps): Promise<void> {
  const { store, services } = deps;
  const now = deps.clock.now();
  await store.resumeTasks("query_attempt", now, RESUMED_SHARE);
  const { transfers } = services;
  if (transfers !== null)
    await store.transaction((tx) => requestPoll(tx, transfers.provider, now));
}

function forgetOldRequests({ store, clock, log }: Deps): void {
  store
    .forgetIdempotency(clock.now() - IDEMPOTENCY_KEPT_MS, REFUNDS)
    .catch((error: unknown) => {
      log.error({ err: error }, "old idempotency keys could not be removed");
    });
}
