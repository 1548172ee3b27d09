/**
 * JSON text in a column, checked by a schema both ways: what could not be read back is never written. A text that was
 * checked before is not checked again: docs/decisions/0022-a-stored-text-is-checked-once.md.
 */
import type { z } from "zod";
import { StoreError } from "./errors.ts";

export interface StoredDocument<T> {
  /** `id` goes into the error's message. Throws `invalid_document`. */
  encode(id: string, value: T): string;
  decode(id: string, text: string): T;
}

interface Checked<T> {
  readonly text: string;
  readonly value: T;
}

/** `remembered`: of how many documents the last text is known, with what was read from it. Default: of none. */
export function createDocument<T>(
  kind: string,
  schema: z.ZodType<T>,
  remembered = 0,
): StoredDocument<T> {
  const checked = new Map<string, Checked<T>>();
  const remember = (id: string, document: Checked<T>): void => {
    checked.delete(id);
    checked.set(id, document);
    const [oldest] = checked.keys();
    if (checked.size > remembered && oldest !== undefined)
      checked.delete(oldest);
  };
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
    encode(id, given) {
      const value = check(id, given, "stored");
      const text = JSON.stringify(value);
      remember(id, { text, value });
      return text;
    },
    decode(id, text) {
      const known = checked.get(id);
      if (known?.text === text) return known.value;
      const value = check(id, parseJson(kind, id, text), "read");
      remember(id, { text, value });
      return value;
    },
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
