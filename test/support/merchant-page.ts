/** The commands, responses and tables of docs/merchant-interface.md, by the marks in front of them. */
import {
  countBlocks as countBlocksIn,
  markedBlocks,
  readPage,
} from "./marked-blocks.ts";

const text = readPage("docs/merchant-interface.md");

/** Commands by name. */
export const COMMANDS = markedBlocks(text, "run", "sh");
/** The responses to the commands of the same name. */
export const RESPONSES: ReadonlyMap<string, unknown> = new Map(
  [...markedBlocks(text, "response", "json")].map(([name, json]) => [
    name,
    JSON.parse(json),
  ]),
);
/** How many blocks of a language there are, marked or not. */
export const countBlocks = (language: string): number =>
  countBlocksIn(text, language);

/** The rows of a table between two marks, without its heading; each a list of cells without back-quotes. */
export function tableAfter(mark: string, end: string): readonly string[][] {
  const [, after = ""] = text.split(`<!-- ${mark} -->`);
  const [table = ""] = after.split(`<!-- end of ${end} -->`);
  return table
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim().replace(/^`(.*)`$/, "$1")),
    );
}

/**
 * How a response differs from what the page shows; empty if it matches. The page may leave fields out, "…" in a text
 * stands for more, and the page shows only the first entries of a list.
 */
export function differences(
  shown: unknown,
  actual: unknown,
  at = "response",
): readonly string[] {
  if (Array.isArray(shown)) {
    if (!Array.isArray(actual)) return [`${at} is no list`];
    if (shown.length === 0)
      return actual.length === 0 ? [] : [`${at} is not empty`];
    return shown.flatMap((each, place) =>
      differences(each, actual[place], `${at}[${place}]`),
    );
  }
  if (typeof shown === "object" && shown !== null) {
    if (typeof actual !== "object" || actual === null)
      return [`${at} is no object`];
    return Object.entries(shown).flatMap(([name, value]) =>
      differences(value, Reflect.get(actual, name), `${at}.${name}`),
    );
  }
  const same =
    typeof shown === "string" && shown.includes("…")
      ? typeof actual === "string" && looksLike(shown, actual)
      : shown === actual;
  return same ? [] : [`${at} is ${JSON.stringify(actual)}`];
}

function looksLike(shown: string, actual: string): boolean {
  const [start = "", ...rest] = shown.split("…");
  const end = rest.at(-1) ?? "";
  return (
    actual.length > start.length + end.length &&
    actual.startsWith(start) &&
    actual.endsWith(end)
  );
}
