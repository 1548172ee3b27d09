/** The command `malipo-sandbox`: reads arguments and environment, listens, and stops on a signal. */
import { HELP, parseArguments } from "./arguments.ts";
import { ConfigError, parseEnvironment } from "./config.ts";
import { startSandbox } from "./sandbox.ts";
import { describeStartError } from "./start-error.ts";

/** The reader has gone, as with `| head -1`: there is nobody left to tell. */
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });

async function main(): Promise<void> {
  const asked = parseArguments(process.argv.slice(2));
  if (asked.kind === "help") {
    process.stdout.write(HELP);
    return;
  }
  if (asked.kind === "misuse")
    throw new ConfigError(`${asked.fault}. Try: malipo-sandbox --help`);
  const options = parseEnvironment({
    ...process.env,
    ...(asked.port === undefined ? {} : { MALIPO_SANDBOX_PORT: asked.port }),
  });
  const sandbox = await startSandbox({
    ...options,
    log: (line) => {
      console.log(`${new Date().toISOString()} ${line}`);
    },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    // A second signal finds no handler and ends the process at once.
    process.once(signal, () => {
      void sandbox.close();
    });
  console.log(
    [
      `Malipo sandbox (a stand-in for Almara Pay and FlexPay): ${sandbox.url}`,
      `  phone that receives the M-Pesa prompts: ${sandbox.url}/phone`,
      `  wallet that sends FlexPay transfers: ${sandbox.url}/wallet   API: ${sandbox.url}/flexpay`,
      `  token: ${sandbox.url}/connect/token   API: ${sandbox.url}/v1`,
      "  stop it with Ctrl-C",
    ].join("\n"),
  );
}

try {
  await main();
} catch (error) {
  const debug = process.env["MALIPO_LOG_LEVEL"] === "debug";
  const { text, exitCode } = describeStartError(error, debug);
  console.error(`malipo-sandbox: ${text}`);
  process.exitCode = exitCode;
}
