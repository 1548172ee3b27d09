/** Whether two values of stored or shown documents are the same, in whatever order their fields are. Pure. */

/** A field that is undefined is as good as none: JSON has neither. */
const fieldsOf = (value: object): readonly (readonly [string, unknown])[] =>
  Object.entries(value).filter(([, each]) => each !== undefined);

export function isSameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object") return false;
  if (a === null || b === null || Array.isArray(a) !== Array.isArray(b))
    return false;
  const fields = fieldsOf(a);
  return (
    fields.length === fieldsOf(b).length &&
    fields.every(
      ([name, value]) =>
        Object.hasOwn(b, name) && isSameValue(value, Reflect.get(b, name)),
    )
  );
}

/** The same text for the same value. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)),
        )
      : inner,
  );
