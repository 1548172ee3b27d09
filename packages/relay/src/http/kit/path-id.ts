/** Ids in paths: what can be none looks like any other nothing. */
import { NOT_FOUND, ok } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";

/**
 * As long as the providers' own ids may be; printable, so that it can stand in a log line. Merchants choose the ids of
 * payouts and bills, so blanks are allowed in one.
 */
const POSSIBLE = /^(?! +$)[\x20-\x7e]{1,100}$/;

function readPathId(text: string): Result<string> {
  return POSSIBLE.test(text) ? ok(text) : NOT_FOUND;
}

/** `use` with the id, unless it can be none. */
export async function withPathId<T>(
  text: string,
  use: (id: string) => Promise<Result<T>>,
): Promise<Result<T>> {
  const id = readPathId(text);
  return id.ok ? use(id.value) : id;
}
