/** Where webhooks are sent. */
import {
  createWebhookEndpointSchema,
  emptyBodySchema,
  newWebhookEndpointSchema,
  oneWebhookEndpointSchema,
  rotateSecretSchema,
  updateWebhookEndpointSchema,
  webhookEndpointListSchema,
  webhookTestSchema,
} from "@malipo/protocol/merchant";
import type { WebhookEndpoint } from "@malipo/protocol/merchant";
import { mapResult, ok } from "../../domain/errors.ts";
import {
  createEndpoint,
  listEndpoints,
  readEndpoint,
  removeEndpoint,
  rotateSecret,
  updateEndpoint,
} from "../../use-cases/deliveries/webhook-endpoints.ts";
import { testEndpoint } from "../../use-cases/deliveries/test-endpoint.ts";
import { WEBHOOK_ENDPOINT_ID } from "../kit/path-params.ts";
import { body, json, route } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";

const ENDPOINT: WebhookEndpoint = {
  id: WEBHOOK_ENDPOINT_ID.example,
  name: "Accounting",
  description: "Books payments and refunds",
  url: "https://books.shop.example/webhooks",
  events: ["order.paid", "refund.paid"],
  paused: false,
  gone: false,
  configured: false,
  createdAt: "2026-11-20T07:00:00.000Z",
  previousSecretUntil: null,
};
const NEW_ENDPOINT = {
  webhookEndpoint: ENDPOINT,
  secret: "whsec_vJt0Qy6kP1sXw9bZ3nR5cDhLm2fUg8aE7iTqYoKxWpA=",
};

const one = json("The endpoint.", oneWebhookEndpointSchema, {
  webhookEndpoint: ENDPOINT,
});
const toOneJson = (webhookEndpoint: WebhookEndpoint) => ({ webhookEndpoint });

export const WEBHOOK_ENDPOINT_ROUTES: readonly Route[] = [
  route({
    id: "listWebhookEndpoints",
    method: "GET",
    path: "/v1/merchant/webhook-endpoints",
    access: "merchantKey",
    scope: "admin",
    summary: "List webhook endpoints, oldest first",
    description:
      "`MALIPO_WEBHOOK_URL` is the first. Secrets are never shown again.",
    responses: {
      200: json("All endpoints.", webhookEndpointListSchema, {
        webhookEndpoints: [ENDPOINT],
      }),
    },
    handle: async ({ deps }) =>
      ok({ webhookEndpoints: [...(await listEndpoints(deps))] }),
  }),

  route({
    id: "readWebhookEndpoint",
    method: "GET",
    path: "/v1/merchant/webhook-endpoints/:id",
    params: { id: WEBHOOK_ENDPOINT_ID },
    access: "merchantKey",
    scope: "admin",
    summary: "Read a webhook endpoint",
    responses: { 200: one },
    handle: async ({ deps }, { params }) =>
      mapResult(await readEndpoint(deps, params.id), toOneJson),
  }),

  route({
    id: "createWebhookEndpoint",
    method: "POST",
    path: "/v1/merchant/webhook-endpoints",
    access: "merchantKey",
    scope: "admin",
    audit: { object: "webhook_endpoint" },
    summary: "Create a webhook endpoint",
    description:
      "It is told of what happens from now on. `secret` is shown in this response only; if the response is lost, delete the endpoint and create another one. `events`: the types that it is told of; null or left out for all. The URL must be public, as that of `MALIPO_WEBHOOK_URL`.",
    body: body(createWebhookEndpointSchema, {
      name: "Accounting",
      description: "Books payments and refunds",
      url: "https://books.shop.example/webhooks",
      events: ["order.paid", "refund.paid"],
    }),
    responses: {
      201: json("The endpoint.", newWebhookEndpointSchema, NEW_ENDPOINT),
    },
    problems: ["too_many_webhook_endpoints"],
    handle: ({ deps }, { body: input, audit }) =>
      createEndpoint(deps, input, audit),
  }),

  route({
    id: "updateWebhookEndpoint",
    method: "PATCH",
    path: "/v1/merchant/webhook-endpoints/:id",
    params: { id: WEBHOOK_ENDPOINT_ID },
    access: "merchantKey",
    scope: "admin",
    audit: { object: "webhook_endpoint", param: "id" },
    summary: "Change, pause or resume a webhook endpoint",
    description:
      "Only what is given changes. While an endpoint is paused, its webhooks are kept, and sent when it is resumed. A change of `events` is about what happens from now on.",
    body: body(updateWebhookEndpointSchema, { paused: true }),
    responses: { 200: one },
    problems: ["webhook_endpoint_not_changeable"],
    handle: async ({ deps }, { params, body: changes, audit }) =>
      mapResult(
        await updateEndpoint(deps, params.id, changes, audit),
        toOneJson,
      ),
  }),

  route({
    id: "deleteWebhookEndpoint",
    method: "DELETE",
    path: "/v1/merchant/webhook-endpoints/:id",
    params: { id: WEBHOOK_ENDPOINT_ID },
    access: "merchantKey",
    scope: "admin",
    audit: { object: "webhook_endpoint", param: "id" },
    summary: "Delete a webhook endpoint",
    description:
      "What was not delivered to it yet is given up (`dead`, with `lastError` `deleted`) and can't be redriven. Returns the endpoint as it was.",
    responses: { 200: one },
    problems: ["webhook_endpoint_not_changeable"],
    handle: async ({ deps }, { params, audit }) =>
      mapResult(await removeEndpoint(deps, params.id, audit), toOneJson),
  }),

  route({
    id: "rotateWebhookSecret",
    method: "POST",
    path: "/v1/merchant/webhook-endpoints/:id/rotate-secret",
    params: { id: WEBHOOK_ENDPOINT_ID },
    access: "merchantKey",
    scope: "admin",
    audit: { object: "webhook_endpoint", param: "id" },
    summary: "Rotate the secret of a webhook endpoint",
    description:
      "Returns a new `secret`. Webhooks are signed with the previous one as well for `overlapSeconds` (default: a day, at most a week); 0 for a secret that has leaked. If the response is lost, rotate again: what was in use keeps its time.",
    body: body(rotateSecretSchema, { overlapSeconds: 86_400 }),
    responses: {
      200: json("The endpoint.", newWebhookEndpointSchema, {
        ...NEW_ENDPOINT,
        webhookEndpoint: {
          ...ENDPOINT,
          previousSecretUntil: "2026-11-22T09:00:00.000Z",
        },
      }),
    },
    problems: ["webhook_endpoint_not_changeable"],
    handle: ({ deps }, { params, body: { overlapSeconds }, audit }) =>
      rotateSecret(deps, params.id, overlapSeconds, audit),
  }),

  route({
    id: "testWebhookEndpoint",
    method: "POST",
    path: "/v1/merchant/webhook-endpoints/:id/test",
    params: { id: WEBHOOK_ENDPOINT_ID },
    access: "merchantKey",
    scope: "admin",
    audit: { object: "webhook_endpoint", param: "id" },
    summary: "Send a test message to a webhook endpoint",
    description:
      "Sends a signed message of the type `webhook.test` once, also while the endpoint is paused and whatever its events are, and returns how it was received. It is not among the deliveries.",
    body: body(emptyBodySchema, {}),
    responses: {
      200: json("How it was received.", webhookTestSchema, {
        id: "msg_8hQ2xVb0yT1uH5cK8nZpLw",
        delivered: true,
        status: 204,
        error: null,
      }),
    },
    handle: ({ deps }, { params, audit }) =>
      testEndpoint(deps, params.id, audit),
  }),
];
