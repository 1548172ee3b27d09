/** Reads the database URL. Never repeats it: it may hold a password. */
import path from "node:path";
import { StoreError } from "./errors.ts";

const SQLITE = "sqlite:";

/** The absolute path of the file in `sqlite:<file>`; throws `unsupported_url` for anything else. */
export function parseStoreUrl(url: string): string {
  if (/^postgres(?:ql)?:/i.test(url))
    throw unsupported(
      "PostgreSQL is not supported yet; use sqlite:<file> as the database URL.",
    );
  if (!url.startsWith(SQLITE))
    throw unsupported("The database URL must have the form sqlite:<file>.");
  const file = url.slice(SQLITE.length).trim();
  if (file === "")
    throw unsupported("The database URL names no file after sqlite:.");
  if (file === ":memory:")
    throw unsupported(
      "An in-memory database keeps nothing; name a file after sqlite:.",
    );
  if (/^\/\/(?!\/)/.test(file))
    throw unsupported(
      "Write sqlite:<file> without //; an absolute path begins with one slash.",
    );
  return path.resolve(file);
}

function unsupported(message: string): StoreError {
  return new StoreError("unsupported_url", message);
}
