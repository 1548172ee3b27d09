/** Code blocks of a page of the documentation, by the marks in front of them: `<!-- run: name -->`. */
import { readFileSync } from "node:fs";
import { at } from "../../scripts/lib/paths.ts";

export const readPage = (file: string): string =>
  readFileSync(at(file), "utf8");

/** Blocks of a language by their names. */
export const markedBlocks = (
  text: string,
  mark: string,
  language: string,
): ReadonlyMap<string, string> =>
  new Map(
    [
      ...text.matchAll(
        new RegExp(
          `<!-- ${mark}: (\\S+) -->\\s+\`\`\`${language}\n([^]*?)\`\`\``,
          "g",
        ),
      ),
    ].map(([, name = "", code = ""]) => [name, code]),
  );

/** How many blocks of a language there are, marked or not. */
export const countBlocks = (text: string, language: string): number =>
  text.split(`\`\`\`${language}\n`).length - 1;

/** A block that must be there. */
export function blockOf(
  blocks: ReadonlyMap<string, string>,
  name: string,
): string {
  const block = blocks.get(name);
  if (block === undefined) throw new Error(`nothing is marked ${name}`);
  return block;
}
