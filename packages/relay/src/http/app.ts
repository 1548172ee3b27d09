/**
 * Puts the relay's routes together: the plain ones that stand in front, and the Express router for the
 * rest. Policies, limits and the order of the gates are decided here and nowhere else.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import express, { Router } from "express";
import type { RequestHandler } from "express";
import helmet from "helmet";
import type { Provider } from "../ports/provider.ts";
import { pageAtProvider } from "../domain/payment-link.ts";
import { NOT_FOUND } from "../domain/errors.ts";
import type { CreateOrderUseCase } from "../use-cases/orders/create-order.ts";
import type { CreateMerchantOrder } from "../use-cases/orders/merchant-orders.ts";
import type { Deps } from "../use-cases/shared/deps.ts";
import type { AttemptQuerier } from "../use-cases/attempts/attempt-querier.ts";
import { createCallbackReceiver } from "../use-cases/attempts/receive-callback.ts";
import { createPaybillReceiver } from "../use-cases/attempts/receive-paybill.ts";
import type { PaybillReceiver } from "../use-cases/attempts/receive-paybill.ts";
import { createWebhookReceiver } from "../use-cases/transfers/receive-webhook.ts";
import type { Wakeable } from "../use-cases/shared/scheduler.ts";
import {
  getPaymentLink,
  toPaymentLinkJson,
} from "../use-cases/payment-links/payment-links.ts";
import { toOrderJson } from "../use-cases/orders/order-view.ts";
import { createClientAddress } from "./kit/client-address.ts";
import type { TrustProxy } from "./kit/client-address.ts";
import { createOriginGate, createOriginWarning } from "./kit/cors.ts";
import type { Gate } from "./kit/gate.ts";
import type { Health } from "./ops/health.ts";
import { createHotHandler } from "./hot-routes.ts";
import type { HotHandler } from "./hot-routes.ts";
import {
  createErrorHandler,
  readJsonBody,
  sendError,
} from "./kit/json-body.ts";
import { createJwksHandler } from "./ops/jwks.ts";
import { addMerchantDeliveryRoutes } from "./merchant/deliveries.ts";
import { requireMerchantKey } from "./merchant/key.ts";
import { addMerchantOrderRoutes } from "./merchant/orders.ts";
import { addMerchantPaymentLinkRoutes } from "./merchant/payment-links.ts";
import { addProviderCallRoutes } from "./merchant/provider-calls.ts";
import { addRefundRoutes } from "./merchant/refunds.ts";
import { addTransferRoutes } from "./merchant/transfers.ts";
import { addUnmatchedPaymentRoutes } from "./merchant/unmatched-payments.ts";
import { addMethodNotAllowed } from "./kit/method-not-allowed.ts";
import { createOpenApiHandler } from "./openapi/route.ts";
import { basePathOf, isOwnPath } from "./kit/own-paths.ts";
import { passOn } from "./kit/pass-on.ts";
import { boundBody } from "./kit/raw-body.ts";
import { NOTHING_OF_THE_ORIGIN } from "./pages/html-page.ts";
import type { RelayMount } from "./mount.ts";
import { createPayPage } from "./pages/pay-page.ts";
import { sendProblem } from "./kit/problem.ts";
import { createProblemPages } from "./pages/problem-pages.ts";
import { addReturnRoutes } from "./provider/returns.ts";
import { addressKey, createRateGate, networksOf } from "./kit/rate-limit.ts";
import type { RateLimits } from "./kit/rate-limit.ts";
import { createRequestLog } from "./kit/request-log.ts";
import { requireOrder } from "./shopper/access.ts";
import { addAttemptRoutes } from "./shopper/attempts.ts";
import { createEventStreams } from "./shopper/event-stream.ts";
import type { EventStreams } from "./shopper/event-stream.ts";
import { createOrderFeed } from "./shopper/order-feed.ts";
import { addOrderRoutes } from "./shopper/orders.ts";
import { addPaymentLinkRoutes } from "./shopper/payment-links.ts";
import type { WidgetFiles } from "./pages/widget-files.ts";

export interface AppParts {
  readonly deps: Deps;
  readonly querier: AttemptQuerier;
  readonly scheduler: Wakeable;
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

export interface App {
  /** For `malipo serve`: the plain routes first, Express for the rest. */
  readonly handler: (req: IncomingMessage, res: ServerResponse) => void;
  /** For a server that the relay is a guest in: the same routes, for addresses without the base path. */
  readonly mounted: RelayMount;
  readonly streams: EventStreams;
}

