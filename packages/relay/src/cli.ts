/** Entry point of the command line: runs the command and exits with its code. */
import { createInterface } from "node:readline/promises";
import { text } from "node:stream/consumers";
import { runCli } from "./cli/run.ts";

/** How long open handles may delay the exit. */
const EXIT_DELAY_MS = 1_000;

/** The reader closed the pipe, as with `| head -1`. */
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });

async function ask(question: string): Promise<string> {
  const lines = createInterface({
    input: process.stdin,
    output: process.stdout,
  });
  // Ctrl-C while a question is open.
  lines.once("SIGINT", () => process.exit(130));
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}

const code = await runCli(process.argv.slice(2), {
  env: process.env,
  write: (output) => process.stdout.write(output),
  writeError: (output) => process.stderr.write(output),
  terminal: process.stdout.isTTY,
  readInput: () => text(process.stdin),
  ask: process.stdin.isTTY && process.stdout.isTTY ? ask : null,
  process,
});
process.exitCode = code;
setTimeout(() => {
  process.exit(code);
}, EXIT_DELAY_MS).unref();
