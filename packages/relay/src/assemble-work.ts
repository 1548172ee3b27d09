/** The work behind the routes: runs due tasks, and notifies pages of changed orders. */
import type { Order } from "./domain/order.ts";
import { createInFlight } from "./in-flight.ts";
import type { InFlight } from "./in-flight.ts";
import { requestWatches } from "./use-cases/alerts/watch-provider.ts";
import { createAttemptQuerier } from "./use-cases/attempts/attempt-querier.ts";
import type { AttemptQuerier } from "./use-cases/attempts/attempt-querier.ts";
import { createTaskRunner } from "./use-cases/run-task.ts";
import type { Deps } from "./use-cases/shared/deps.ts";
import { countChange } from "./use-cases/shared/count-changes.ts";
import { createScheduler } from "./use-cases/shared/scheduler.ts";
import type { Scheduler } from "./use-cases/shared/scheduler.ts";
import { resealSecrets } from "./use-cases/deliveries/webhook-endpoints.ts";
import { requestCleanUp } from "./use-cases/upkeep/clean-up.ts";
import { scheduleReconciliation } from "./use-cases/reconciliation/begin.ts";
import { requestPoll } from "./use-cases/transfers/request-transfers.ts";

export interface RelayWork {
  /** The ports for use cases, wrapped so that `stop` can wait for running calls. */
  readonly deps: Deps;
  readonly querier: AttemptQuerier;
  readonly scheduler: Scheduler;
  /** When this relay committed the order, by the clock of `performance`; undefined if it didn't. */
  committedAt(order: Order): number | undefined;
  /** Starts running due tasks. */
  start(): void;
  /** Starts no more tasks and resolves when running ones have ended; running calls have `callsEndWithinMs` to finish. */
  stop(callsEndWithinMs: number): Promise<void>;
}

/** The share of each remaining wait that a start keeps. */
const RESUMED_SHARE = 0.1;

export function assembleWork(given: Deps): RelayWork {
  let closing = false;
  const inFlight = createInFlight(given.timers);
  const deps = watchCalls(given, inFlight);
  const { store, bus, log, metrics } = deps;
  const committedAt = new WeakMap<Order, number>();
  const querier = createAttemptQuerier(deps);
  const runTask = createTaskRunner(deps, querier);
  // A task may begin because of any request, and belongs to none.
  const scheduler = createScheduler(deps, (task, order) =>
    deps.tracing.apart(() => runTask(task, order)),
  );
  const endListening = store.onCommit(({ before, orders, tasks }) => {
    for (const [orderId, order] of orders) {
      committedAt.set(order, performance.now());
      bus.publish(orderId, order);
      countChange(metrics, before.get(orderId), order);
    }
    for (const [kind, dueAt] of tasks) scheduler.notify(kind, dueAt);
  });
  return {
    deps,
    querier,
    scheduler,
    committedAt: (order) => committedAt.get(order),
    start() {
      resumeWhatIsOpen(deps)
        .catch((error: unknown) => {
          log.error({ err: error }, "open attempts could not be resumed");
        })
        .finally(() => {
          if (!closing) scheduler.start();
        });
    },
    async stop(callsEndWithinMs) {
      closing = true;
      await Promise.all([scheduler.stop(), inFlight.idle(callsEndWithinMs)]);
      endListening();
    },
  };
}

/** All ports whose calls have effects. */
function watchCalls(deps: Deps, inFlight: InFlight): Deps {
  const { store, providers, services } = deps;
  const watch = <T extends object>(service: T | null): T | null =>
    service === null ? null : inFlight.watch(service);
  return {
    ...deps,
    store: inFlight.watch(store),
    mailer: watch(deps.mailer),
    textSender: watch(deps.textSender),
    alerts: deps.alerts && {
      ...deps.alerts,
      mailer: watch(deps.alerts.mailer),
    },
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

/** What is to be done without a request. Callbacks may have been lost while the relay was down: open attempts are queried sooner, but not all at once. */
async function resumeWhatIsOpen(deps: Deps): Promise<void> {
  const { store, services } = deps;
  const now = deps.clock.now();
  await store.resumeTasks("query_attempt", now, RESUMED_SHARE);
  await resealSecrets(deps);
  await requestCleanUp(deps);
  await requestWatches(deps);
  await scheduleReconciliation(deps);
  const { transfers } = services;
  if (transfers !== null)
    await store.transaction((tx) => requestPoll(tx, transfers.provider, now));
}
