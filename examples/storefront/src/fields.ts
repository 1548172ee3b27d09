/** JSON from outside, whose shape is not known yet. */

export type Fields = Readonly<Record<string, unknown>>;

/** The value's fields; none where it is no object. */
export const toFields = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? { ...value } : {};

/** Undefined for a text that is not a JSON object. */
export function parseFields(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null
      ? toFields(value)
      : undefined;
  } catch {
    return undefined;
  }
}
