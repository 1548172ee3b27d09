/** Routes for the payment providers, and how each call is authenticated. */
import { z } from "zod";
import { CALLBACK_ATTEMPT_ID, PROVIDER } from "../kit/path-params.ts";
import { sendNotFound } from "../kit/pass-on.ts";
import { plainRoute } from "../kit/route.ts";
import type { PlainRequest, PlainResponse, Route } from "../kit/route.ts";
import { respondNotFound } from "./raw-callback.ts";

const received: PlainResponse = {
  description: "The message is stored.",
  schema: z
    .strictObject({ received: z.literal(true) })
    .meta({ id: "Received" }),
  example: { received: true },
};

/** The `s` of a URL that the provider was given. */
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
    description:
      "The MAC covers the attempt's id. For payments that can't be queried, such as those to a paybill number, a word (`c2b`) replaces the id: each merchant has one such URL, and the notification itself pays the order.",
    headers: null,
    bytes: {
      example:
        '{"originatorConversationId":"0b9f4c1e-7a54-4c1d-9f0e-3d2a6b8c5e71","resultCode":"0"}',
    },
    responses: { 200: received },
    serve({ inbound }, request, res) {
      const { provider, attemptId } = request.params;
      const mac = macOf(request);
      const handle = inbound.find(`/callbacks/${provider}/${attemptId}`);
      return handle === undefined
        ? inbound.receive(provider, attemptId, mac, request.req, res)
        : handle(request.req, res, mac);
    },
  }),

  plainRoute({
    id: "receiveSignedWebhook",
    method: "POST",
    path: "/callbacks/:provider",
    params: { provider: PROVIDER },
    access: "signature",
    summary: "Receive a webhook that the provider signed",
    headers: null,
    bytes: { example: '{"event":"transfer.awaiting_acceptance"}' },
    responses: { 200: received },
    serve: ({ inbound }, { req, params }, res) =>
      inbound.find(`/callbacks/${params.provider}`)?.(req, res, "") ??
      respondNotFound(req, res),
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
    serve({ inbound }, { req }, res) {
      const handle = inbound.find("/checkout/cart");
      if (handle !== undefined) return handle(req, res, "");
      sendNotFound(res);
      return undefined;
    },
  }),
];
