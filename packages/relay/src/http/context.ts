/** What the routes work with: the use cases and services of one relay. */
import type { IncomingMessage } from "node:http";
import { pageAtProvider } from "../domain/payment-link.ts";
import { createCallbackReceiver } from "../use-cases/attempts/receive-callback.ts";
import { createPaybillReceiver } from "../use-cases/attempts/receive-paybill.ts";
import type { PaybillReceiver } from "../use-cases/attempts/receive-paybill.ts";
import type { AttemptQuerier } from "../use-cases/attempts/attempt-querier.ts";
import type { CreateOrderUseCase } from "../use-cases/orders/create-order.ts";
import type { CreateMerchantOrder } from "../use-cases/orders/merchant-orders.ts";
import { toOrderJson } from "../use-cases/orders/order-view.ts";
import {
  getPaymentLink,
  toPaymentLinkJson,
} from "../use-cases/payment-links/payment-links.ts";
import type { Deps } from "../use-cases/shared/deps.ts";
import { createWebhookReceiver } from "../use-cases/transfers/receive-webhook.ts";
import type { Provider } from "../ports/provider.ts";
import { createClientAddress } from "./kit/client-address.ts";
import type { TrustProxy } from "./kit/client-address.ts";
import { addressKey, networksOf } from "./kit/rate-limit.ts";
import type { RateLimits } from "./kit/rate-limit.ts";
import type { Health } from "./ops/health.ts";
import type { PayableLink } from "./pages/pay-page-view.ts";
import type { WidgetFiles } from "./pages/widget-files.ts";
import type { CallbackRoutes } from "./provider/callbacks.ts";
import type { PaybillRoute } from "./provider/paybill.ts";
import type { WebhookRoute } from "./provider/webhooks.ts";
import { requireOrder } from "./shopper/access.ts";
import { createEventStreams } from "./shopper/event-stream.ts";
import type { EventStreams } from "./shopper/event-stream.ts";
import { createOrderFeed } from "./shopper/order-feed.ts";
import { createPromptLimit } from "./shopper/prompt-limit.ts";
import type { PromptLimit } from "./shopper/prompt-limit.ts";

/** What a relay is assembled from. */
export interface AppParts {
  readonly deps: Deps;
  readonly querier: AttemptQuerier;
  readonly createOrder: CreateOrderUseCase;
  readonly createMerchantOrder: CreateMerchantOrder;
  /** Null where no merchant key is configured. */
  readonly isMerchantKey: ((key: string) => boolean) | null;
  readonly limits: RateLimits;
  readonly trustProxy: TrustProxy;
  readonly health: Health;
  /** Of this relay, for its description. */
  readonly version: string;
  readonly widgetFiles: WidgetFiles;
}

export interface HttpContext extends Omit<AppParts, "trustProxy"> {
  /** Who asks, as rate limits count them. */
  readonly clientKey: (req: IncomingMessage) => string;
  readonly limitPrompts: PromptLimit;
  readonly streams: EventStreams;
  readonly callbacks: CallbackRoutes;
  readonly paybill: PaybillRoute;
  readonly webhooks: WebhookRoute;
  /** The provider whose documented callback address is `/checkout/cart`; null when it is not configured. */
  readonly cartCallbacksOf: Provider | null;
  /** Undefined when there is no such link. */
  readonly getPayableLink: (id: string) => Promise<PayableLink | undefined>;
  /** The OpenAPI document, as JSON. */
  readonly describe: () => string;
}

export function createContext(
  parts: AppParts,
  describe: () => string,
): HttpContext {
  const { deps, querier, limits, trustProxy } = parts;
  const { secrets, log, metrics, flexpayWebhooks } = deps;
  const clientAddress = createClientAddress(trustProxy);
  const clientKey = (req: IncomingMessage): string =>
    addressKey(clientAddress(req));
  const almara = deps.providers.find(({ id }) => id === "almara") ?? null;
  return {
    ...parts,
    clientKey,
    describe,
    limitPrompts: createPromptLimit(deps, limits),
    streams: createStreams(deps, clientKey),
    callbacks: {
      secrets,
      log,
      metrics,
      ...createCallbackReceiver(deps, querier),
    },
    paybill: {
      secrets,
      log,
      metrics,
      receive: createReceiverOfPaybill(deps, almara),
    },
    webhooks: {
      log,
      receive:
        flexpayWebhooks === null
          ? null
          : createWebhookReceiver(deps, flexpayWebhooks),
    },
    cartCallbacksOf: almara,
    async getPayableLink(id) {
      const link = await getPaymentLink(deps, id);
      return link.ok
        ? {
            link: toPaymentLinkJson(deps, link.value),
            withoutScript: pageAtProvider(link.value),
          }
        : undefined;
    },
  };
}

function createStreams(
  deps: Deps,
  clientKey: HttpContext["clientKey"],
): EventStreams {
  const read = async (orderId: string) => {
    const order = await deps.store.getOrder(orderId);
    return order === undefined
      ? undefined
      : toOrderJson(deps, order, deps.clock.now());
  };
  return createEventStreams({
    clock: deps.clock,
    feed: createOrderFeed(deps.bus, deps.log, read),
    read,
    async authorize(orderId, req) {
      const access = await requireOrder(deps, orderId, req);
      if (!access.ok) return access;
      const tokenEndsAt = access.value.claims.exp * 1000;
      const networks = networksOf(clientKey(req));
      return { ok: true, value: { orderId, tokenEndsAt, networks } };
    },
  });
}

function createReceiverOfPaybill(
  deps: Deps,
  provider: Provider | null,
): PaybillReceiver | null {
  return provider?.readPaybillNotice === undefined
    ? null
    : createPaybillReceiver(
        deps,
        (raw) => provider.readPaybillNotice?.(raw) ?? null,
      );
}
