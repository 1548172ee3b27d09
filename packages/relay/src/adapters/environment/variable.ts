/**
 * A configuration variable: its name, description, default, parser, display, and what must be redacted from logs.
 * Parsing, `_FILE`, `check-config`, redaction and the documentation are derived from it.
 */
import type { Ok } from "../../domain/errors.ts";

export type Parsed<T> =
  | Ok<T>
  /** Each follows the variable's name ("must be …") and never repeats the value. */
  | { readonly ok: false; readonly faults: readonly string[] };

export interface ParseContext {
  /** The relay's public URL is a loopback address, so weak secrets are allowed. */
  readonly isLocal: boolean;
  /** Reads the text file that a value names. */
  readonly readFile: (path: string) => Parsed<string>;
}

/** `text` is trimmed and not empty. */
export type Parse<T> = (text: string, context: ParseContext) => Parsed<T>;

export interface Variable<T> {
  readonly name: string;
  /** Sentences for people, including unit and format. */
  readonly about: string;
  readonly parse: Parse<T>;
  /** The value if the variable is not set; null means none. */
  readonly absent: T;
  /** Why the variable is required, or "" without a reason; null if it is optional. */
  readonly required: string | null;
  /** The default in the documentation; null if there is none. */
  readonly defaultText: string | null;
  /** May also be read from the file that `<name>_FILE` names. Never shown. */
  readonly secret: boolean;
  /** For `check-config`. */
  show(value: T): string;
  /** Texts that must not appear in logs. */
  redact(value: T): readonly string[];
}

export type Variables = Readonly<Record<string, Variable<unknown>>>;

export type Values<Rows extends Variables> = {
  readonly [Key in keyof Rows]: Rows[Key] extends Variable<infer T> ? T : never;
};

/** If one of `when` is set, all of `needs` are required. */
export interface Requirement {
  readonly when: readonly string[];
  readonly needs: readonly string[];
  /** Follows "is missing: ". */
  readonly why: string;
}

interface Row<T> {
  readonly name: string;
  readonly about: string;
  readonly parse: Parse<T>;
  readonly secret?: boolean;
  /** Overrides the displayed default; "" for none. */
  readonly defaultText?: string;
  /** Default: the value. "set": only whether it is set. */
  readonly show?: "set" | ((value: T) => string);
  /** Default: the whole value of a secret, nothing otherwise. */
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

/** All encodings in which a secret may appear in text. */
function spellings(value: unknown): readonly string[] {
  if (!(value instanceof Uint8Array)) return [String(value)];
  const bytes = Buffer.from(value);
  return [
    // Without padding, so that both forms match.
    bytes.toString("base64").replace(/=+$/, ""),
    bytes.toString("base64url"),
    bytes.toString("hex"),
  ];
}

/** All environment variable names of these variables. */
export function namesOf(rows: Variables): readonly string[] {
  return Object.values(rows).flatMap(({ name, secret }) =>
    secret ? [name, `${name}_FILE`] : [name],
  );
}
