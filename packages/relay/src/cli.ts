/** The command line's one side effect: runs what was asked for and leaves with its exit code. */
import { runCli } from "./cli/run.ts";

/** Whatever still holds the process after the relay has closed is not worth waiting for. */
const LEAVE_AFTER_MS = 1_000;

const code = await runCli(process.argv.slice(2), {
  env: process.env,
  write: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
  process,
});
process.exitCode = code;
setTimeout(() => {
  process.exit(code);
}, LEAVE_AFTER_MS).unref();
