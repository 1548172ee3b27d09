/** Writes what the relay sends, while it comes. */
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { CliContext } from "../context.ts";
import { EXIT_DONE, EXIT_FAILED } from "../exit-codes.ts";
import { plainText } from "../plain-text.ts";
import { CliError } from "./relay-client.ts";

/** `file`: gets its name when all of it is there, so that nobody takes a part for the whole. */
export async function download(
  body: AsyncIterable<Uint8Array>,
  file: string | undefined,
  { write }: Pick<CliContext, "write">,
): Promise<number> {
  if (file === undefined) {
    const decoder = new TextDecoder();
    try {
      for await (const bytes of body)
        write(decoder.decode(bytes, { stream: true }));
    } catch (error) {
      throw brokeOff(error);
    }
    return EXIT_DONE;
  }
  const part = `${file}.part`;
  try {
    await pipeline(Readable.from(body), createWriteStream(part));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw brokeOff(error);
  }
  return EXIT_DONE;
}

function brokeOff(error: unknown): CliError {
  const why = error instanceof Error ? error.message : String(error);
  return new CliError(
    `the export broke off and is not complete: ${plainText(why)}`,
    EXIT_FAILED,
  );
}
