import { setTimeout as nextTurn } from "node:timers/promises";
import { attemptResponseSchema } from "@malipo/protocol";
import type { AttemptResponse, FailureCode, Method } from "@malipo/protocol";
import { newKey, problemCode, startTestRelay } from "./test-relay.ts";
import type {
  Answer,
  OpenedOrder,
  TestRelay,
  TestRelayOptions,
} from "./test-relay.ts";
import { LONGEST_LEASE_MS } from "../../src/ports/store.ts";
import { RECURRING_TASKS, TASK_KINDS } from "../../src/domain/task.ts";
import type { TaskKind } from "../../src/domain/task.ts";
import type { QueryResult } from "../../src/ports/provider.ts";
import { until } from "./until.ts";

export const PHONE = "0712 345 678";
export const paid = {
  kind: "succeeded",
  amount: null,
  receipt: "SKL7X2Q9WD",
} as const satisfies QueryResult;
const receipts = new WeakMap<TestRelay, number>();

/** The provider says paid: the first time for a relay as `paid` says it, then by other receipts. */
export function paidAnew(relay: TestRelay): QueryResult {
  const count = receipts.get(relay) ?? 0;
  receipts.set(relay, count + 1);
  return count === 0 ? paid : { ...paid, receipt: `SKL7X2Q9W${count}` };
}

/** Of an order that nothing is wrong with. */
export const NO_FLAGS = { late: false, overpaid: false, review: false };

export const pending: QueryResult = { kind: "pending" };

export const startAttempt = (
  relay: TestRelay,
  order: OpenedOrder,
  body: unknown,
  key: string = newKey(),
): Promise<Answer> =>
  relay.post(`/v1/orders/${order.id}/attempts`, body, {
    ...order.auth,
    "Idempotency-Key": key,
  });

export const onAttempt = (
  relay: TestRelay,
  order: OpenedOrder,
  attemptId: string,
  what: "check" | "cancel",
): Promise<Answer> =>
  relay.post(
    `/v1/orders/${order.id}/attempts/${attemptId}/${what}`,
    {},
    order.auth,
  );

/** The provider calls back about this attempt. */
export const callBack = (
  relay: TestRelay,
  attemptId: string,
  body: string | Uint8Array<ArrayBuffer> = "{}",
): Promise<Answer> =>
  relay.request(
    `/callbacks/almara/${attemptId}?s=${relay.secrets.callbackMac(attemptId)}`,
    { method: "POST", body },
  );

export const declined = (
  status: "failed" | "cancelled" | "expired",
  code: FailureCode | null = null,
): QueryResult => ({ kind: "refused", status, code });

/** A relay with a new order. */
export async function startOrder(options?: TestRelayOptions) {
  const relay = await startTestRelay(options);
  return { relay, order: await relay.order() };
}

/** A relay with a new order that is being paid by a prompt. */
export async function startPaying(options?: TestRelayOptions, method?: Method) {
  const { relay, order } = await startOrder(options);
  return { relay, order, attemptId: await relay.attempt(order, method) };
}

/** The same by card. */
export const startCard = (options?: TestRelayOptions) =>
  startPaying(options, "card");

export const untilPaid = (
  relay: TestRelay,
  order: OpenedOrder,
): Promise<boolean> =>
  until(
    "the order is paid",
    async () => (await relay.read(order)).status === "paid",
  );

/** What the provider said of the order, as it came. */
export async function bodiesOf(
  relay: TestRelay,
  { id }: OpenedOrder,
): Promise<readonly string[]> {
  const history = await relay.store.listObservations(id);
  return history.flatMap(({ raw }) =>
    raw === null ? [] : [new TextDecoder().decode(raw)],
  );
}

/** The attempt and its order, as a check or a cancel answers. */
export const askAbout = async (
  ...call: Parameters<typeof onAttempt>
): Promise<AttemptResponse> =>
  attemptResponseSchema.parse((await onAttempt(...call)).body);

/** A problem document in short: "404 not_found". */
export const refusal = (answer: Answer): string =>
  `${answer.status} ${problemCode(answer)}`;

/** Status and code of a problem document. */
export const problem = (answer: Answer) => [answer.status, problemCode(answer)];

/** When the next task is due that ends some time, of those that are free at `now`. */
export const nextTaskAt = (
  relay: TestRelay,
  now = relay.clock.now(),
): Promise<number | null> =>
  nextTaskOf(
    relay,
    TASK_KINDS.filter((kind) => !RECURRING_TASKS.has(kind)),
    now,
  );

async function nextTaskOf(
  relay: TestRelay,
  kinds: readonly TaskKind[],
  now: number,
): Promise<number | null> {
  const times = await Promise.all(
    kinds.map((kind) => relay.store.nextTaskAt(kind, now)),
  );
  const due = times.filter((at) => at !== null);
  return due.length === 0 ? null : Math.min(...due);
}

/** How long work is waited for that has begun: some tests keep the provider from answering. */
const BEGUN_MS = 500;

/** Moves the clock and has everything done that is due by then. */
export async function pass(relay: TestRelay, seconds: number): Promise<void> {
  relay.clock.advance(seconds);
  relay.relay.scheduler.poll();
  await until("all due work is done", async () => {
    const now = relay.clock.now();
    const next = await nextTaskOf(relay, TASK_KINDS, now);
    return next === null || next > now;
  });
  const giveUpAt = Date.now() + BEGUN_MS;
  while ((await isAtWork(relay)) && Date.now() < giveUpAt) await nextTurn();
}

/** Whether a task is held that was due: no lease is in force at the end of the longest. */
async function isAtWork(relay: TestRelay): Promise<boolean> {
  const now = relay.clock.now();
  const next = await nextTaskOf(relay, TASK_KINDS, now + LONGEST_LEASE_MS);
  return next !== null && next <= now;
}
