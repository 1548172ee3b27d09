/** The dependencies of route handlers: the use cases and services of one relay. */
import type { IncomingMessage } from "node:http";
import type { RelaySettings } from "@malipo/protocol/merchant";
import type { Order } from "../domain/order.ts";
import { providerPageUrl } from "../domain/payment-link.ts";
import type { Callers } from "../use-cases/api-keys/read-caller.ts";
import type { AttemptQuerier } from "../use-cases/attempts/attempt-querier.ts";
import type { CreateOrderUseCase } from "../use-cases/orders/create-order.ts";
import type { CreateMerchantOrder } from "../use-cases/orders/merchant-orders.ts";
import type { Scheduler } from "../use-cases/shared/scheduler.ts";
import { toOrderJson } from "../use-cases/orders/order-view.ts";
import { getPaymentLink } from "../use-cases/payment-links/payment-links.ts";
import { toPaymentLinkJson } from "../use-cases/payment-links/link-view.ts";
import type { Deps } from "../use-cases/shared/deps.ts";
import { createClientAddress } from "./kit/client-address.ts";
import type { TrustProxy } from "./kit/client-address.ts";
import { addressKey, networksOf } from "./kit/rate-limit.ts";
import type { RateLimits } from "./kit/rate-limit.ts";
import type { ConsoleFiles } from "./console/files.ts";
import type { Health } from "./ops/health.ts";
import { createDrawings } from "./pages/drawings.ts";
import type { Drawings } from "./pages/drawings.ts";
import type { PageFile } from "./pages/send-file.ts";
import type { PayableLink } from "./pages/pay-page-view.ts";
import type { WidgetFiles } from "./pages/widget-files.ts";
import { createInbound } from "./provider/inbound.ts";
import type { Inbound } from "./provider/inbound.ts";
import { requireOrder } from "./shopper/access.ts";
import { createEventStreams } from "./shopper/event-stream.ts";
import type { EventStreams, StreamedOrder } from "./shopper/event-stream.ts";
import { createOrderFeed } from "./shopper/order-feed.ts";
import { createPromptLimit } from "./shopper/prompt-limit.ts";
import type { PromptLimit } from "./shopper/prompt-limit.ts";

/** The parts that a relay is assembled from. */
export interface AppParts {
  readonly deps: Deps;
  readonly querier: AttemptQuerier;
  readonly scheduler: Scheduler;
  readonly createOrder: CreateOrderUseCase;
  readonly createMerchantOrder: CreateMerchantOrder;
  readonly callers: Callers;
  /** Whether `MALIPO_MERCHANT_KEY` is set. */
  readonly hasConfiguredKey: boolean;
  readonly limits: RateLimits;
  readonly trustProxy: TrustProxy;
  readonly health: Health;
  /** What the relay was started with. */
  readonly readSettings: () => Promise<RelaySettings>;
  /** The relay's version, for the OpenAPI document. */
  readonly version: string;
  readonly widgetFiles: WidgetFiles;
  readonly consoleFiles: ConsoleFiles;
  /** Null if there is none. */
  readonly merchantLogo: PageFile | null;
  /** When this relay committed the order; undefined if it didn't. */
  readonly committedAt: (order: Order) => number | undefined;
}

export interface HttpContext extends Omit<AppParts, "trustProxy"> {
  /** Identifies the client for rate limits. */
  readonly clientKey: (req: IncomingMessage) => string;
  readonly limitPrompts: PromptLimit;
  readonly streams: EventStreams;
  readonly inbound: Inbound;
  readonly drawings: Drawings;
  /** Undefined if there is no such link. */
  readonly getPayableLink: (id: string) => Promise<PayableLink | undefined>;
  /** The OpenAPI document, as JSON. */
  readonly describe: () => string;
}

export function createContext(
  parts: AppParts,
  describe: () => string,
): HttpContext {
  const { deps, querier, scheduler, limits, trustProxy } = parts;
  const clientAddress = createClientAddress(trustProxy);
  const clientKey = (req: IncomingMessage): string =>
    addressKey(clientAddress(req));
  return {
    ...parts,
    clientKey,
    describe,
    limitPrompts: createPromptLimit(deps, limits),
    streams: createStreams(parts, clientKey),
    inbound: createInbound(deps, querier, scheduler),
    drawings: createDrawings(),
    async getPayableLink(id) {
      const link = await getPaymentLink(deps, id);
      return link.ok
        ? {
            link: await toPaymentLinkJson(deps, link.value),
            withoutScript: providerPageUrl(link.value),
          }
        : undefined;
    },
  };
}

function createStreams(
  { deps, committedAt }: AppParts,
  clientKey: HttpContext["clientKey"],
): EventStreams {
  const toView = (order: Order): StreamedOrder => ({
    order: toOrderJson(deps, order, deps.clock.now()),
    tokenEpoch: order.tokenEpoch,
    committedAt: committedAt(order),
  });
  const read = async (orderId: string) => {
    const order = await deps.store.getOrder(orderId);
    return order === undefined ? undefined : toView(order);
  };
  return createEventStreams({
    clock: deps.clock,
    feed: createOrderFeed(deps.bus, deps.log, deps.timers, read, toView),
    read,
    metrics: deps.metrics,
    acceptedKeys: () => deps.tokens.acceptedKeys(),
    async authorize(orderId, req) {
      const access = await requireOrder(deps, orderId, req);
      if (!access.ok) return access;
      const { claims, kid } = access.value;
      const { exp, ep: tokenEpoch } = claims;
      const tokenEndsAt = exp * 1000;
      const networks = networksOf(clientKey(req));
      return {
        ok: true,
        value: { orderId, tokenEpoch, tokenEndsAt, kid, networks },
      };
    },
  });
}
