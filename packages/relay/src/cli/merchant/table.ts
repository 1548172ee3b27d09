/** Responses as text: tables on a terminal, tab-separated lines in a pipe. */
import type { Amount } from "@malipo/protocol";
import { amountSchema } from "@malipo/protocol";
import { formatDecimal } from "../../domain/amount.ts";
import { plainText } from "../plain-text.ts";

/** From headings to paths of values ("attempt.status"). */
export type Columns = Readonly<Record<string, string>>;

const GAP = "  ";
const EMPTY = "–";

/** Returns the value at a dotted path, or undefined. */
export function valueAt(json: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (value, key) =>
        typeof value === "object" && value !== null && Object.hasOwn(value, key)
          ? Reflect.get(value, key)
          : undefined,
      json,
    );
}

export function renderTable(
  rows: readonly unknown[],
  columns: Columns,
  terminal: boolean,
): string {
  const cells = rows.map((row) =>
    Object.values(columns).map((path) => toText(valueAt(row, path))),
  );
  if (!terminal) return cells.map((line) => `${line.join("\t")}\n`).join("");
  const headings = Object.keys(columns).map(plainText);
  const widths = headings.map((heading, index) =>
    Math.max(heading.length, ...cells.map((line) => line[index]?.length ?? 0)),
  );
  return [headings, ...cells]
    .map((line) =>
      line
        .map((text, index) => text.padEnd(widths[index] ?? 0))
        .join(GAP)
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join("");
}

/** One line per value; lists of objects as tables below. */
export function renderRecord(json: unknown, terminal: boolean): string {
  const entries = flatten(json).map(
    ([name, value]) => [plainText(name), value] as const,
  );
  const plain = entries.filter(([, value]) => !isTable(value));
  const width = Math.max(0, ...plain.map(([name]) => name.length));
  const lines = plain.map(([name, value]) =>
    terminal
      ? `${name.padEnd(width)}${GAP}${toText(value)}\n`
      : `${name}\t${toText(value)}\n`,
  );
  const tables = entries.flatMap(([name, value]) =>
    isTable(value) ? [`\n${name}\n${renderRows(value, terminal)}`] : [],
  );
  return [...lines, ...tables].join("");
}

type Rows = readonly object[];

const isTable = (value: unknown): value is Rows =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((each) => typeof each === "object" && each !== null);

function renderRows(rows: Rows, terminal: boolean): string {
  const names = new Set(
    rows.flatMap((row) =>
      flatten(row)
        .filter(([, value]) => !isTable(value))
        .map(([name]) => name),
    ),
  );
  const columns = Object.fromEntries([...names].map((name) => [name, name]));
  return renderTable(rows, columns, terminal);
}

/** Values by dotted names; an amount counts as one value. */
function flatten(
  json: unknown,
  prefix = "",
): readonly (readonly [string, unknown])[] {
  const isGroup =
    typeof json === "object" &&
    json !== null &&
    !Array.isArray(json) &&
    readAmount(json) === undefined;
  if (!isGroup) return [[prefix, json]];
  return Object.entries(json).flatMap(([name, value]) =>
    flatten(value, prefix === "" ? name : `${prefix}.${name}`),
  );
}

function readAmount(value: unknown): Amount | undefined {
  return amountSchema.safeParse(value).data;
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return EMPTY;
  const amount = readAmount(value);
  if (amount !== undefined)
    return `${amount.currency} ${formatDecimal(amount) ?? String(amount.value)}`;
  if (typeof value === "boolean") return value ? "yes" : "no";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return plainText(text);
}
