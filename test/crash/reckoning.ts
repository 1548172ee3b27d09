/** When all is at rest: what the relays have stored beside what provider, pages and merchant know. */
import { orderHistorySchema } from "@malipo/protocol/merchant";
import type { OrderHistory } from "@malipo/protocol/merchant";
import { control } from "../support/sandbox-control.ts";
import type { SandboxPayout } from "../support/sandbox-payouts.ts";
import type { WebhookReceiver } from "../support/webhook-receiver.ts";
import { AS_MERCHANT } from "./shop.ts";
import type { Shop } from "./shop.ts";
import type { Shopper } from "./shopper.ts";

interface SandboxAttempt {
  readonly originatorConversationId: string;
  readonly amount: string;
  readonly state: string;
  readonly receipt: string | null;
  readonly callbacks: readonly {
    readonly tries: readonly { readonly status?: number }[];
  }[];
}

interface SandboxTransfer {
  readonly reference: string;
  readonly narration?: string;
  readonly status: string;
  readonly webhooks: readonly { readonly status: string }[];
}

interface SandboxC2b {
  readonly account: string;
  readonly receipt: string;
  readonly callbacks: SandboxAttempt["callbacks"];
}

/** Sentences; none of them where a promise was kept. */
export interface Reckoning {
  readonly orders: number;
  /** Callbacks and webhooks of the provider that were answered with 2xx. */
  readonly acknowledged: number;
  /** Webhooks that the merchant's backend took. */
  readonly webhooks: number;
  readonly refunds: number;
  /** Acknowledged callbacks without effect. */
  readonly lost: readonly string[];
  /** Orders that were paid, or told of, twice. */
  readonly doubled: readonly string[];
  /** Pages that went back to what was before. */
  readonly regressions: readonly string[];
  readonly undelivered: readonly string[];
  readonly refundedTwice: readonly string[];
  /** Orders that say other than the provider. */
  readonly disagreements: readonly string[];
}

interface Ledger {
  readonly attempts: ReadonlyMap<string, SandboxAttempt>;
  readonly transfers: readonly SandboxTransfer[];
  readonly c2b: readonly SandboxC2b[];
  readonly payouts: readonly SandboxPayout[];
}

const isTaken = ({ status = 0 }: { readonly status?: number }): boolean =>
  status >= 200 && status < 300;

const takenOf = ({ callbacks }: Pick<SandboxAttempt, "callbacks">): number =>
  callbacks.flatMap(({ tries }) => tries).filter(isTaken).length;

export async function reckon(
  shop: Shop,
  receiver: WebhookReceiver,
  shoppers: readonly Shopper[],
): Promise<Reckoning> {
  const found = {
    lost: [] as string[],
    doubled: [] as string[],
    regressions: shoppers.flatMap(({ page }) => page?.regressions ?? []),
    undelivered: [] as string[],
    refundedTwice: [] as string[],
    disagreements: [] as string[],
  };
  let acknowledged = 0;
  let refunds = 0;
  const ledger = await readLedger(shop);
  const known = new Set<string>();
  for (const { page, way } of shoppers) {
    if (page === null) continue;
    const { id } = page.order;
    const history = await readHistory(shop, id);
    for (const attempt of history.attempts) known.add(attempt.id);
    const proven = provenOf(history, ledger);
    acknowledged += proven.acknowledged;
    if (proven.lost > 0) found.lost.push(`${id} (${way}): ${proven.lost}`);
    if (proven.payments > 1 || history.order.flags.overpaid)
      found.doubled.push(`${id} (${way}): paid ${proven.payments} times`);
    if (history.order.status !== "paid" || proven.payments === 0)
      found.disagreements.push(
        `${id} (${way}): ${history.order.status}, and at the provider ${proven.words.join(", ")}`,
      );
    if (
      JSON.stringify(page.order.outcome) !==
      JSON.stringify(history.order.outcome)
    )
      found.disagreements.push(
        `${id} (${way}): the page knows ${JSON.stringify(page.order.outcome)}, the relay ${JSON.stringify(history.order.outcome)}`,
      );
    found.undelivered.push(...undeliveredOf(history, receiver));
    const ids = new Set(
      receiver.received
        .filter(
          ({ type, data }) => type === "order.paid" && data.order.id === id,
        )
        .map((message) => message.id),
    );
    if (ids.size > 1) found.doubled.push(`${id} (${way}): told as ${ids.size}`);
    for (const { attemptId, amount } of history.refunds.filter(
      ({ status }) => status === "paid",
    )) {
      const phone = history.attempts.find(
        (attempt) => attempt.id === attemptId,
      )?.phone;
      // Nobody else has this phone.
      const sent = ledger.payouts
        .flatMap(({ lines }) => lines)
        .filter((line) => line.phone === phone);
      refunds += sent.length;
      if (sent.length > 1) found.refundedTwice.push(`${id}: ${sent.length}`);
      if (sent.length === 0 || Number(sent[0]?.amount) * 100 !== amount.value)
        found.disagreements.push(`${id}: ${sent[0]?.amount ?? 0} was sent`);
    }
    if (way === "pays_and_is_refunded" && history.refunds.length === 0)
      found.disagreements.push(`${id}: the refund is not known`);
  }
  for (const {
    originatorConversationId: id,
    state,
  } of ledger.attempts.values())
    if (!known.has(id))
      found.disagreements.push(`${id} (${state}) is of no order`);
  return {
    ...found,
    orders: shoppers.length,
    acknowledged,
    refunds,
    webhooks: new Set(receiver.received.map(({ id }) => id)).size,
  };
}

