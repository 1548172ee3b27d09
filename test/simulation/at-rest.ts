/** When everything has had its time: what page, merchant, relay and provider hold to be true is the same. */
import {
  attemptStatus,
  attemptSuccess,
} from "../../packages/relay/src/domain/attempt.ts";
import {
  openBalanceOf,
  orderFlags,
  orderOutcome,
  orderStatus,
} from "../../packages/relay/src/domain/order.ts";
import type { Order } from "../../packages/relay/src/domain/order.ts";
import { figureOf } from "../../packages/relay/src/domain/order-figure.ts";
import { takesParts } from "../../packages/relay/src/domain/part-payments.ts";
import { refundStatus } from "../../packages/relay/src/domain/refund.ts";
import {
  RECURRING_TASKS,
  TASK_KINDS,
} from "../../packages/relay/src/domain/task.ts";
import { isSameValue } from "../../packages/relay/src/domain/same-value.ts";
import type { Store } from "../../packages/relay/src/ports/store.ts";
import type { WebhookPayload } from "@malipo/protocol/merchant";
import { assertPartsAtRest } from "./parts.ts";
import { textOf } from "./invariants.ts";
import type { Invariants } from "./invariants.ts";
import type { Ledger } from "./ledger.ts";
import type { Merchant } from "./merchant.ts";
import type { Browser } from "./page.ts";
import { assertKept } from "./violation.ts";
import { outcomeText } from "./outcome-text.ts";

export interface Rest {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly merchant: Merchant;
  readonly browsers: readonly Browser[];
  readonly invariants: Invariants;
  readonly now: number;
}

const agree = (holds: boolean, what: string): void => {
  assertKept(holds, "at rest all agree", what);
};

export async function assertAgreement(rest: Rest): Promise<void> {
  const { invariants, store, browsers, now } = rest;
  for (const [orderId, versions] of invariants.history) {
    const order = await store.getOrder(orderId);
    if (order === undefined) throw new Error(`${orderId} is gone`);
    agree(
      isSameValue(order, versions.at(-1)),
      `what is stored of ${orderId} was never committed`,
    );
    assertMoney(rest, order);
    await assertMerchantKnows(rest, order);
    await assertRefunds(rest, order);
    for (const browser of browsers)
      if (browser.orderId === orderId) assertPagesKnow(browser, order);
  }
  await assertBodiesKept(rest);
  await assertStraysKept(rest);
  await assertCounted(rest);
  await assertOwed(rest);
  for (const kind of TASK_KINDS) {
    if (RECURRING_TASKS.has(kind)) continue;
    const next = await store.nextTaskAt(kind, now);
    agree(next === null, `a task of the kind ${kind} is left over`);
  }
}

const takesPartsOf = ({ plan }: Order["attempts"][number]): boolean =>
  plan.takesParts === true;

function assertMoney({ ledger }: Rest, order: Order): void {
  const paid = order.attempts.filter((each) => attemptSuccess(each) !== null);
  const { review, overpaid } = orderFlags(order);
  for (const attempt of order.attempts) {
    const { id, amount } = attempt.plan;
    const value = ledger.paidValue(id);
    const status = attemptStatus(attempt);
    if (value === 0) {
      agree(
        ["failed", "cancelled", "expired"].includes(status) ||
          (status === "unconfirmed" && review),
        `nothing was paid for ${id}, which is ${status}`,
      );
    } else if (value >= amount.value || takesPartsOf(attempt))
      agree(status === "succeeded", `${id} was paid in full, and is ${status}`);
    else agree(review, `${id} was paid in part, and nobody looks`);
  }
  for (const entry of ledger.ofOrder(order.id))
    agree(
      order.attempts.some(({ plan }) => plan.id === entry.plan.id),
      `the provider knows ${entry.plan.id} alone`,
    );
  if (takesParts(order)) return;
  agree(paid.length < 2 || overpaid, `${order.id} was paid twice unflagged`);
  agree(
    (orderStatus(order) === "paid") === paid.length > 0,
    `${order.id} is ${orderStatus(order)} with ${paid.length} payments`,
  );
}

async function assertMerchantKnows(
  { store, merchant, ledger }: Rest,
  order: Order,
): Promise<void> {
  const { items } = await store.listDeliveries(
    { orderId: order.id },
    { limit: 100 },
  );
  for (const { id, status, event } of items) {
    agree(status === "delivered", `${event} of ${order.id} is ${status}`);
    agree(merchant.taken.has(id), `the merchant never took ${event}`);
  }
  if (takesParts(order))
    assertPartsAtRest(
      ledger,
      order,
      items
        .map(({ payload }) => JSON.parse(payload) as WebhookPayload)
        // Not by their times: relays' clocks differ.
        .toSorted((a, b) => a.data.order.version - b.data.order.version),
    );
  const events = new Set<string>(items.map(({ event }) => event));
  const { review, overpaid } = orderFlags(order);
  const status = orderStatus(order);
  const expected = [
    ...(status === "paid" || status === "cancelled" ? [status] : []),
    ...(status === "expired" && order.attempts.length > 0 ? [status] : []),
    ...(review ? ["review"] : []),
    ...(overpaid ? ["overpaid"] : []),
  ].map((name) => `order.${name}`);
  for (const event of expected)
    agree(events.has(event), `${event} of ${order.id} was never told`);
  if (expected.length === 0) return;
  const known = merchant.orders.get(order.id);
  agree(
    known?.status === status &&
      outcomeText(known.outcome) === outcomeText(orderOutcome(order)),
    `the merchant holds ${order.id} to be ${String(known?.status)}, not ${status}`,
  );
}

