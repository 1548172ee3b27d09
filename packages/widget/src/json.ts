/** JSON between texts and plain data, whatever the page has done to the built-in objects. */

/** Undefined where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * JSON text of plain data. `JSON.stringify` asks every object for a `toJSON` method (ECMA-262, 25.5.2.2), and old
 * libraries such as Prototype 1.6 give arrays one that answers with text in place of the array. It asks no string,
 * number or boolean.
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
