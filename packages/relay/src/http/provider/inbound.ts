/** What the payment providers call: where, and how each call proves itself. */
import { z } from "zod";
import { CALLBACK_ATTEMPT_ID } from "../kit/path-params.ts";
import type { PathParam } from "../kit/path-params.ts";
import { plainRoute } from "../kit/route.ts";
import type { PlainRequest, PlainResponse, Route } from "../kit/route.ts";
import { sendNotFound } from "../kit/pass-on.ts";
import { handleCallback, handleUnsignedCallback } from "./callbacks.ts";
import { handlePaybillNotice } from "./paybill.ts";
import { handleWebhook } from "./webhooks.ts";

const received: PlainResponse = {
  description: "It is on disk.",
  schema: z
    .strictObject({ received: z.literal(true) })
    .meta({ id: "Received" }),
  example: { received: true },
};

/** The proof is over the attempt alone: the name in the address may be anyone's. */
const PROVIDER: PathParam = {
  description: "The provider's name.",
  example: "almara",
  pattern: /^[a-z]{1,16}$/i,
  shape: "almara",
};

/** The `s` of an address that the provider was given. */
export const macOf = ({ query }: PlainRequest<never>): string =>
  typeof query["s"] === "string" ? query["s"] : "";

export const INBOUND_ROUTES: readonly Route[] = [
  plainRoute({
    id: "receiveCallback",
    method: "POST",
    path: "/callbacks/:provider/:attemptId",
    params: {
      provider: PROVIDER,
      attemptId: CALLBACK_ATTEMPT_ID,
    },
    access: "mac",
    summary: "Receive a callback about an attempt",
    headers: null,
    bytes: {
      example:
        '{"originatorConversationId":"0b9f4c1e-7a54-4c1d-9f0e-3d2a6b8c5e71","resultCode":"0"}',
    },
    responses: { 200: received },
    serve: ({ callbacks }, request, res) =>
      handleCallback(
        callbacks,
        request.params.attemptId,
        macOf(request),
        request.req,
        res,
      ),
  }),

  plainRoute({
    id: "receivePaybillNotice",
    method: "POST",
    path: "/callbacks/almara/c2b",
    access: "mac",
    summary: "Receive a notice of a payment to the paybill number",
    description:
      "Its MAC is over `c2b`, so there is one address for each merchant. No query exists for such payments: the notice itself pays.",
    headers: null,
    bytes: { example: '{"billRefNumber":"ML7K3QXW","transID":"TKL4XN2A7Q"}' },
    responses: { 200: received },
    serve: ({ paybill }, request, res) =>
      handlePaybillNotice(paybill, macOf(request), request.req, res),
  }),

  plainRoute({
    id: "receiveSignedWebhook",
    method: "POST",
    path: "/callbacks/flexpay",
    access: "signature",
    summary: "Receive a signed message about a transfer",
    headers: null,
    bytes: { example: '{"event":"transfer.awaiting_acceptance"}' },
    responses: { 200: received },
    serve: ({ webhooks }, { req }, res) => handleWebhook(webhooks, req, res),
  }),

  plainRoute({
    id: "receiveUnsignedCallback",
    method: "POST",
    path: "/checkout/cart",
    access: "anyone",
    limit: "hints",
    summary: "Receive a callback at the documented address without a MAC",
    headers: null,
    commonName: true,
    bytes: {
      example:
        '{"originatorConversationId":"0b9f4c1e-7a54-4c1d-9f0e-3d2a6b8c5e71"}',
    },
    responses: { 200: received },
    problems: ["not_found"],
    serve({ callbacks, cartCallbacksOf }, { req }, res) {
      if (cartCallbacksOf === null) {
        sendNotFound(res);
        return;
      }
      return handleUnsignedCallback(callbacks, cartCallbacksOf, req, res);
    },
  }),
];
