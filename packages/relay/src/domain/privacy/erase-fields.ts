/**
 * Says of every field of a stored document whether it is about a person, and replaces those that are. The types follow
 * the document's: a field that is added later does not compile until somebody has said what it is.
 */

/** What stands where a text about a person was that can't be missing. */
export const ERASED = "erased";

/** A field about a person. */
export interface Personal<T> {
  /** What is left of it. */
  becomes(value: NonNullable<T>): T;
}

/** For fields that may be null. */
export const cleared = <T>(): Personal<T | null> => ({ becomes: () => null });

/** For texts that have to be there. */
export const replaced = (): Personal<string> => ({ becomes: () => ERASED });

/** About the money or the goods, or a name that the relay or the provider made for them. */
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
  | ([NonNullable<T>] extends [Plain]
      ? typeof KEPT
      : [NonNullable<T>] extends [readonly (infer E)[]]
        ? FieldsOf<E>
        : FieldsOf<NonNullable<T>>);

type Field = Personal<unknown> | typeof KEPT | Fields;
interface Fields {
  readonly [name: string]: Field;
}

/** The same without what is about a person. Fields that are not described go too: nobody knows what is in them. */
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
