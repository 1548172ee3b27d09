/**
 * Parses JSON tolerantly: with trailing commas, or truncated (the decoder drops a byte order mark). Numbers are
 * returned as their source text, so that no amount passes through a float.
 */
import { parseTree } from "jsonc-parser";
import type { Node, ParseError } from "jsonc-parser";

export interface ReadJson {
  readonly value: unknown;
  /** False if the text is damaged: the value is right as far as it goes, but the rest is missing. */
  readonly whole: boolean;
}

/** Null if the text has no value, or one nested too deep. Never throws. */
export function readJson(text: string): ReadJson | null {
  try {
    return { value: JSON.parse(text, numberAsText) as unknown, whole: true };
  } catch {
    return readTolerantly(text);
  }
}

/** `context.source`: https://tc39.es/proposal-json-parse-with-source/ (Node 21 and newer). */
function numberAsText(
  _key: string,
  value: unknown,
  context?: { readonly source?: string },
): unknown {
  return typeof value === "number" ? (context?.source ?? "") : value;
}

function readTolerantly(text: string): ReadJson | null {
  const body = text.trimEnd();
  const errors: ParseError[] = [];
  try {
    const root = parseTree(body, errors, {
      allowTrailingComma: true,
      disallowComments: true,
    });
    const whole = errors.length === 0;
    const value = root && toValue(root, body, whole);
    return value === undefined ? null : { value, whole };
  } catch (error) {
    // Both parsers recurse: a body of many brackets overflows the stack.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function toValue(node: Node, text: string, whole: boolean): unknown {
  const parts = node.children ?? [];
  if (node.type === "array")
    return parts
      .map((part) => toValue(part, text, whole))
      .filter((value) => value !== undefined);
  if (node.type === "object")
    return Object.fromEntries(
      parts.flatMap(({ children: [key, member] = [] }) => {
        const value = member && toValue(member, text, whole);
        return value === undefined ? [] : [[String(key?.value), value]];
      }),
    );
  const end = node.offset + node.length;
  // The last literal of a damaged text may be truncated: 25 of 2500.
  if (!whole && end >= text.length) return undefined;
  const literal: unknown = node.value;
  return node.type === "number" ? text.slice(node.offset, end) : literal;
}
