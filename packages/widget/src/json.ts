/** Parses and writes JSON, even if the page has modified built-in objects. */

/** Returns undefined if the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    // An error is slow to make, and most often there is nothing.
    if (text) return JSON.parse(text) as unknown;
  } catch {
    // It is not JSON.
  }
  return undefined;
}

/**
 * JSON text of plain data. `JSON.stringify` calls every object's `toJSON` method (ECMA-262, 25.5.2.2), and old
 * libraries such as Prototype 1.6 give arrays one that returns a string. Strings,
 * numbers and booleans are not affected.
 */
export function toJson(data: unknown): string {
  if (typeof data !== "object" || data === null)
    return JSON.stringify(data ?? null);
  const list = Array.isArray(data);
  let text = "";
  for (const [name, value] of Object.entries(data) as [string, unknown][]) {
    if (!list && value === undefined) continue;
    if (text) text += ",";
    text += (list ? "" : `${JSON.stringify(name)}:`) + toJson(value);
  }
  return list ? `[${text}]` : `{${text}}`;
}
