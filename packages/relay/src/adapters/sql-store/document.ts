/** JSON text in a column, checked by a schema both ways: what could not be read back is never written. */
import type { z } from "zod";
import { StoreError } from "./errors.ts";

export interface StoredDocument<T> {
  /** `id` goes into the error's message. Throws `invalid_document`. */
  encode(id: string, value: T): string;
  decode(id: string, text: string): T;
}

export function createDocument<T>(
  kind: string,
  schema: z.ZodType<T>,
): StoredDocument<T> {
  const check = (id: string, value: unknown, verb: string): T => {
    const read = schema.safeParse(value);
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    const place = issue?.path.join(".") ?? "";
    throw new StoreError(
      "invalid_document",
      `The ${kind} ${id} can't be ${verb}: ${place === "" ? "the document" : place} is not what it should be.`,
      read.error,
    );
  };
  return {
    encode: (id, value) => JSON.stringify(check(id, value, "stored")),
    decode: (id, text) => check(id, parseJson(kind, id, text), "read"),
  };
}

function parseJson(kind: string, id: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own error quotes the text, so it is no cause to hand on.
    throw new StoreError(
      "invalid_document",
      `The ${kind} ${id} can't be read: it is not JSON.`,
    );
  }
}
