/** A call of every route that changes something through the merchant API, prepared so that it succeeds. */
import type { WebhookSender } from "../../src/ports/webhook.ts";
import type { Route } from "../../src/http/kit/route.ts";
import { ROUTE_GROUPS } from "../../src/http/routes.ts";
import { alertingTo } from "./alerting.ts";
import { paid } from "./attempts.ts";
import { KEY, makeKey, paidOrder, refund, refundIn } from "./merchant.ts";
import { webhook } from "./refunded.ts";
import { ScriptedTransfers } from "./scripted-transfers.ts";
import { ScriptedPayouts, found, kes, rejection } from "./stand-in-services.ts";
import { newKey, startTestRelay } from "./test-relay.ts";
import type { Answer, TestRelay, TestRelayOptions } from "./test-relay.ts";
import { CONFIGURED_ENDPOINT_ID } from "../../src/domain/webhook-endpoint.ts";
import { makeEndpoint } from "./endpoints.ts";
import { assign, payment, put } from "./unmatched.ts";

export const MERCHANT_ROUTES = ROUTE_GROUPS.flatMap(
  ({ routes }) => routes,
).filter(({ access }) => access === "merchantKey");
export const CHANGING_ROUTES = MERCHANT_ROUTES.filter(
  ({ method }) => method !== "GET",
);

export interface World {
  readonly relay: TestRelay;
  readonly payouts: ScriptedPayouts;
  readonly transfers: ScriptedTransfers;
  /** What the providers were asked to do, and the merchant's receiver. */
  readonly asked: () => number;
}

export async function startWorld(
  options: TestRelayOptions = {},
): Promise<World> {
  const payouts = new ScriptedPayouts();
  payouts.onReject = (id) => found([rejection(id, true)]);
  const transfers = new ScriptedTransfers("leave");
  let rejected = 0;
  let sent = 0;
  const { onReject } = payouts;
  payouts.onReject = (id) => {
    rejected += 1;
    return onReject(id);
  };
  const services = { payouts, transfers };
  const counted: WebhookSender = {
    ...webhook,
    send(...message) {
      sent += 1;
      return webhook.send(...message);
    },
  };
  const relay = await startTestRelay({
    asleep: true,
    services,
    webhook: counted,
    alerts: alertingTo({ webhook: counted }),
    ...options,
  });
  const asked = (): number =>
    relay.provider.queries.length +
    payouts.sent.length +
    rejected +
    sent +
    transfers.calls.filter(([call]) => call === "accept" || call === "reject")
      .length;
  return { relay, payouts, transfers, asked };
}

/** What is to be sent; `object`: its id, null where the call creates it. */
interface Prepared {
  readonly params: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly object: string | null;
}

const about = (id: string, body?: unknown): Prepared => ({
  params: { id },
  object: id,
  ...(body === undefined ? {} : { body }),
});
const created = (body: unknown): Prepared => ({
  params: {},
  body,
  object: null,
});

const transferOf = ({ transfers }: World, body?: unknown): Prepared => {
  const reference = transfers.send(null, 150_000);
  return { ...about(reference, body), params: { reference } };
};

export const PREPARED: Readonly<
  Record<string, (world: World) => Prepared | Promise<Prepared>>
> = {
  createMerchantOrder: () =>
    created({
      lines: [
        {
          sku: "GIFT",
          name: "Gift card",
          quantity: 1,
          unitAmount: { value: 50_000, currency: "KES" },
        },
      ],
    }),
  async checkOrder({ relay }) {
    const order = await relay.order();
    await relay.attempt(order);
    relay.provider.onQuery = () => paid;
    return about(order.id);
  },
  cancelOrder: async ({ relay }) => about((await relay.order()).id),
  async resolveOrder({ relay }) {
    const { id } = await relay.order();
    await put(relay, payment("TOO-MUCH", { amount: kes(300_000) }));
    await assign(relay, "TOO-MUCH", id);
    return about(id, { note: "Sent KES 500 back by hand" });
  },
  revokeOrderTokens: async ({ relay }) => about((await relay.order()).id),
  createPaymentLink: () => created({ title: "Class" }),
  async changePaymentLink({ relay }) {
    const body = { title: "Class" };
    const made = await relay.post("/v1/merchant/payment-links", body, KEY);
    return about((made.body as { id: string }).id, { active: false });
  },
  createRefund: async ({ relay }) =>
    about((await paidOrder(relay)).id, { reason: "Wrong size" }),
  async rejectRefund({ relay }) {
    const order = await paidOrder(relay);
    const { id: refundId } = refundIn(await refund(relay, order));
    return { params: { id: order.id, refundId }, object: order.id };
  },
  rejectPayout: () => about("PAYOUT 17"),
  acceptTransfer: (world) => transferOf(world),
  rejectTransfer: (world) => transferOf(world, { reason: "Unknown sender" }),
  async redriveDelivery({ relay }) {
    const { id: orderId } = await paidOrder(relay);
    const { items } = await relay.store.listDeliveries(
      { orderId },
      { limit: 1 },
    );
    const [delivery] = items;
    if (delivery === undefined) throw new Error("nothing was to be told");
    await relay.store.transaction((tx) =>
      tx.updateDelivery({ ...delivery, status: "dead", tries: 9 }),
    );
    return about(delivery.id);
  },
  async assignUnmatchedPayment({ relay }) {
    await put(relay, payment("STRAY17"));
    return about("STRAY17", { orderId: (await relay.order()).id });
  },
  async dismissUnmatchedPayment({ relay }) {
    await put(relay, payment("STRAY18"));
    return about("STRAY18", { note: "Sent back by hand" });
  },
  startReconciliation: () => ({
    params: { day: "2026-11-19" },
    object: "2026-11-19",
  }),
  createWebhookEndpoint: () =>
    created({ name: "Accounting", url: "https://books.example/webhooks" }),
  updateWebhookEndpoint: async ({ relay }) =>
    about((await makeEndpoint(relay)).id, { paused: true }),
  rotateWebhookSecret: async ({ relay }) =>
    about((await makeEndpoint(relay)).id),
  deleteWebhookEndpoint: async ({ relay }) =>
    about((await makeEndpoint(relay)).id),
  testWebhookEndpoint: () => about(CONFIGURED_ENDPOINT_ID),
  testAlerts: () => ({ params: {}, object: null }),
  createApiKey: () => created({ name: "Accounting", scopes: ["read"] }),
  rotateApiKey: async ({ relay }) => about((await makeKey(relay, ["read"])).id),
  deleteApiKey: async ({ relay }) => about((await makeKey(relay, ["read"])).id),
};

export const pathWith = (
  { path, params = {} }: Route,
  given: Readonly<Record<string, string>> = {},
): string =>
  path.replaceAll(/:(\w+)/g, (_part, name: string) =>
    encodeURIComponent(given[name] ?? params[name]?.example ?? ""),
  );

/** `url`: another relay than that of the world. */
export async function callRoute(
  { relay }: World,
  route: Route,
  { params, body }: Pick<Prepared, "params" | "body">,
  headers: Readonly<Record<string, string>>,
  url?: string,
): Promise<Pick<Answer, "status" | "text">> {
  const init: RequestInit = {
    method: route.method,
    headers: {
      ...KEY,
      "Idempotency-Key": newKey(),
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  const path = pathWith(route, params);
  if (url === undefined) return relay.request(path, init);
  const res = await fetch(`${url}${path}`, init);
  return { status: res.status, text: await res.text() };
}
