/** The texts that an erasure takes from a record: what may name a person there. Pure. */

/** `after`: the record without its personal data. A text that became another one is lost as well. */
export function lostTexts(before: unknown, after: unknown): readonly string[] {
  if (typeof before === "string") return before === after ? [] : [before];
  if (!isRecord(before)) return [];
  const left = isRecord(after) ? after : {};
  return Object.entries(before).flatMap(([name, value]) =>
    lostTexts(value, Object.hasOwn(left, name) ? left[name] : undefined),
  );
}

/** Also a list; bytes are none of a record's texts. */
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !ArrayBuffer.isView(value);
