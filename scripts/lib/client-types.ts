/** The types of the merchant API in `packages/client`, generated from the relay's OpenAPI document. */
import openapiTS, { astToString } from "openapi-typescript";
import type { OpenAPI3 } from "openapi-typescript";
import { format } from "prettier";
import { createOpenApiDocument } from "../../packages/relay/src/http/openapi/document.ts";

/** Relative to the repository's root. */
export const CLIENT_TYPES = "packages/client/src/merchant-api.ts";

const HEADER =
  "/** The merchant API, generated from the relay's OpenAPI document by `npm run generate`: don't edit it. */\n";

type Json = Readonly<Record<string, unknown>>;

const pick = (value: Json, wanted: (name: string) => boolean): Json =>
  Object.fromEntries(Object.entries(value).filter(([name]) => wanted(name)));

/** The names of the schemas that are referred to, also by one another. */
function usedSchemas(value: unknown, schemas: Json): ReadonlySet<string> {
  const used = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    for (const [key, inner] of Object.entries(part)) {
      const name =
        key === "$ref" && typeof inner === "string"
          ? inner.replace("#/components/schemas/", "")
          : undefined;
      if (name === undefined) visit(inner);
      else if (!used.has(name)) {
        used.add(name);
        visit(schemas[name]);
      }
    }
  };
  visit(value);
  return used;
}

/** Types need no examples, which are most of the document. */
function withoutExamples(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutExamples);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "example" && key !== "examples")
      .map(([key, inner]) => [key, withoutExamples(inner)]),
  );
}

interface Operation {
  readonly parameters: readonly { readonly name: string }[];
}

/** The calls that take an Idempotency-Key, which types alone can't tell a program. */
function keyedCalls(paths: Json): readonly string[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods as Readonly<Record<string, Operation>>)
      .filter(([, { parameters }]) =>
        parameters.some(({ name }) => name === "Idempotency-Key"),
      )
      .map(([method]) => `${method} ${path}`),
  );
}

/** The text of `CLIENT_TYPES`. */
export async function clientTypes(): Promise<string> {
  const { webhooks, ...document } = createOpenApiDocument(
    "https://pay.shop.example",
    "0",
  );
  const { schemas } = document["components"] as { schemas: Json };
  const paths = pick(document["paths"] as Json, (path) =>
    path.startsWith("/v1/merchant/"),
  );
  const used = usedSchemas([paths, webhooks], schemas);
  const nodes = await openapiTS(
    withoutExamples({
      ...document,
      paths,
      components: { schemas: pick(schemas, (name) => used.has(name)) },
    }) as OpenAPI3,
    { rootTypes: true, rootTypesNoSchemaPrefix: true, silent: true },
  );
  const keyed = `/** The calls that take an Idempotency-Key. */
export const KEYED_CALLS: readonly string[] = ${JSON.stringify(keyedCalls(paths))};
`;
  return format(`${HEADER}${astToString(nodes)}\n${keyed}`, {
    parser: "typescript",
  });
}
