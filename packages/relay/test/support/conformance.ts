/** Holds every answer against the relay's own OpenAPI document. */
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { ValidateFunction } from "ajv";
import { createOpenApiDocument } from "../../src/http/openapi/document.ts";

interface SeenAnswer {
  readonly status: number;
  readonly contentType: string | null;
  /** Undefined where it is no JSON. */
  readonly json: unknown;
}

interface Response {
  readonly description: string;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

interface Described {
  readonly pattern: RegExp;
  readonly operations: Readonly<
    Record<string, { readonly responses: Readonly<Record<string, Response>> }>
  >;
}

const DOCUMENT = "relay";
const document = createOpenApiDocument("https://pay.shop.example", "0.0.0");

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(document, DOCUMENT);

const described: readonly Described[] = Object.entries(
  document["paths"] as Readonly<Record<string, Described["operations"]>>,
)
  .map(([path, operations]) => ({
    path,
    pattern: new RegExp(
      `^${path.replaceAll(/[.]/g, "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}/?$`,
      "i",
    ),
    operations,
  }))
  // As the router does: what is spelled out goes before what is not.
  .toSorted((a, b) => placeholders(a.path) - placeholders(b.path));

function placeholders(path: string): number {
  return path.split("{").length;
}

const validators = new Map<string, ValidateFunction>();

/** A sentence for what does not conform; undefined where all is as described. */
export function findDeviation(
  method: string,
  address: string,
  answer: SeenAnswer,
): string | undefined {
  const [path = ""] = address.split("?");
  const name = `${method} ${path}: ${answer.status}`;
  // No route was found, or none for that method: these two look alike everywhere, as do CORS preflights.
  if (answer.status === 404 || answer.status === 405 || method === "OPTIONS")
    return undefined;
  const route = described.find(({ pattern }) => pattern.test(path));
  // The merchant's side asks for its key before it tells what is there.
  const hidden = path.startsWith("/v1/merchant/") && answer.status === 401;
  if (route === undefined && hidden) return undefined;
  const verb = method === "HEAD" ? "get" : method.toLowerCase();
  const operation = route?.operations[verb];
  if (operation === undefined) return `${name}: the route is not described`;
  const response = operation.responses[String(answer.status)];
  if (response === undefined) return `${name}: the status is not described`;
  if (answer.json === undefined) return undefined;
  const type = answer.contentType?.split(";")[0] ?? "";
  const schema = response.content?.[type]?.schema;
  if (schema === undefined) return `${name}: ${type} is not described`;
  const code = problemCode(answer.json);
  if (
    type === "application/problem+json" &&
    !response.description.includes(`\`${code}\``)
  )
    return `${name}: the code ${code} is not described`;
  return validate(name, schema, answer.json);
}

function problemCode(json: unknown): string {
  return typeof json === "object" && json !== null && "code" in json
    ? String(json.code)
    : "";
}

function validate(
  name: string,
  schema: object,
  json: unknown,
): string | undefined {
  const text = JSON.stringify(schema).replaceAll(
    '"#/components',
    `"${DOCUMENT}#/components`,
  );
  const validator = validators.get(text) ?? ajv.compile(JSON.parse(text));
  validators.set(text, validator);
  return validator(json)
    ? undefined
    : `${name}: ${ajv.errorsText(validator.errors)}`;
}
