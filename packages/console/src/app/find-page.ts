import type { PageDefinition, Route } from "./page.ts";

export interface FoundPage {
  readonly definition: PageDefinition;
  readonly route: Route;
}

/** The page of a path ("/orders/ord_1"); undefined if there is none. */
export function findPage(
  pages: readonly PageDefinition[],
  path: string,
  query: URLSearchParams,
): FoundPage | undefined {
  for (const definition of pages) {
    const params = match(definition.path, path);
    if (params !== undefined) return { definition, route: { params, query } };
  }
  return undefined;
}

function match(
  pattern: string,
  path: string,
): Readonly<Record<string, string>> | undefined {
  const expected = pattern.split("/");
  const given = path.split("/");
  if (expected.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of expected.entries()) {
    const value = given[at] ?? "";
    if (part.startsWith(":")) {
      const decoded = decode(value);
      if (decoded === undefined || decoded === "") return undefined;
      params[part.slice(1)] = decoded;
    } else if (part !== value) return undefined;
  }
  return params;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
