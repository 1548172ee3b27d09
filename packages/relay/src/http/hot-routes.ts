/**
 * Routes that stand in front of Express, because Express costs several times what they do: callbacks
 * and event streams. Everything else is left alone.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Provider } from "../ports/provider.ts";
import type { Gate } from "./kit/gate.ts";
import {
  handleCallback,
  handleUnsignedCallback,
} from "./provider/callbacks.ts";
import type { CallbackRoutes } from "./provider/callbacks.ts";
import { handlePaybillNotice } from "./provider/paybill.ts";
import type { PaybillRoute } from "./provider/paybill.ts";
import { handleWebhook } from "./provider/webhooks.ts";
import type { WebhookRoute } from "./provider/webhooks.ts";
import type { EventStreams } from "./shopper/event-stream.ts";

export interface HotRoutes {
  readonly callbacks: CallbackRoutes;
  readonly paybill: PaybillRoute;
  readonly webhooks: WebhookRoute;
  readonly streams: EventStreams;
  /** The provider whose documented callback address is `/checkout/cart`; null when it is not configured. */
  readonly cartCallbacksOf: Provider | null;
  /** Runs before the streams: CORS and the check of the page's origin. */
  readonly shopperGate: Gate;
  /** Runs before callbacks that prove nothing: their number is bounded per sender. */
  readonly unsignedGate: Gate;
  readonly onError: (error: unknown, res: ServerResponse) => void;
}

/** True when the request was one of these and is being answered. */
export type HotHandler = (req: IncomingMessage, res: ServerResponse) => boolean;

const EVENTS = /^\/v1\/orders\/([^/?]{1,64})\/events(?:\?|$)/;
const CALLBACK = /^\/callbacks\/([a-z]{1,16})\/([^/?]{1,128})(?:\?(.*))?$/;
/** As ids of attempts, in any letter case. */
const C2B = /^\/callbacks\/almara\/c2b(?:\?(.*))?$/i;
const WEBHOOK = /^\/callbacks\/flexpay(?:\?|$)/;
const CART = /^\/checkout\/cart(?:\?|$)/;

const macOf = (query = ""): string => new URLSearchParams(query).get("s") ?? "";

export function createHotHandler(routes: HotRoutes): HotHandler {
  const run = (res: ServerResponse, work: Promise<void>): true => {
    work.catch((error: unknown) => {
      routes.onError(error, res);
    });
    return true;
  };

  return (req, res) => {
    const url = req.url ?? "/";
    if (req.method === "POST") {
      const c2b = C2B.exec(url);
      if (c2b !== null) {
        const mac = macOf(c2b[1]);
        return run(res, handlePaybillNotice(routes.paybill, mac, req, res));
      }
      if (WEBHOOK.test(url))
        return run(res, handleWebhook(routes.webhooks, req, res));
      const callback = CALLBACK.exec(url);
      if (callback !== null) {
        const [, , attemptId = "", query] = callback;
        const mac = macOf(query);
        return run(
          res,
          handleCallback(routes.callbacks, attemptId, mac, req, res),
        );
      }
      const provider = routes.cartCallbacksOf;
      if (provider !== null && CART.test(url)) {
        routes.unsignedGate(req, res, () => {
          run(
            res,
            handleUnsignedCallback(routes.callbacks, provider, req, res),
          );
        });
        return true;
      }
    }
    if (req.method === "GET" || req.method === "HEAD") {
      const orderId = EVENTS.exec(url)?.[1];
      if (orderId !== undefined) {
        routes.shopperGate(req, res, () => {
          run(res, routes.streams.handle(orderId, req, res));
        });
        return true;
      }
    }
    return false;
  };
}
