/** Keys of the merchant API. */
import {
  apiKeyListSchema,
  createApiKeySchema,
  newApiKeySchema,
  oneApiKeySchema,
  rotateSecretSchema,
} from "@malipo/protocol/merchant";
import type { ApiKey } from "@malipo/protocol/merchant";
import { mapResult, ok } from "../../domain/errors.ts";
import {
  createApiKey,
  deleteApiKey,
  listApiKeys,
  readApiKey,
  rotateKey,
} from "../../use-cases/api-keys/api-keys.ts";
import { API_KEY_ID } from "../kit/path-params.ts";
import { body, json, route } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";

const KEY: ApiKey = {
  id: API_KEY_ID.example,
  name: "Accounting",
  prefix: `malipo_live_${API_KEY_ID.example.slice("key_".length)}`,
  scopes: ["read"],
  livemode: true,
  configured: false,
  createdAt: "2026-11-20T07:00:00.000Z",
  lastUsedAt: null,
  expiresAt: "2027-11-20T07:00:00.000Z",
  previousAcceptedUntil: null,
};
const SECRET = "vJt0Qy6kP1sXw9bZ3nR5cDhLm2fUg8aE7iTqYoKxWpCr";
const NEW_KEY = { apiKey: KEY, key: `${KEY.prefix ?? ""}${SECRET}` };

const one = json("The key.", oneApiKeySchema, { apiKey: KEY });
const toOneJson = (apiKey: ApiKey) => ({ apiKey });

export const API_KEY_ROUTES: readonly Route[] = [
  route({
    id: "listApiKeys",
    method: "GET",
    path: "/v1/merchant/api-keys",
    access: "merchantKey",
    scope: "admin",
    summary: "List API keys, oldest first",
    description:
      "`MALIPO_MERCHANT_KEY` is the first. The keys themselves are not stored, so they are never shown again.",
    responses: {
      200: json("All keys.", apiKeyListSchema, { apiKeys: [KEY] }),
    },
    handle: async ({ deps, hasConfiguredKey }) =>
      ok({ apiKeys: await listApiKeys(deps, hasConfiguredKey) }),
  }),

  route({
    id: "readApiKey",
    method: "GET",
    path: "/v1/merchant/api-keys/:id",
    params: { id: API_KEY_ID },
    access: "merchantKey",
    scope: "admin",
    summary: "Read an API key",
    responses: { 200: one },
    handle: async ({ deps, hasConfiguredKey }, { params }) =>
      mapResult(await readApiKey(deps, params.id, hasConfiguredKey), toOneJson),
  }),

  route({
    id: "createApiKey",
    method: "POST",
    path: "/v1/merchant/api-keys",
    access: "merchantKey",
    scope: "admin",
    audit: { object: "api_key" },
    summary: "Create an API key",
    description:
      "`key` is shown in this response only. The scopes must be among those of the key that makes the call. If the response is lost, delete the key and create another one.",
    body: body(createApiKeySchema, {
      name: "Accounting",
      scopes: ["read"],
      expiresAt: "2027-11-20T07:00:00.000Z",
    }),
    responses: { 201: json("The key.", newApiKeySchema, NEW_KEY) },
    problems: ["too_many_api_keys"],
    handle: ({ deps }, { caller, body: input, audit }) =>
      createApiKey(deps, caller, input, audit),
  }),

  route({
    id: "rotateApiKey",
    method: "POST",
    path: "/v1/merchant/api-keys/:id/rotate",
    params: { id: API_KEY_ID },
    access: "merchantKey",
    scope: "admin",
    audit: { object: "api_key", param: "id" },
    summary: "Rotate an API key",
    description:
      "Returns a new `key` with the same id, name, scopes and expiry. What the key was before is accepted for `overlapSeconds` more (default: a day, at most a week); 0 for a key that has leaked. If the response is lost, rotate again: what was in use keeps its time.",
    body: body(rotateSecretSchema, { overlapSeconds: 86_400 }),
    responses: {
      200: json("The key.", newApiKeySchema, {
        ...NEW_KEY,
        apiKey: { ...KEY, previousAcceptedUntil: "2026-11-22T09:00:00.000Z" },
      }),
    },
    problems: ["api_key_not_changeable"],
    handle: ({ deps }, { caller, params, body: { overlapSeconds }, audit }) =>
      rotateKey(deps, caller, params.id, overlapSeconds, audit),
  }),

  route({
    id: "deleteApiKey",
    method: "DELETE",
    path: "/v1/merchant/api-keys/:id",
    params: { id: API_KEY_ID },
    access: "merchantKey",
    scope: "admin",
    audit: { object: "api_key", param: "id" },
    summary: "Delete an API key",
    description:
      "Every relay refuses it at once. Returns the key as it was. A key may delete any other, and itself; `MALIPO_MERCHANT_KEY` can't be deleted.",
    responses: { 200: one },
    problems: ["api_key_not_changeable"],
    handle: async ({ deps }, { params, audit }) =>
      mapResult(await deleteApiKey(deps, params.id, audit), toOneJson),
  }),
];
