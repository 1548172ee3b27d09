/** What the payment providers call, by the addresses that they declare; and how each call proves itself. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { Provider } from "../../ports/provider.ts";
import type { Deps } from "../../use-cases/shared/deps.ts";
import type { AttemptQuerier } from "../../use-cases/attempts/attempt-querier.ts";
import { createCallbackReceiver } from "../../use-cases/attempts/receive-callback.ts";
import { createPaybillReceiver } from "../../use-cases/attempts/receive-paybill.ts";
import { createWebhookReceiver } from "../../use-cases/transfers/receive-webhook.ts";
import { CALLBACK_ATTEMPT_ID, PROVIDER } from "../kit/path-params.ts";
import { sendNotFound } from "../kit/pass-on.ts";
import { plainRoute } from "../kit/route.ts";
import type { PlainRequest, PlainResponse, Route } from "../kit/route.ts";
import { handleCallback, handleUnsignedCallback } from "./callbacks.ts";
import { handlePaybillNotice } from "./paybill.ts";
import { answerNothingHere } from "./raw-callback.ts";
import { handleWebhook } from "./webhooks.ts";

const received: PlainResponse = {
  description: "It is on disk.",
  schema: z
    .strictObject({ received: z.literal(true) })
    .meta({ id: "Received" }),
  example: { received: true },
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
    description:
      "Its MAC is over the attempt's id. Where a provider reports payments that no query can confirm, such as those to a paybill number, a word takes the place of the id (`c2b`): there is one such address for each merchant, and the notice itself pays.",
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
    summary: "Receive a message that the provider signed",
    headers: null,
    bytes: { example: '{"event":"transfer.awaiting_acceptance"}' },
    responses: { 200: received },
    serve: ({ inbound }, { req, params }, res) =>
      inbound.find(`/callbacks/${params.provider}`)?.(req, res, "") ??
      answerNothingHere(req, res),
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

type Handler = (
  req: IncomingMessage,
  res: ServerResponse,
  /** `s` of the query; empty where it has none. */
  mac: string,
) => Promise<void>;

export interface Inbound {
  /** What the configured providers declare at this very address; undefined where none does. */
  find(path: string): Handler | undefined;
  /**
   * Of any attempt: its MAC tells more than the name in its address, and callbacks about attempts of a provider that is
   * not configured any more are kept as well.
   */
  receive(
    provider: string,
    attemptId: string,
    mac: string,
    req: IncomingMessage,
    res: ServerResponse,
  ): Promise<void>;
}

export function createInbound(
  deps: Deps,
  querier: Pick<AttemptQuerier, "sinceAsked">,
): Inbound {
  const callbacks = createCallbackReceiver(deps, querier);
  const parts = { ...deps, ...callbacks };
  const fixed = new Map(
    deps.providers.flatMap((provider) =>
      provider.inbound.flatMap((call) => {
        const handle = handlerOf(provider, call);
        return handle === undefined ? [] : [[call.path, handle] as const];
      }),
    ),
  );

  function handlerOf(
    provider: Provider,
    call: Provider["inbound"][number],
  ): Handler | undefined {
    switch (call.proof) {
      case "attempt_mac":
        return undefined;
      case "address_mac": {
        const receive = createPaybillReceiver(deps, provider);
        const route = {
          ...deps,
          provider: provider.id,
          word: call.word,
          receive,
        };
        return (req, res, mac) => handlePaybillNotice(route, mac, req, res);
      }
      case "signature": {
        const { id, webhooks } = provider;
        if (webhooks === undefined) return undefined;
        const receive = createWebhookReceiver(deps, callbacks, id, webhooks);
        return (req, res) =>
          handleWebhook({ log: deps.log, receive }, req, res);
      }
      case "none":
        return (req, res) => handleUnsignedCallback(parts, provider, req, res);
    }
  }

  const labelOf = (name: string): string =>
    deps.providers.find(({ id }) => id === name)?.id ?? "unknown";

  return {
    find: (path) => fixed.get(path.toLowerCase()),
    receive: (provider, attemptId, mac, req, res) =>
      handleCallback(parts, labelOf(provider), attemptId, mac, req, res),
  };
}
