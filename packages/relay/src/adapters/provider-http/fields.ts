/** Schemas for bodies whose keys come in any case. */
import { z } from "zod";

/**
 * An object whose keys are matched without case. The keys of `shape` are the documented spelling: where
 * a body holds several spellings of one key, the documented one counts. Extra keys are ignored.
 */
export function fields<Shape extends z.ZodRawShape>(shape: Shape) {
  const names = Object.keys(shape);
  return z.preprocess((body) => pick(body, names), z.object(shape));
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

/** Text, or a number (which `readJson` gives as text); null where it is missing, null or blank. */
export const text = z
  .string()
  .nullish()
  .transform((value) => {
    const trimmed = value?.trim() ?? "";
    return trimmed === "" ? null : trimmed;
  });

/** The same, and null for any other type: where one odd field must not cost us the rest. */
export const looseText = text.catch(null);
