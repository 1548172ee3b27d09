/** Pages of a list, newest first: an opaque cursor names the last item given out, so inserts shift nothing. */
import { sql } from "kysely";
import type { RawBuilder, SqlBool } from "kysely";
import type { Page, PageRequest } from "../../ports/page.ts";
import { InvalidPageError } from "./errors.ts";

/** Where an item stands in its list. */
export interface Position {
  readonly createdAt: number;
  readonly id: string;
}

const PLAIN = /^(\d{1,16})\.(.+)$/s;

export function encodeCursor({ createdAt, id }: Position): string {
  return Buffer.from(`${createdAt}.${id}`).toString("base64url");
}

/** Throws `InvalidPageError` for anything but what `encodeCursor` made. */
export function decodeCursor(cursor: string): Position {
  const [, digits, id] =
    PLAIN.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
  if (digits === undefined || id === undefined) throw broken();
  const position = { createdAt: Number(digits), id };
  if (encodeCursor(position) !== cursor) throw broken();
  return position;
}

/** What a query needs to fetch one page; one row more tells whether anything follows. */
export function readPageRequest({ limit, cursor }: PageRequest): {
  readonly rows: number;
  readonly after: Position | undefined;
} {
  if (!Number.isSafeInteger(limit) || limit < 1)
    throw new InvalidPageError("The limit must be a whole number from 1.");
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  return { rows: limit + 1, after };
}

/** What follows a position in a list that is ordered by `created_at` and `id`, both descending. */
export function comesAfter({ createdAt, id }: Position): RawBuilder<SqlBool> {
  return sql`(created_at, id) < (${createdAt}, ${id})`;
}

/** The same in a list that is ordered by both ascending. */
export function comesBehind({ createdAt, id }: Position): RawBuilder<SqlBool> {
  return sql`(created_at, id) > (${createdAt}, ${id})`;
}

/**
 * A column whose index must not be taken because another condition leaves far fewer rows. SQLite has no statistics of a
 * young database, and of two indexes that fit it takes either.
 */
export function notByIndex(column: string): RawBuilder<string> {
  return sql<string>`coalesce(${sql.ref(column)}, '')`;
}

export function toPage<T extends Position>(
  found: readonly T[],
  limit: number,
): Page<T> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const more = found.length > limit && last !== undefined;
  return { items, nextCursor: more ? encodeCursor(last) : null };
}

function broken(): InvalidPageError {
  return new InvalidPageError(
    "The cursor is not one that this list gave out; start again without it.",
  );
}
