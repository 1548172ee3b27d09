/** Schemas for bodies with case-insensitive keys. */
import { z } from "zod";

/**
 * An object with case-insensitive keys. The keys of `shape` are the documented spelling, which wins if a body has
 * several spellings of one key. Extra keys are ignored.
 */
export function fields<Shape extends z.ZodRawShape>(shape: Shape) {
  const names = Object.keys(shape);
  return z.preprocess((body) => pick(body, names), z.object(shape));
}

/** Whether there is such a key, in any letter case: cheaper than a schema that refuses. */
export function hasField(body: unknown, name: string): boolean {
  return (
    typeof body === "object" &&
    body !== null &&
    Object.keys(body).some((key) => key.toLowerCase() === name.toLowerCase())
  );
}

function pick(body: unknown, names: readonly string[]): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return body;
  const entries: [string, unknown][] = Object.entries(body);
  const exact = new Map(entries);
  const loose = new Map(
    entries.toReversed().map(([key, value]) => [key.toLowerCase(), value]),
  );
  return Object.fromEntries(
    names.map((name) => [
      name,
      exact.has(name) ? exact.get(name) : loose.get(name.toLowerCase()),
    ]),
  );
}

/** Text, or a number (which `readJson` returns as text); null if missing, null or blank. */
export const text = z
  .string()
  .nullish()
  .transform((value) => {
    const trimmed = value?.trim() ?? "";
    return trimmed === "" ? null : trimmed;
  });

/** The same, but null for any other type, so that one odd field doesn't invalidate the rest. */
export const looseText = text.catch(null);
