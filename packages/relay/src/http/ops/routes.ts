/** Information about the relay: health, keys, and the OpenAPI document. */
import { methodSchema } from "@malipo/protocol";
import { providerIdSchema } from "@malipo/protocol/merchant";
import { z } from "zod";
import { plainRoute } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";
import { sendJwks } from "./jwks.ts";
import { PROVIDER_HEALTH } from "./provider-health.ts";

const livezSchema = z
  .strictObject({ status: z.literal("ok") })
  .meta({ id: "Liveness" });

const readyzSchema = z
  .strictObject({
    status: z.enum(["ready", "not_ready"]),
    checks: z.strictObject({
      store: z.boolean(),
      provider: z.boolean(),
      accepting: z.boolean(),
    }),
    methods: z.array(methodSchema),
    /** Not one of the checks: a provider that is down doesn't make the relay unready. */
    providers: z.record(providerIdSchema, z.enum(PROVIDER_HEALTH)),
  })
  .meta({ id: "Readiness" });

const ready: z.infer<typeof readyzSchema> = {
  status: "ready",
  checks: { store: true, provider: true, accepting: true },
  methods: ["card", "mpesa"],
  providers: { examplepay: "up" },
};

const jwksSchema = z
  .strictObject({ keys: z.array(z.record(z.string(), z.unknown())) })
  .meta({ id: "JwkSet" });

const common = { method: "GET", access: "anyone", commonName: true } as const;

export const OPS_ROUTES: readonly Route[] = [
  plainRoute({
    ...common,
    id: "live",
    path: "/livez",
    summary: "Check that the process is running",
    responses: {
      200: {
        description: "The process is running.",
        schema: livezSchema,
        example: { status: "ok" },
      },
    },
    serve: ({ health }, { req }, res) => health.live(req, res),
  }),

  plainRoute({
    ...common,
    id: "ready",
    path: "/readyz",
    summary: "Check that the relay is ready",
    responses: {
      200: {
        description: "The relay is ready.",
        schema: readyzSchema,
        example: ready,
      },
      503: {
        description: "The relay is not ready; see `checks`.",
        schema: readyzSchema,
        example: {
          ...ready,
          status: "not_ready",
          checks: { ...ready.checks, store: false },
        },
      },
    },
    serve: ({ health }, { req }, res) => health.ready(req, res),
  }),

  plainRoute({
    ...common,
    id: "keys",
    path: "/.well-known/jwks.json",
    summary: "The public keys of relay tokens",
    responses: {
      200: {
        description: "RFC 7517.",
        schema: jwksSchema,
        example: {
          keys: [
            {
              kty: "OKP",
              crv: "Ed25519",
              x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
              kid: "2026-11",
              use: "sig",
              alg: "EdDSA",
            },
          ],
        },
      },
    },
    serve: ({ deps }, _request, res) => sendJwks(deps.tokens, res),
  }),

  plainRoute({
    ...common,
    id: "describe",
    path: "/openapi.json",
    summary: "This document",
    responses: {
      200: {
        description: "OpenAPI 3.1.",
        schema: z.looseObject({ openapi: z.string() }),
        example: { openapi: "3.1.1" },
      },
    },
    serve({ describe }, _request, res) {
      const body = describe();
      res.setHeader("Cache-Control", "public, max-age=300");
      res.setHeader("Access-Control-Allow-Origin", "*");
      res.setHeader("Content-Type", "application/json; charset=utf-8");
      res.setHeader("Content-Length", Buffer.byteLength(body));
      res.end(body);
    },
  }),
];
