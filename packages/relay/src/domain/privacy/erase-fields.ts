/**
 * Classifies every field of a stored document as personal or not, and erases the personal ones. The types follow the
 * document's type: a field that is added later does not compile until it is classified.
 */

/** Replaces a required personal text. */
export const ERASED = "erased";

/** A field with personal data. */
export interface Personal<T> {
  /** The value after erasure. */
  becomes(value: NonNullable<T>): T;
}

/** For fields that may be null. */
export const cleared = <T>(): Personal<T | null> => ({ becomes: () => null });

/** For required texts. */
export const replaced = (): Personal<string> => ({ becomes: () => ERASED });

/** Not personal: money, goods, states, times, and ids made by the relay or the provider. */
export const KEPT = "kept";

type Plain = string | number | boolean | Uint8Array;
type KeyOf<T> = T extends unknown ? keyof T : never;
type ValueOf<T, K> = T extends unknown
  ? K extends keyof T
    ? T[K]
    : never
  : never;

/** Lists are described by their elements, and a union by the fields of all its members. */
export type FieldsOf<T> = {
  readonly [K in KeyOf<T>]-?: FieldOf<ValueOf<T, K>>;
};
type FieldOf<T> =
  | Personal<T>
  | ([NonNullable<T>] extends [Plain | readonly Plain[]]
      ? typeof KEPT
      : [NonNullable<T>] extends [readonly (infer E)[]]
        ? FieldsOf<E>
        : FieldsOf<NonNullable<T>>);

type Field = Personal<unknown> | typeof KEPT | Fields;
interface Fields {
  readonly [name: string]: Field;
}

/** Returns a copy without personal data. Fields that are not described are dropped: their contents are unknown. */
export function eraseFields<T extends object>(
  fields: FieldsOf<T>,
  value: T,
): T {
  return eraseWithin(fields, value) as T;
}

function eraseWithin(fields: Fields, value: object): unknown {
  if (Array.isArray(value))
    return value.map((each: unknown) => eraseField(fields, each));
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      return field === undefined ? [] : [[name, eraseField(field, each)]];
    }),
  );
}

function eraseField(field: Field, value: unknown): unknown {
  if (value === null || value === undefined || field === KEPT) return value;
  if (isPersonal(field)) return field.becomes(value);
  return typeof value === "object" ? eraseWithin(field, value) : value;
}

const isPersonal = (
  field: Fields | Personal<unknown>,
): field is Personal<unknown> => typeof field["becomes"] === "function";