async function readLedger(shop: Shop): Promise<Ledger> {
  const { attempts } = await control<{ attempts: SandboxAttempt[] }>(
    shop,
    "/attempts?limit=1000",
  );
  const details = new Map<string, SandboxAttempt>();
  for (const { originatorConversationId: id } of attempts)
    details.set(id, await control<SandboxAttempt>(shop, `/attempts/${id}`));
  const all = "?limit=1000";
  const { transfers } = await control<{ transfers: SandboxTransfer[] }>(
    shop,
    `/transfers${all}`,
  );
  const { payments } = await control<{ payments: SandboxC2b[] }>(
    shop,
    `/c2b${all}`,
  );
  const { payouts } = await control<{ payouts: SandboxPayout[] }>(
    shop,
    `/payouts${all}`,
  );
  return { attempts: details, transfers, c2b: payments, payouts };
}

async function readHistory(shop: Shop, id: string): Promise<OrderHistory> {
  const { json } = await shop.insist("GET", `/v1/merchant/orders/${id}`, {
    headers: AS_MERCHANT,
  });
  return orderHistorySchema.parse(json);
}

interface Proven {
  readonly acknowledged: number;
  readonly lost: number;
  readonly payments: number;
  /** How each payment stands there. */
  readonly words: readonly string[];
}

/** What the provider says of the attempts of an order, and how much of it has left no trace. */
function provenOf(
  { order, attempts, observations }: OrderHistory,
  ledger: Ledger,
): Proven {
  const words: string[] = [];
  let [acknowledged, lost, payments] = [0, 0, 0];
  for (const { id, method, payerReference, receipt, transfer } of attempts) {
    const isPaid = order.status === "paid";
    if (method === "flexpay") {
      for (const sent of ledger.transfers) {
        if (payerReference === null || sent.narration !== payerReference)
          continue;
        words.push(`${sent.reference} ${sent.status}`);
        const taken = sent.webhooks.filter(
          ({ status }) => status === "DELIVERED",
        ).length;
        acknowledged += taken;
        if (sent.status === "COMPLETED") payments += 1;
        else if (taken > 0) lost += taken;
        if (sent.status === "COMPLETED" && transfer !== sent.reference)
          lost += 1;
      }
    } else if (method === "paybill") {
      for (const sent of ledger.c2b) {
        if (sent.account !== payerReference) continue;
        payments += 1;
        words.push(sent.receipt);
        const taken = takenOf(sent);
        acknowledged += taken;
        if (taken > 0 && !(isPaid && receipt === sent.receipt)) lost += taken;
      }
    } else {
      const sent = ledger.attempts.get(id);
      if (sent === undefined) continue;
      words.push(sent.state);
      if (sent.state === "paid") payments += 1;
      const taken = takenOf(sent);
      acknowledged += taken;
      const stored = observations.filter(
        ({ attemptId, source, body }) =>
          attemptId === id && source === "callback" && body !== null,
      ).length;
      lost += Math.max(0, taken - stored);
      if (taken > 0 && sent.state === "paid" && !isPaid) lost += 1;
    }
  }
  return { acknowledged, lost, payments, words };
}

function undeliveredOf(
  { order, attempts, refunds, deliveries }: OrderHistory,
  receiver: WebhookReceiver,
): string[] {
  const came = receiver.typesOf(order.id);
  const expected = [
    "order.paid",
    ...attempts
      .filter(({ status }) => status === "failed")
      .map(() => "attempt.failed"),
    ...refunds
      .filter(({ status }) => status === "paid")
      .map(() => "refund.paid"),
  ];
  const missing = expected.filter((event) => !came.includes(event));
  const waiting = deliveries
    .filter(({ status }) => status !== "delivered")
    .map(({ event, status }) => `${event} (${status})`);
  return [...missing, ...waiting].map((event) => `${order.id}: ${event}`);
}
