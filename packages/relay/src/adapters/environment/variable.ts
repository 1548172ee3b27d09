/**
 * A configuration variable, described once: its name, meaning and default, how its text is read, how it is shown, and what
 * of it must stay out of logs. Parsing, `_FILE`, `check-config`, redaction and the table of the documentation follow from it.
 */
import type { Ok } from "../../domain/errors.ts";

export type Parsed<T> =
  | Ok<T>
  /** Each goes on after the variable's name ("must be …") and never repeats the value. */
  | { readonly ok: false; readonly faults: readonly string[] };

export interface ParseContext {
  /** The relay is reached under a name of this machine only: a demo's secrets will do. */
  readonly isLocal: boolean;
  /** Reads a text file that the value names. */
  readonly readFile: (path: string) => Parsed<string>;
}

/** `text` is neither empty nor surrounded by white space. */
export type Parse<T> = (text: string, context: ParseContext) => Parsed<T>;

export interface Variable<T> {
  readonly name: string;
  /** In sentences for people; units and format are said here. */
  readonly about: string;
  readonly parse: Parse<T>;
  /** Where nothing is given; null means that nothing is set. */
  readonly absent: T;
  /** Why it can't be left out, where there is more to say than that; null where it can. */
  readonly required: string | null;
  /** As the documentation shows it; null where there is none. */
  readonly defaultText: string | null;
  /** May also come from a file, named by the variable with `_FILE` at its end. Never shown. */
  readonly secret: boolean;
  /** For `check-config`. */
  show(value: T): string;
  /** What must not appear in a log line. */
  redact(value: T): readonly string[];
}

export type Variables = Readonly<Record<string, Variable<unknown>>>;

export type Values<Rows extends Variables> = {
  readonly [Key in keyof Rows]: Rows[Key] extends Variable<infer T> ? T : never;
};

/** Variables of which all are needed once one of `when` is given. */
export interface Requirement {
  readonly when: readonly string[];
  readonly needs: readonly string[];
  /** Goes on after "is missing: ". */
  readonly why: string;
}

interface Row<T> {
  readonly name: string;
  readonly about: string;
  readonly parse: Parse<T>;
  readonly secret?: boolean;
  /** In place of what `show` makes of the default; "" where there is nothing to say. */
  readonly defaultText?: string;
  /** Default: the value itself. "set": only that there is one. */
  readonly show?: "set" | ((value: T) => string);
  /** Default: the whole value of a secret, nothing of others. */
  readonly redact?: (value: T) => readonly string[];
}

export function variable<T>(
  row: Row<T> &
    ({ readonly default: NoInfer<T> } | { readonly required: string }),
): Variable<T>;
export function variable<T>(row: Row<T>): Variable<T | null>;
export function variable<T>(
  row: Row<T> & { readonly default?: T; readonly required?: string },
): Variable<T | null> {
  const { name, about, parse, secret = false } = row;
  const show = row.show ?? (secret ? "set" : text);
  const shown = (value: T | null): string => {
    if (value === null) return "not set";
    return show === "set" ? "set" : show(value);
  };
  const redact = row.redact ?? (secret ? spellings : () => []);
  const absent = row.default ?? null;
  const byValue = absent === null ? null : shown(absent);
  return {
    name,
    about,
    parse,
    absent,
    secret,
    required: row.required ?? null,
    defaultText: row.defaultText === "" ? null : (row.defaultText ?? byValue),
    show: shown,
    redact: (value) => (value === null ? [] : redact(value)),
  };
}

function text(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return value.length === 0 ? "none" : value.join(", ");
}

/** Every spelling that a secret may have in a text. */
function spellings(value: unknown): readonly string[] {
  if (!(value instanceof Uint8Array)) return [String(value)];
  const bytes = Buffer.from(value);
  return [
    // Without padding, so that both are found.
    bytes.toString("base64").replace(/=+$/, ""),
    bytes.toString("base64url"),
    bytes.toString("hex"),
  ];
}

/** Every name that may stand in the environment for these. */
export function namesOf(rows: Variables): readonly string[] {
  return Object.values(rows).flatMap(({ name, secret }) =>
    secret ? [name, `${name}_FILE`] : [name],
  );
}