export function createApp(parts: AppParts): App {
  const { deps } = parts;
  const requestLog = createRequestLog({
    log: deps.log,
    clock: deps.clock,
    publicUrl: deps.settings.publicUrl,
  });
  const streams = createStreams(parts);
  const gate = createOriginGate(deps.settings, createOriginWarning(deps.log));
  const hot = createHot(parts, streams, gate);
  const { publicUrl } = deps.settings;
  const base = basePathOf(publicUrl);
  const app = express();
  app
    .disable("x-powered-by")
    .disable("etag")
    .use(createRouter(parts, gate), apiHeaders, answerNotFound);
  const handle = (
    req: IncomingMessage,
    res: ServerResponse,
    next?: Parameters<RelayMount>[2],
  ): void => {
    boundBody(req);
    requestLog(req, res, () => {
      // Without `next` Express ends what nothing else has ended.
      if (!hot(req, res)) (app as unknown as typeof handle)(req, res, next);
    });
  };
  return {
    mounted: handle,
    streams,
    handler(req, res) {
      // Who lives below a path of somebody's origin says nothing about that origin.
      if (base === "") originHeaders(req, res, ignore);
      requestLog(req, res, () => {
        cutBase(req, base);
        handle(req, res);
      });
    },
  };
}

const ignore = (): void => undefined;

/** What holds for the whole origin, and so is for its owner alone to say. */
const originHeaders: Gate = (_req, res, next) => {
  res.setHeader(
    "Strict-Transport-Security",
    "max-age=31536000; includeSubDomains",
  );
  res.setHeader("Origin-Agent-Cluster", "?1");
  next();
};

/** Proxies either keep the path of the public URL or cut it off; health checks come without it. */
function cutBase(req: IncomingMessage, base: string): void {
  const { url = "/" } = req;
  if (base === "" || !url.toLowerCase().startsWith(`${base.toLowerCase()}/`))
    return;
  const rest = url.slice(base.length);
  if (isOwnPath(rest.split("?")[0] ?? "/")) req.url = rest;
}

function createStreams({ deps, trustProxy }: AppParts): EventStreams {
  const clientAddress = createClientAddress(trustProxy);
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
      const networks = networksOf(addressKey(clientAddress(req)));
      return { ok: true, value: { orderId, tokenEndsAt, networks } };
    },
  });
}

function createHot(
  parts: AppParts,
  streams: EventStreams,
  shopperGate: Gate,
): HotHandler {
  const { deps, querier, scheduler, limits, trustProxy } = parts;
  const clientAddress = createClientAddress(trustProxy);
  const { secrets, log, metrics, flexpayWebhooks } = deps;
  const readGate = createRateGate(limits, "reads", (req) =>
    addressKey(clientAddress(req)),
  );
  const almara = deps.providers.find(({ id }) => id === "almara") ?? null;
  return createHotHandler({
    streams,
    callbacks: {
      secrets,
      log,
      metrics,
      ...createCallbackReceiver(deps, querier, scheduler),
    },
    paybill: {
      secrets,
      log,
      metrics,
      receive: createReceiverOfPaybill(deps, scheduler, almara),
    },
    webhooks: {
      log,
      receive:
        flexpayWebhooks === null
          ? null
          : createWebhookReceiver(deps, scheduler, flexpayWebhooks),
    },
    cartCallbacksOf: almara,
    shopperGate(req, res, next) {
      shopperGate(req, res, () => {
        readGate(req, res, next);
      });
    },
    unsignedGate: createRateGate(limits, "hints", (req) =>
      addressKey(clientAddress(req)),
    ),
    onError: (error, res) => {
      sendError(deps.log, error, res);
    },
  });
}

