/** The API reference as Markdown, from the relay's OpenAPI document. */

/** What the reference reads of an OpenAPI 3.1 document, as `packages/relay/src/http/openapi` writes it. */
export interface OpenApi {
  readonly info: { readonly description: string };
  readonly tags: readonly {
    readonly name: string;
    readonly description?: string;
  }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly webhooks: Readonly<
    Record<string, Readonly<Record<string, Operation>>>
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Operation {
  readonly summary: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Response>>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly example?: unknown;
  readonly schema?: Schema;
}

interface Response {
  readonly description: string;
  readonly content?: Content;
}

type Content = Readonly<
  Record<
    string,
    {
      readonly schema?: Schema;
      readonly example?: unknown;
      readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
    }
  >
>;

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

const ACCESS: Readonly<Record<string, string>> = {
  merchantKey: "an API key, as a bearer token",
  relayToken: "the order's token, as a bearer token",
  mac: "the MAC in the URL",
  signature: "the provider's signature",
};

export function writeReference(document: OpenApi): string {
  return [
    "# API reference",
    "Every route of the relay, each with what it takes, what it answers and which problems it has. Your relay serves the same as an OpenAPI 3.1 document at `/openapi.json`.",
    document.info.description,
    VERSIONS,
    ...document.tags.map((tag) => writeGroup(document, tag)),
    "## Webhook events",
    "What the relay sends to your backend. [Webhooks](webhooks.md) says how to receive it.",
    ...Object.entries(document.webhooks).flatMap(([name, methods]) =>
      Object.values(methods).map((operation) =>
        writeOperation(`\`${name}\``, operation),
      ),
    ),
    "## Objects",
    ...Object.entries(document.components.schemas).map(([name, schema]) =>
      writeSchema(name, schema),
    ),
  ].join("\n\n");
}

const VERSIONS = `## Versions

All routes begin with \`/v1\`. Within it, what you use keeps its meaning: new routes, optional fields of requests, fields of responses, event types, problem codes and values of a failure may be added, and nothing is removed or renamed. So ignore fields you don't know, respond with 2xx to events you don't know, and treat a status you don't know as not final. What is not compatible gets \`/v2\`, beside \`/v1\`. [CHANGELOG](../CHANGELOG.md) names every change.`;

function writeGroup(
  { paths }: OpenApi,
  { name, description }: OpenApi["tags"][number],
): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { tags }]) => tags?.includes(name))
      .map(([method, operation]) =>
        writeOperation(`\`${method.toUpperCase()} ${path}\``, operation),
      ),
  );
  return [`## ${name}`, description ?? "", ...operations].join("\n\n");
}

function writeOperation(title: string, operation: Operation): string {
  const { summary, description = "", security, parameters = [] } = operation;
  const access = (security ?? [])
    .flatMap((one) => Object.entries(one))
    .map(([name, scopes]) =>
      [
        ACCESS[name] ?? name,
        ...scopes.map((scope) => `with the scope \`${scope}\``),
      ].join(" "),
    );
  const parts = [`### ${title}`, `**${summary}.** ${description}`];
  if (access.length > 0) parts.push(`Access: ${access.join(" or ")}.`);
  if (parameters.length > 0)
    parts.push(
      table(
        ["parameter", "in", "type", "meaning"],
        parameters.map((one) => [
          `\`${one.name}\`${one.required === true ? "" : " (optional)"}`,
          one.in,
          typeOf(one.schema ?? {}),
          [
            one.description ?? "",
            one.example === undefined
              ? ""
              : `Example: \`${JSON.stringify(one.example)}\``,
          ]
            .filter((text) => text !== "")
            .join(" "),
        ]),
      ),
    );
  if (operation.requestBody !== undefined)
    parts.push("Body:", ...writeContent(operation.requestBody.content));
  parts.push(...writeResponses(operation.responses));
  return parts.join("\n\n");
}

/** The first success with its example; all others in one table. */
function writeResponses(responses: Operation["responses"]): string[] {
  const parts: string[] = [];
  const others: string[][] = [];
  for (const [status, { description, content }] of Object.entries(responses)) {
    const written = /^2/.test(status) ? writeContent(content ?? {}) : [];
    if (written.length > 0)
      parts.push(`Response ${status}: ${description}`, ...written);
    else others.push([status, description]);
  }
  if (others.length > 0) parts.push(table(["status", "meaning"], others));
  return parts;
}

function writeContent(content: Content): string[] {
  return Object.entries(content).flatMap(([type, media]) => {
    const { schema, example, examples = {} } = media;
    const shown = example ?? Object.values(examples)[0]?.value;
    const language = type.includes("json") ? "json" : "text";
    const text =
      typeof shown === "string" ? shown : JSON.stringify(shown, null, 2);
    return [
      `\`${type}\`, ${typeOf(schema ?? {})}`,
      ...(shown === undefined ? [] : [`\`\`\`${language}\n${text}\n\`\`\``]),
    ];
  });
}

function writeSchema(name: string, schema: Schema): string {
  const { description = "", properties, required = [] } = schema;
  return [
    `### ${name}`,
    description,
    properties === undefined
      ? typeOf(schema)
      : table(
          ["field", "type", "meaning"],
          Object.entries(properties).map(([field, one]) => [
            `\`${field}\`${required.includes(field) ? "" : " (optional)"}`,
            typeOf(one),
            one.description ?? "",
          ]),
        ),
  ].join("\n\n");
}

function typeOf(schema: Schema): string {
  const { $ref, anyOf, oneOf, allOf, items } = schema;
  if ($ref !== undefined) {
    const name = $ref.split("/").at(-1) ?? "";
    return `[${name}](#${name.toLowerCase()})`;
  }
  const parts = anyOf ?? oneOf ?? allOf;
  if (parts !== undefined)
    return parts.map(typeOf).join(allOf === undefined ? " or " : " and ");
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum !== undefined)
    return schema.enum
      .map((value) => `\`${JSON.stringify(value)}\``)
      .join(", ");
  if (items !== undefined) return `list of ${typeOf(items)}`;
  const type = [schema.type ?? "any"].flat().join(" or ");
  return [type, schema.format, rangeOf(schema)]
    .filter((text) => text !== undefined)
    .join(", ");
}

function rangeOf(schema: Schema): string | undefined {
  const least = schema.minimum ?? schema.minLength;
  const most = schema.maximum ?? schema.maxLength;
  const unit = (schema.minimum ?? schema.maximum) ? "" : " characters";
  // The limits of all safe integers say nothing.
  if (most === undefined || most === Number.MAX_SAFE_INTEGER) return undefined;
  return `${least === undefined ? "at most " : `${least} to `}${most}${unit}`;
}

const table = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string =>
  [head, head.map(() => "---"), ...rows]
    .map(
      (cells) =>
        `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll(/\s+/g, " ")).join(" | ")} |`,
    )
    .join("\n");
