/** Reads the database URL. Never repeats it: it may hold a password. */
import path from "node:path";
import { StoreError } from "./errors.ts";
import {
  addressInWords,
  isPostgresUrl,
  parsePostgresUrl,
} from "./postgres-url.ts";
import type { PostgresAddress } from "./postgres-url.ts";

const SQLITE = "sqlite:";

export type StoreAddress =
  /** `file` is absolute. */
  | { readonly kind: "sqlite"; readonly file: string }
  | { readonly kind: "postgres"; readonly address: PostgresAddress };

/**
 * What `sqlite:<file>` or `postgres://…` names; throws `unsupported_url` for anything else. `password` is that of
 * PostgreSQL where the URL has none.
 */
export function parseStoreUrl(
  url: string,
  password: string | null = null,
): StoreAddress {
  return isPostgresUrl(url)
    ? { kind: "postgres", address: parsePostgresUrl(url, password) }
    : { kind: "sqlite", file: parseSqliteUrl(url) };
}

/** The URL as it may be shown and logged. */
export function showStoreUrl(url: string): string {
  if (!isPostgresUrl(url)) return url;
  return `postgres://${addressInWords(parsePostgresUrl(url))}`;
}

function parseSqliteUrl(url: string): string {
  if (!url.startsWith(SQLITE))
    throw unsupported(
      "The database URL must have the form sqlite:<file> or postgres://….",
    );
  const file = url.slice(SQLITE.length).trim();
  if (file === "")
    throw unsupported("The database URL has no file after sqlite:.");
  if (file === ":memory:")
    throw unsupported(
      "An in-memory database would lose all orders: put a file after sqlite:.",
    );
  if (/^\/\/(?!\/)/.test(file))
    throw unsupported(
      "Write sqlite:<file> without //; an absolute path starts with a single slash.",
    );
  return path.resolve(file);
}

function unsupported(message: string): StoreError {
  return new StoreError("unsupported_url", message);
}
