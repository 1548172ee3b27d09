/** Writes an environment as a file that both `node --env-file` and a POSIX shell read. */
import { writeWholeFile } from "../src/whole-file.ts";

export async function writeEnvFile(
  file: string,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const lines = Object.entries(environment).map(
    ([name, value]) => `${name}=${quote(value)}\n`,
  );
  await writeWholeFile(file, lines.join(""));
}

/** Nothing is replaced within single quotes; only a value that has one itself needs the others. */
const quote = (value: string): string =>
  value.includes("'") ? `"${value}"` : `'${value}'`;
