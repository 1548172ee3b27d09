/** `malipo variables`: the configuration's reference, from the table that reads it. */
import { PROVIDERS } from "../adapters/providers.ts";
import { variableGroups } from "../config/variables.ts";
import type { CommandInput } from "./command.ts";
import type { CliContext } from "./context.ts";
import { EXIT_DONE, EXIT_NOT_FOUND } from "./exit-codes.ts";
import { plainText } from "./plain-text.ts";
import { wrapText } from "./wrap-text.ts";

const WIDTH = 80;
const INDENT = "    ";

export function variables(
  { args: { word = "" } }: CommandInput,
  { providers = PROVIDERS, write, writeError }: CliContext,
): Promise<number> {
  const wanted = word.toUpperCase();
  const groups = variableGroups(providers).flatMap((group) => {
    const rows = Object.values(group.variables).filter(({ name }) =>
      name.includes(wanted),
    );
    return rows.length === 0 ? [] : [{ title: group.title, rows }];
  });
  if (groups.length === 0) {
    writeError(`malipo: no variable contains ${plainText(word)}.\n`);
    return Promise.resolve(EXIT_NOT_FOUND);
  }
  const parts = groups.map(({ title, rows }) => {
    const lines = rows.map(
      ({ name, secret, about, defaultText }) =>
        `${name}${secret ? `, or ${name}_FILE with the path of a file` : ""}\n${wrapText(
          `${about}${defaultText === null ? "" : ` Default: ${defaultText}.`}`,
          WIDTH,
          INDENT,
        )}\n`,
    );
    return `${title}\n\n${lines.join("")}`;
  });
  write(parts.join("\n"));
  return Promise.resolve(EXIT_DONE);
}
