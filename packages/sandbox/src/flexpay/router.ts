/** Routes of FlexPay's API under `/flexpay`. */
import type { RequestHandler, Router } from "express";
import express from "express";
import { sendResponse } from "../web/response.ts";
import type { Call, Faults } from "../web/faults.ts";
import { MAX_BODY_BYTES, onUnreadableBody } from "../web/client-error.ts";
import { acceptHandler, readHandler, rejectHandler } from "./decide.ts";
import { openEncryptedBodies } from "./encrypted-body.ts";
import type { Handler } from "./endpoint.ts";
import { createEndpoints, findCaller, unauthorised } from "./endpoint.ts";
import { refusalResponse } from "./envelope.ts";
import type { Flexpay } from "./flexpay.ts";
import { initiateHandler } from "./initiate.ts";
import { isPending, isReceived, isSent, listHandler } from "./lists.ts";
import { keyHandler, tagHandler, walletHandler } from "./look-ups.ts";
import type { AccessTokens } from "./access-tokens.ts";
import { tokenHandler } from "./token.ts";
import {
  failedWebhooksHandler,
  webhookHandler,
  webhooksHandler,
} from "./webhook-calls.ts";

export interface FlexpayRouterOptions {
  readonly flexpay: Flexpay;
  readonly faults: Faults;
}

type Route = readonly [
  method: "get" | "post",
  path: string,
  call: Call,
  handler: Handler,
];

export function createFlexpayRouter(options: FlexpayRouterOptions): Router {
  const { directory, requestKey, tokens, tokenSeconds } = options.flexpay;
  const { open, secured } = createEndpoints(options.faults, tokens);
  const router = express.Router();
  router.use(openEncryptedBodies(requestKey));
  router.use(express.json({ limit: MAX_BODY_BYTES }));
  router.post(
    "/v1/auth/token",
    express.urlencoded({ extended: false, limit: MAX_BODY_BYTES }),
    open("flexpay_token", tokenHandler(directory, tokens, tokenSeconds)),
  );
  router.get("/v1/tags/:tag", open("flexpay_tag", tagHandler(directory)));
  router.get("/v1/keys/idaas", open("flexpay_keys", keyHandler(requestKey)));
  for (const [method, path, call, handler] of toRoutes(options.flexpay))
    router[method](`/v1/${path}`, secured(call, handler));
  router.use(unknownPath(tokens));
  router.use(
    onUnreadableBody((response, status, message) => {
      const code = status === 413 ? "PAYLOAD_TOO_LARGE" : "MALFORMED_REQUEST";
      sendResponse(response, refusalResponse(code, [message]));
    }),
  );
  return router;
}

function toRoutes(flexpay: Flexpay): readonly Route[] {
  const { book, transfers, wallets } = flexpay;
  const one = "transactions/:reference";
  return [
    ["get", "wallet", "flexpay_wallet", walletHandler(wallets)],
    ["post", "transactions", "flexpay_initiate", initiateHandler(flexpay)],
    [
      "get",
      "transactions/pending",
      "flexpay_pending",
      listHandler(book, isPending),
    ],
    ["get", "transactions/sent", "flexpay_list", listHandler(book, isSent)],
    [
      "get",
      "transactions/received",
      "flexpay_list",
      listHandler(book, isReceived),
    ],
    ["get", one, "flexpay_read", readHandler(transfers)],
    ["post", `${one}/accept`, "flexpay_accept", acceptHandler(transfers)],
    ["post", `${one}/reject`, "flexpay_reject", rejectHandler(transfers)],
    ["get", `${one}/webhooks`, "flexpay_webhooks", webhooksHandler(transfers)],
    [
      "get",
      `${one}/webhooks/receiver`,
      "flexpay_webhooks",
      webhookHandler(transfers, "RECEIVER"),
    ],
    [
      "get",
      `${one}/webhooks/sender`,
      "flexpay_webhooks",
      webhookHandler(transfers, "SENDER"),
    ],
    ["get", "webhooks/failed", "flexpay_webhooks", failedWebhooksHandler(book)],
  ];
}

/** Checks the token before it reports an unknown path. */
function unknownPath(tokens: AccessTokens): RequestHandler {
  return async (request, response) => {
    const caller = await findCaller(request, tokens);
    sendResponse(
      response,
      caller === undefined ? unauthorised() : refusalResponse("NOT_FOUND"),
    );
  };
}
