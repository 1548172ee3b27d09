/** JSON Schemas of the document: schemas with an id become components and are referenced. */
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";

export type Json = Record<string, unknown>;

export interface Components {
  readonly schemas: Json;
  readonly toSchema: (schema: z.ZodType, io: "input" | "output") => Json;
}

export function createComponents(): Components {
  const schemas: Json = {};
  return {
    schemas,
    toSchema(schema, io) {
      const { $defs = {}, ...json } = z.toJSONSchema(schema, {
        io,
        unrepresentable: "any",
        // The format is enough; zod adds a long, redundant pattern.
        override: ({ jsonSchema }) => {
          if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
        },
      });
      // The document declares its dialect.
      delete json.$schema;
      for (const [name, definition] of Object.entries($defs))
        add(schemas, name, toReferences(definition));
      return toReferences(json) as Json;
    },
  };
}

/** A name must have the same schema as input and output. */
function add(schemas: Json, name: string, definition: unknown): void {
  const known = schemas[name];
  schemas[name] = definition;
  if (known !== undefined && !isDeepStrictEqual(known, definition))
    throw new Error(`two schemas have the id ${name}`);
}

function toReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toReferences);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === "$ref" && typeof inner === "string"
        ? inner.replace("#/$defs/", "#/components/schemas/")
        : toReferences(inner),
    ]),
  );
}