async function assertRefunds(
  { store, ledger }: Rest,
  order: Order,
): Promise<void> {
  const refunds = await store.listRefunds(order.id);
  for (const refund of refunds) {
    const { id } = refund.plan;
    const state = ledger.payouts.get(id)?.state;
    const status = refundStatus(refund);
    const expected =
      state === "paid"
        ? "paid"
        : state === "timed_out"
          ? "unconfirmed"
          : "failed";
    agree(status === expected, `refund ${id} is ${status}, not ${expected}`);
  }
  for (const [id, { request }] of ledger.payouts)
    agree(
      request.reference !== order.reference ||
        refunds.some(({ plan }) => plan.id === id),
      `the provider knows the payout ${id} alone`,
    );
}

/** A page whose stream ended with an outcome hears of a later one when it is loaded again. */
function assertPagesKnow({ tabs, told }: Browser, order: Order): void {
  const outcome = orderOutcome(order);
  for (const { isOpen, view } of tabs) {
    if (!isOpen) continue;
    const isStale =
      view?.outcome != null &&
      view.version < order.version &&
      (view.outcome.id === outcome?.id || view.status !== "paid");
    agree(
      isStale || view?.version === order.version,
      `a page shows version ${String(view?.version)} of ${order.id}, not ${order.version}`,
    );
    agree(
      isStale || outcome === null || told.has(outcome.id),
      `a page was not told ${order.id}'s outcome`,
    );
  }
}

/** All money that came without an order either counts for one, once, or is in the list of such money. */
async function assertStraysKept({
  store,
  ledger,
  invariants,
}: Rest): Promise<void> {
  const attempts = [...invariants.history.values()].flatMap(
    (versions) => versions.at(-1)?.attempts ?? [],
  );
  for (const { receipt, amount, assigned } of ledger.strays.values()) {
    const payment = await store.getUnmatchedPayment(receipt);
    agree(payment !== undefined, `the payment ${receipt} is gone`);
    const counted = attempts.filter(({ facts }) =>
      facts.payments.some((each) => each.receipt === receipt),
    );
    agree(
      payment?.amount?.value === amount.value &&
        payment.assigned?.orderId === assigned?.orderId &&
        counted.length === (assigned === null ? 0 : 1) &&
        counted.every(({ plan }) => plan.id === assigned?.attemptId),
      `the payment ${receipt} counts ${counted.length} times`,
    );
  }
}

/** What summaries count is what there is. */
async function assertCounted({ store, invariants }: Rest): Promise<void> {
  const all = { from: 0, before: Number.MAX_SAFE_INTEGER };
  const counted = new Map<string, number>();
  for (const each of await store.readOrderFigures(all)) {
    const { status, method, paidWithin, value, count } = each;
    counted.set(`${status} ${method} ${paidWithin} ${value}`, count);
  }
  const real = new Map<string, { value: number; count: number }>();
  for (const versions of invariants.history.values()) {
    const last = versions.at(-1);
    if (last === undefined) continue;
    const { status, method, paidWithin, value } = figureOf(last);
    const key = `${status} ${method} ${paidWithin}`;
    const known = real.get(key) ?? { value: 0, count: 0 };
    real.set(key, { value: known.value + value, count: known.count + 1 });
  }
  agree(
    counted.size === real.size &&
      [...real].every(
        ([key, { value, count }]) => counted.get(`${key} ${value}`) === count,
      ),
    `orders are counted as ${JSON.stringify([...counted])}`,
  );
}

/** What partly paid orders are said to owe is what they owe. */
async function assertOwed({ store, invariants, now }: Rest): Promise<void> {
  const owed = [...invariants.history.values()].flatMap((versions) => {
    const last = versions.at(-1);
    return last === undefined ? [] : (openBalanceOf(last) ?? []);
  });
  const sum = (of: "paid" | "due", balances: typeof owed): number =>
    balances.reduce((total, balance) => total + balance[of].value, 0);
  const { openBalances } = await store.readFigures(now);
  const count = openBalances.reduce((total, each) => total + each.count, 0);
  agree(
    count === owed.length &&
      sum("paid", [...openBalances]) === sum("paid", owed) &&
      sum("due", [...openBalances]) === sum("due", owed),
    `${count} orders are counted as partly paid, and ${owed.length} are`,
  );
}

async function assertBodiesKept({ store, invariants }: Rest): Promise<void> {
  const kept = new Set<string>();
  const keep = (raw: Uint8Array | null): void => {
    if (raw !== null) kept.add(textOf(raw));
  };
  for (const orderId of invariants.history.keys())
    for (const { raw } of await store.listObservations(orderId)) keep(raw);
  const { items } = await store.listUnmatchedPayments({}, { limit: 100 });
  for (const { raw } of items) keep(raw);
  for (const raw of invariants.acknowledgedBodies)
    agree(
      kept.has(textOf(raw)),
      `an acknowledged body is gone: ${textOf(raw)}`,
    );
}
