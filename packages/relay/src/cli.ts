/** The command line's one side effect: runs what was asked for and leaves with its exit code. */
import { text } from "node:stream/consumers";
import { runCli } from "./cli/run.ts";

/** Whatever still holds the process after the relay has closed is not worth waiting for. */
const LEAVE_AFTER_MS = 1_000;

/** The reader has gone, as with `| head -1`: there is nobody left to tell. */
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });

const code = await runCli(process.argv.slice(2), {
  env: process.env,
  write: (words) => process.stdout.write(words),
  complain: (words) => process.stderr.write(words),
  terminal: process.stdout.isTTY,
  readInput: () => text(process.stdin),
  process,
});
process.exitCode = code;
setTimeout(() => {
  process.exit(code);
}, LEAVE_AFTER_MS).unref();
