/** The relay's HTTP interface as an OpenAPI 3.1 document, https://spec.openapis.org/oas/v3.1.1. */
import { problemSchema } from "@malipo/protocol";
import type { ProblemCode } from "@malipo/protocol";
import { z } from "zod";
import { PROBLEMS } from "../kit/problem.ts";
import { DELIVERY_OPERATIONS } from "./delivery-operations.ts";
import { MERCHANT_OPERATIONS } from "./merchant-operations.ts";
import { problemsOf } from "./operation.ts";
import type { Answer, Operation, OperationGroup } from "./operation.ts";
import { PROVIDER_OPERATIONS } from "./provider-operations.ts";
import { PUBLIC_OPERATIONS } from "./public-operations.ts";
import { SHOPPER_OPERATIONS } from "./shopper-operations.ts";

export const OPERATION_GROUPS: readonly OperationGroup[] = [
  SHOPPER_OPERATIONS,
  MERCHANT_OPERATIONS,
  DELIVERY_OPERATIONS,
  PROVIDER_OPERATIONS,
  PUBLIC_OPERATIONS,
];

type Json = Record<string, unknown>;

/** What a value in a path looks like, as far as the relay promises it. */
const PATH_VALUES: Readonly<Record<string, string>> = {
  id: "The id, as the relay gave it out.",
  attemptId: "The attempt's id.",
  provider: "`almara` or `flexpay`.",
  name: "The file's name.",
  code: "A problem code.",
  refundId: "The refund's id.",
  reference: "The provider's reference of the transfer.",
};

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
    description: "`MALIPO_MERCHANT_KEY`. Never from a browser.",
  },
  mac: {
    type: "apiKey",
    in: "query",
    name: "s",
    description: "HMAC over what the address is for.",
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
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  for (const { tag, operations } of OPERATION_GROUPS)
    for (const operation of operations) {
      const path = operation.path.replaceAll(/:(\w+)/g, "{$1}");
      paths[path] ??= {};
      paths[path][operation.method] = toJson(operation, tag, schemas);
    }
  return {
    openapi: "3.1.1",
    info: {
      title: "Malipo relay",
      version,
      summary: "Takes payments through Almara Pay and FlexPay.",
      description:
        "Amounts are integers in minor units, times are ISO 8601 in UTC, errors are RFC 9457 problem documents with a stable `code`.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: publicUrl }],
    tags: OPERATION_GROUPS.map(({ tag, description }) => ({
      name: tag,
      description,
    })),
    paths,
    components: { schemas, securitySchemes: usedSecuritySchemes() },
  };
}

/** A scheme that no operation names would be a riddle. */
function usedSecuritySchemes(): Json {
  const used = OPERATION_GROUPS.flatMap(({ operations }) =>
    operations.map(({ access }): string => access),
  );
  return Object.fromEntries(
    Object.entries(SECURITY_SCHEMES).filter(([name]) => used.includes(name)),
  );
}

function toJson(operation: Operation, tag: string, schemas: Json): Json {
  const { id, summary, description, access, body, bodyType } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    security:
      access === "anyone" || access === "page" ? [] : [{ [access]: [] }],
    parameters: toParameters(operation, schemas),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: operation.bodyIsOptional !== true,
            content: {
              [bodyType ?? "application/json"]: {
                schema: toSchema(body, "input", schemas),
              },
            },
          },
        }),
    responses: {
      ...toAnswers(operation, schemas),
      ...toProblems(operation, schemas),
    },
  };
}

function toParameters(
  { path, query, idempotencyKey, access }: Operation,
  schemas: Json,
): readonly Json[] {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    description: PATH_VALUES[name] ?? name,
    schema: { type: "string" },
  }));
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: "query",
    required: !schema.safeParse(undefined).success,
    schema: toSchema(schema, "input", schemas),
  }));
  const key = {
    name: "Idempotency-Key",
    in: "header",
    required: idempotencyKey === "required",
    description:
      "A random value for each new request, the same one when it is repeated.",
    schema: {
      type: "string",
      // Without any other proof of who asks, the key must not be one that can be guessed.
      minLength: access === "page" ? 16 : 1,
      maxLength: 255,
    },
  };
  return [
    ...inPath,
    ...inQuery,
    ...(idempotencyKey === undefined ? [] : [key]),
  ];
}

function toAnswers({ answers }: Operation, schemas: Json): Json {
  return Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => [
      status,
      { description: answer.description, ...toContent(answer, schemas) },
    ]),
  );
}

function toContent({ schema, type }: Answer, schemas: Json): Json {
  if (schema !== undefined)
    return {
      content: {
        "application/json": { schema: toSchema(schema, "output", schemas) },
      },
    };
  return type === undefined
    ? {}
    : { content: { [type]: { schema: { type: "string" } } } };
}

/** One answer per status, which says which codes it may carry. */
function toProblems(operation: Operation, schemas: Json): Json {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemsOf(operation)) {
    const { status } = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus]
      .filter(([status]) => !(status in operation.answers))
      .map(([status, codes]) => [
        status,
        {
          description: codes.map((code) => `\`${code}\``).join(", "),
          content: {
            "application/problem+json": {
              schema: toSchema(problemSchema, "output", schemas),
            },
          },
        },
      ]),
  );
}

/** Schemas with an id of their own become components and are referred to. */
function toSchema(
  schema: z.ZodType,
  io: "input" | "output",
  schemas: Json,
): Json {
  const { $defs = {}, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    // The format says it; zod's pattern beside it only repeats it at length.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  });
  // The document says itself which dialect it is in.
  delete json.$schema;
  for (const [name, definition] of Object.entries($defs))
    schemas[name] = toComponents(definition);
  return toComponents(json) as Json;
}

function toComponents(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toComponents);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === "$ref" && typeof inner === "string"
        ? inner.replace("#/$defs/", "#/components/schemas/")
        : toComponents(inner),
    ]),
  );
}