function createReceiverOfPaybill(
  deps: Deps,
  scheduler: Wakeable,
  provider: Provider | null,
): PaybillReceiver | null {
  return provider?.readPaybillNotice === undefined
    ? null
    : createPaybillReceiver(
        deps,
        scheduler,
        (raw) => provider.readPaybillNotice?.(raw) ?? null,
      );
}

function createRouter(parts: AppParts, shopperGate: Gate): Router {
  const { deps, limits, trustProxy } = parts;
  const clientAddress = createClientAddress(trustProxy);
  const byAddress = (req: IncomingMessage): string =>
    addressKey(clientAddress(req));
  const router = Router();
  router.use((req, _res, next) => {
    next(isOwnPath(req.path) ? undefined : "router");
  });
  router.use(apiHeaders);

  router.get("/pay/:id", createRateGate(limits, "reads", byAddress));
  addPublicFiles(router, parts);
  router.use(
    ["/return/:attemptId", "/cancel/:attemptId"],
    createRateGate(limits, "returns", byAddress),
  );
  addReturnRoutes(router, deps, parts.scheduler);

  const countWrongKey = createRateGate(limits, "merchantKeys", byAddress);
  router.use(
    "/v1/merchant",
    requireMerchantKey(parts.isMerchantKey, countWrongKey),
    ...readJsonBody,
  );
  addMerchantOrderRoutes(
    router,
    deps,
    parts.createMerchantOrder,
    parts.scheduler,
  );
  addMerchantPaymentLinkRoutes(router, deps, parts.scheduler);
  addRefundRoutes(router, deps, parts.scheduler);
  addProviderCallRoutes(router, deps, parts.scheduler);
  addTransferRoutes(router, deps, parts.scheduler);
  addUnmatchedPaymentRoutes(router, deps);
  addMerchantDeliveryRoutes(router, deps, parts.scheduler);

  router.use(["/v1/orders", "/v1/payment-links"], shopperGate, ...readJsonBody);
  const countRead = createRateGate(limits, "reads", byAddress);
  router.get(["/v1/orders/:id", "/v1/payment-links/:id"], countRead);
  router.patch("/v1/orders/:id", createRateGate(limits, "changes", byAddress));
  router.post("/v1/orders", createRateGate(limits, "orders", byAddress));
  router.post(
    "/v1/orders/:id/token",
    createRateGate(limits, "tokens", byAddress),
  );
  router.post(
    "/v1/orders/:id/attempts",
    createRateGate(limits, "attemptsByAddress", byAddress),
  );
  addOrderRoutes(router, deps, parts.createOrder);
  addAttemptRoutes(router, deps, parts.querier, limits);
  addPaymentLinkRoutes(router, deps);

  addMethodNotAllowed(router);
  router.use(answerNotFound);
  router.use(createErrorHandler(deps.log));
  return router;
}

const answerNotFound: RequestHandler = (_req, res) => {
  if (!passOn(res)) sendProblem(res, NOT_FOUND);
};

/** JSON answers need nothing at all from a browser. Pages and files set their own policy. */
const apiHeaders: RequestHandler = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
  ...NOTHING_OF_THE_ORIGIN,
});

function addPublicFiles(router: Router, parts: AppParts): void {
  const { deps, health, widgetFiles } = parts;
  router.get("/livez", health.live);
  router.get("/readyz", health.ready);
  router.get("/.well-known/jwks.json", createJwksHandler(deps.tokens));
  router.get(
    "/openapi.json",
    createOpenApiHandler(deps.settings.publicUrl, parts.version),
  );
  router.get("/widget/v1/:name", (req, res, next) => {
    if (!widgetFiles.handle(req.params.name, req, res)) next();
  });
  router.use(createProblemPages(basePathOf(deps.settings.publicUrl)));
  router.use(
    createPayPage({
      publicUrl: deps.settings.publicUrl,
      merchant: deps.settings.merchant,
      log: deps.log,
      async getPaymentLink(id) {
        const link = await getPaymentLink(deps, id);
        return link.ok
          ? {
              link: toPaymentLinkJson(deps, link.value),
              withoutScript: pageAtProvider(link.value),
            }
          : undefined;
      },
    }),
  );
}
