/** Small files that only their owner may read, written whole or not at all. */
import { rename, writeFile } from "node:fs/promises";

export async function writeWholeFile(
  file: string,
  text: string,
): Promise<void> {
  const unfinished = `${file}.${process.pid}.new`;
  await writeFile(unfinished, text, { mode: 0o600 });
  await rename(unfinished, file);
}
