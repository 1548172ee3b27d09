/** Generates the OpenAPI 3.1 document, https://spec.openapis.org/oas/v3.1.1, from the routes. */
import { problemSchema } from "@malipo/protocol";
import type { ProblemCode } from "@malipo/protocol";
import { WEBHOOK_EVENTS } from "@malipo/protocol/merchant";
import { groupBy } from "../kit/group-by.ts";
import { ROUTE_GROUPS } from "../routes.ts";
import { PROBLEMS, toProblem } from "../kit/problem.ts";
import { PROBLEM_TEXTS } from "../kit/problem-texts/index.ts";
import { isForPeople } from "../kit/route.ts";
import type { JsonRoute, PlainResponse, Route } from "../kit/route.ts";
import { refuse } from "../../domain/errors.ts";
import { createComponents } from "./components.ts";
import type { Components, Json } from "./components.ts";
import { problemsOf } from "./problems-of.ts";
import { describeWebhook } from "./webhooks.ts";

const SECURITY_SCHEMES = {
  relayToken: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "The short-lived token of one order.",
  },
  merchantKey: {
    type: "http",
    scheme: "bearer",
    description:
      "`MALIPO_MERCHANT_KEY`, which has all scopes, or an API key with the scope that the call needs. Never from a browser.",
  },
  mac: {
    type: "apiKey",
    in: "query",
    name: "s",
    description: "HMAC over the id or word in the URL.",
  },
  signature: {
    type: "apiKey",
    in: "header",
    name: "X-IDaaS-Signature",
    description: "HMAC over the timestamp and the raw body.",
  },
} as const;

export function createOpenApiDocument(
  publicUrl: string,
  version: string,
): Json {
  const components = createComponents();
  const paths: Record<string, Json> = {};
  for (const { tag, routes } of ROUTE_GROUPS)
    for (const route of routes) {
      const path = route.path.replaceAll(/:(\w+)/g, "{$1}");
      paths[path] ??= {};
      paths[path][route.method.toLowerCase()] = describeRoute(
        route,
        tag,
        components,
      );
    }
  return {
    openapi: "3.1.1",
    info: {
      title: "Malipo relay",
      version,
      summary: "Takes payments through the configured providers.",
      description:
        "Amounts are integers in minor units, times are ISO 8601 in UTC, errors are RFC 9457 problem documents with a stable `code`. Browsers that ask for HTML get a page instead, where people may open the address.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: publicUrl }],
    tags: ROUTE_GROUPS.map(({ tag, description }) => ({
      name: tag,
      description,
    })),
    paths,
    webhooks: Object.fromEntries(
      WEBHOOK_EVENTS.map((event) => [
        event,
        describeWebhook(event, components),
      ]),
    ),
    components: {
      schemas: components.schemas,
      securitySchemes: usedSecuritySchemes(),
    },
  };
}

/** Omits schemes that no route uses. */
function usedSecuritySchemes(): Json {
  const used = ROUTE_GROUPS.flatMap(({ routes }) =>
    routes.map(({ access }): string => access),
  );
  return Object.fromEntries(
    Object.entries(SECURITY_SCHEMES).filter(([name]) => used.includes(name)),
  );
}

function describeRoute(
  route: Route,
  tag: string,
  components: Components,
): Json {
  const { id, summary, description, access, scope } = route;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    security:
      access === "anyone" || access === "page"
        ? []
        : // Roles of a bearer key: OpenAPI 3.1, section 4.8.30.
          [{ [access]: scope === undefined ? [] : [scope] }],
    parameters: [
      ...pathParameters(route),
      ...queryParameters(route, components),
      ...(route.kind === "json" ? keyParameters(route) : []),
    ],
    ...describeBody(route, components),
    responses: {
      ...describeResponses(route, components),
      ...describeProblems(route, components),
    },
  };
}

function pathParameters({ params }: Route): readonly Json[] {
  return Object.entries(params ?? {}).map(
    ([name, { description, example }]) => ({
      name,
      in: "path",
      required: true,
      description,
      example,
      schema: { type: "string" },
    }),
  );
}

const queryParameters = (
  { query }: Route,
  { toSchema }: Components,
): readonly Json[] =>
  Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: "query",
    required: !schema.safeParse(undefined).success,
    schema: toSchema(schema, "input"),
  }));

function keyParameters({ idempotencyKey }: JsonRoute): readonly Json[] {
  if (idempotencyKey === undefined) return [];
  const key = {
    name: "Idempotency-Key",
    in: "header",
    required: idempotencyKey !== "optional",
    description:
      "A random value for each new request, the same one when it is repeated.",
    example: "9f1c6a52-0d0b-4b52-8c9e-6f4f3f6f2a11",
    schema: {
      type: "string",
      minLength: idempotencyKey === "unguessable" ? 16 : 1,
      maxLength: 255,
    },
  };
  return [key];
}

function describeBody(route: Route, { toSchema }: Components): Json {
  if (route.kind === "plain") {
    const { bytes } = route;
    return bytes === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { "*/*": { schema: {}, example: bytes.example } },
          },
        };
  }
  const { body } = route;
  return body === undefined
    ? {}
    : {
        requestBody: {
          required: !body.optional,
          content: {
            "application/json": {
              schema: toSchema(body.schema, "input"),
              example: body.example,
            },
          },
        },
      };
}

function describeResponses(route: Route, components: Components): Json {
  const responses: Readonly<Record<number, PlainResponse>> = route.responses;
  const described = Object.entries(responses).map(
    ([status, response]) =>
      [
        status,
        {
          description: response.description,
          ...describeContent(response, components),
        },
      ] as const,
  );
  const notModified =
    route.kind === "json" && route.etag !== undefined
      ? {
          304: {
            description: "Not modified since the version in `If-None-Match`.",
          },
        }
      : {};
  return { ...Object.fromEntries(described), ...notModified };
}

function describeContent(
  { schema, type = "application/json", example }: PlainResponse,
  { toSchema }: Components,
): Json {
  if (example === undefined) return {};
  return {
    content: {
      [type]: {
        schema:
          schema === undefined
            ? { type: "string" }
            : toSchema(schema, "output"),
        example,
      },
    },
  };
}

/** One response per status, with the possible codes in its description. */
function describeProblems(route: Route, { toSchema }: Components): Json {
  const byStatus = groupBy(
    [...problemsOf(route)].filter(
      (code) => !(PROBLEMS[code].status in route.responses),
    ),
    (code) => PROBLEMS[code].status,
  );
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\``).join(", "),
        content: {
          "application/problem+json": {
            schema: toSchema(problemSchema, "output"),
            examples: Object.fromEntries(
              codes.map((code) => [code, { value: exampleProblem(code) }]),
            ),
          },
          ...(isForPeople(route)
            ? {
                "text/html": {
                  schema: { type: "string" },
                  example: "<!doctype html>…",
                },
              }
            : {}),
        },
      },
    ]),
  );
}

const exampleProblem = (code: ProblemCode) =>
  toProblem(refuse(code, PROBLEM_TEXTS[code].why), {
    publicUrl: "https://pay.shop.example",
    requestId: "4f0c6a52-0d0b-4b52-8c9e-6f4f3f6f2a11",
  });
