import { expect } from "vitest";
import type { PayoutStatus } from "../../src/domain/payout.ts";
import type { WebhookSender } from "../../src/ports/webhook.ts";
import type { Refund as RefundJson } from "@malipo/protocol/merchant";
import { paidOrder, readRefund, refund, refundIn } from "./merchant.ts";
import type { PaidOrder } from "./merchant.ts";
import { ScriptedPayouts, aPayout, found } from "./stand-in-services.ts";
import { startTestRelay } from "./test-relay.ts";
import type { OpenedOrder, TestRelay } from "./test-relay.ts";

export const webhook: WebhookSender = {
  endpoint: "shop",
  url: "https://shop.example/webhooks?key=17",
  send: () => Promise.resolve({ kind: "delivered", status: 200 }),
};

export interface Refunded {
  readonly relay: TestRelay;
  readonly payouts: ScriptedPayouts;
  readonly order: PaidOrder;
  readonly made: RefundJson;
}

/** A paid order of a merchant that is told of refunds. */
export async function startPaid() {
  const payouts = new ScriptedPayouts();
  const relay = await startTestRelay({ services: { payouts }, webhook });
  return { relay, payouts, order: await paidOrder(relay) };
}

export async function startRefunded(
  onSend?: ScriptedPayouts["onSend"],
): Promise<Refunded> {
  const { relay, payouts, order } = await startPaid();
  if (onSend !== undefined) payouts.onSend = onSend;
  const made = refundIn(await refund(relay, order));
  return { relay, payouts, order, made };
}

export const becomes =
  (status: PayoutStatus): ScriptedPayouts["onFind"] =>
  (id) =>
    found(aPayout(id, status));

/** What the merchant's backend was told of refunds, oldest first. */
export async function told(
  relay: TestRelay,
  order: OpenedOrder,
): Promise<readonly string[]> {
  const { items } = await relay.store.listDeliveries(
    { orderId: order.id },
    { limit: 100 },
  );
  return items
    .map(({ event }) => event)
    .filter((event) => event.startsWith("refund."))
    .toReversed();
}

/** What was learned may still be on its way into the store. */
export async function expectRefund(
  relay: TestRelay,
  made: RefundJson,
  expected: Partial<RefundJson>,
): Promise<void> {
  await expect.poll(() => readRefund(relay, made)).toMatchObject(expected);
}

export const refundTaskAt = (relay: TestRelay): Promise<number | null> =>
  relay.store.nextTaskAt("query_refund", relay.clock.now());
