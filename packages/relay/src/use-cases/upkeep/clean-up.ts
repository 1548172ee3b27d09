/**
 * Removes old data in small steps. There is one task for the whole store, so only one of several relays does it; it
 * pauses between steps, so that payments are not delayed.
 */
import type { Instant } from "../../domain/observation.ts";
import { isWorthless } from "../../domain/privacy/when.ts";
import { CLEAN_UP_EVERY_MS } from "../../domain/task.ts";
import type { LeasedTask, Task } from "../../ports/store.ts";
import type { AgingRows, Part } from "../../ports/upkeep.ts";
import type { Deps } from "../shared/deps.ts";
import { IDEMPOTENCY_KEPT_MS, scopesOf } from "../shared/idempotency.ts";
import { eraseOrderData, erasePayment } from "./erase-order.ts";

const DAY_MS = 24 * 60 * 60_000;
/** Takes a few milliseconds. */
const ROWS_AT_ONCE = 500;
/** Each in its own transaction. */
const ORDERS_AT_ONCE = 20;
/** The pause after a step, as a multiple of its duration: the clean-up uses at most a fifth of the time. */
const RESTS_PER_STEP = 4;
const SHORTEST_REST_MS = 200;

/** How long rows are kept that are removed by age alone. Documented in docs/operations.md. */
const KEPT_MS: Readonly<Record<AgingRows, number>> = {
  requests: IDEMPOTENCY_KEPT_MS,
  returnCodes: 0,
  deliveries: 30 * DAY_MS,
  deadDeliveries: 90 * DAY_MS,
  decisions: 90 * DAY_MS,
  deletedEndpoints: DAY_MS,
  events: 30 * DAY_MS,
  alerts: 90 * DAY_MS,
  alertMessages: 90 * DAY_MS,
  differences: 400 * DAY_MS,
  reconciliations: 400 * DAY_MS,
};
/** Counted from the order's end. Late payments arrive within days. */
const UNPAID_KEPT_MS = 30 * DAY_MS;

/** Creates the only clean-up task, unless it exists. */
export async function requestCleanUp({ store, clock }: Deps): Promise<void> {
  const first: Task = {
    kind: "clean_up",
    subject: "store",
    dueAt: clock.now() + CLEAN_UP_EVERY_MS,
  };
  await store.transaction((tx) => tx.ensureTask(first));
}

/** One step; true if there is more to do. */
type Step = (now: Instant) => Promise<boolean>;

export function createCleanUp(deps: Deps): (task: LeasedTask) => Promise<void> {
  const { store, clock, clockSteps, log } = deps;
  const { retentionMs } = deps.settings;
  const steps: readonly Step[] = [
    ...Object.entries(KEPT_MS).map(([rows, keptMs]): Step => async (now) => {
      const moment = now - keptMs;
      const removed = await store.upkeep.removeOld(
        rows as AgingRows,
        moment,
        ROWS_AT_ONCE,
      );
      return removed >= ROWS_AT_ONCE;
    }),
    ...(["expired", "cancelled"] as const).map((status) =>
      throughList(
        (now, after) =>
          store.upkeep.listUnpaidOrders(
            status,
            now - UNPAID_KEPT_MS,
            ORDERS_AT_ONCE,
            after,
          ),
        (orderId, now) => removeUnpaid(deps, orderId, now),
      ),
    ),
    ...(retentionMs === null
      ? []
      : [
          throughList(
            (now, after) =>
              store.upkeep.listUnerasedOrders(
                now - retentionMs,
                ORDERS_AT_ONCE,
                after,
              ),
            (orderId, now) => eraseOrderData(store, orderId, now, "remove"),
          ),
          throughList(
            (now, after) =>
              store.upkeep.listUnerasedPayments(
                now - retentionMs,
                ORDERS_AT_ONCE,
                after,
              ),
            (payment, now) => erasePayment(store, payment.id, now),
          ),
        ]),
  ];
  const rest = (task: LeasedTask, ms: number): Promise<void> =>
    store.transaction((tx) =>
      tx.settleTask(task, { ...task, dueAt: clock.now() + ms }),
    );
  return async (task) => {
    const startedAt = clock.steadyMs();
    if (clockSteps.isDoubtful()) {
      log.warn({}, "the clock was set ahead; nothing is removed for six hours");
      return rest(task, CLEAN_UP_EVERY_MS);
    }
    let isMore = false;
    for (const step of steps) isMore = (await step(clock.now())) || isMore;
    const tookMs = Math.ceil(clock.steadyMs() - startedAt);
    const restMs = isMore
      ? Math.max(SHORTEST_REST_MS, tookMs * RESTS_PER_STEP)
      : CLEAN_UP_EVERY_MS;
    await rest(task, restMs);
  };
}

/** Continues where the last step ended, so that items that must stay are not read in every step. */
function throughList<T>(
  list: (now: Instant, after: string | null) => Promise<Part<T>>,
  work: (item: T, now: Instant) => Promise<unknown>,
): Step {
  let after: string | null = null;
  return async (now) => {
    const part = await list(now, after);
    for (const item of part.items) await work(item, now);
    after = part.next;
    return after !== null;
  };
}

/** Checks the order again in the transaction that removes it: a late payment may have arrived. */
function removeUnpaid(
  { store }: Deps,
  orderId: string,
  now: Instant,
): Promise<void> {
  return store.transaction(async (tx) => {
    const order = await tx.getOrder(orderId);
    if (order === undefined) return;
    const refunds = await tx.listRefunds(orderId);
    if (!isWorthless(order, refunds, now - UNPAID_KEPT_MS)) return;
    if (!(await tx.upkeep.hasUndelivered(orderId)))
      await tx.upkeep.removeOrder(order, scopesOf(orderId));
  });
}
