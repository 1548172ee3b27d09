/** What is open to everybody. */
import { z } from "zod";
import { methodSchema } from "@malipo/protocol";
import { PROVIDER_HEALTH } from "../ops/provider-health.ts";
import type { Answer, Operation, OperationGroup } from "./operation.ts";

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
    /** Beside the checks: a provider that is down does not make the relay unready. */
    providers: z.strictObject({
      almara: z.enum(PROVIDER_HEALTH),
      flexpay: z.enum(PROVIDER_HEALTH),
    }),
  })
  .meta({ id: "Readiness" });

const jwksSchema = z
  .strictObject({ keys: z.array(z.record(z.string(), z.unknown())) })
  .meta({ id: "JwkSet" });

const html: Answer = { description: "A page.", type: "text/html" };
const css: Answer = { description: "A style sheet.", type: "text/css" };

const page = (
  path: string,
  id: string,
  summary: string,
  answer: Answer,
): Operation => ({
  method: "get",
  path,
  id,
  summary,
  access: "anyone",
  answers: { 200: answer },
  problems: ["not_found"],
});

export const PUBLIC_OPERATIONS: OperationGroup = {
  tag: "Public",
  description: "Open to all.",
  operations: [
    {
      ...page("/livez", "live", "The process answers", {
        description: "It does.",
        schema: livezSchema,
      }),
      problems: [],
    },
    {
      ...page("/readyz", "ready", "The relay can do its work, or why not", {
        description: "It can.",
        schema: readyzSchema,
      }),
      answers: {
        200: { description: "It can.", schema: readyzSchema },
        503: { description: "It can't; see `checks`.", schema: readyzSchema },
      },
      problems: [],
    },
    {
      ...page(
        "/.well-known/jwks.json",
        "keys",
        "The public keys that relay tokens are signed with",
        { description: "RFC 7517.", schema: jwksSchema },
      ),
      problems: [],
    },
    page("/openapi.json", "describe", "This document", {
      description: "OpenAPI 3.1.",
      schema: z.looseObject({ openapi: z.string() }),
    }),
    {
      ...page("/widget/v1/:name", "widget", "The widget's files", {
        description:
          "`malipo.js` is the ES module, `malipo.classic.js` the classic script.",
        type: "text/javascript",
      }),
      answers: {
        200: {
          description:
            "`malipo.js` is the ES module, `malipo.classic.js` the classic script.",
          type: "text/javascript",
        },
        304: { description: "It is the file in `If-None-Match`." },
        503: {
          description: "The widget is not built beside this relay.",
          type: "text/plain",
        },
      },
    },
    {
      ...page("/pay/:id", "payPage", "The hosted page of a payment link", html),
      answers: {
        200: html,
        404: { description: "There is no such link.", type: "text/html" },
      },
      problems: ["too_many_requests"],
    },
    page("/pay/assets/pay.css", "payPageStyle", "Its style sheet", css),
    page("/problems", "problems", "All problem codes", html),
    {
      ...page("/problems/:code", "problem", "What a problem code means", html),
      answers: {
        200: html,
        404: { description: "There is no such code.", type: "text/html" },
      },
    },
    page(
      "/problems/assets/problems.css",
      "problemsStyle",
      "Their style sheet",
      css,
    ),
  ],
};
