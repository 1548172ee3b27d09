/** The command `malipo-sandbox`: reads arguments and environment, listens, and stops on a signal. */
import { HELP, parseArguments } from "./arguments.ts";
import { ConfigError, parseEnvironment } from "./config.ts";
import { startSandbox } from "./sandbox.ts";
import { describeStartError } from "./start-error.ts";

/** The reader closed the pipe, as with `| head -1`. */
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });

async function main(): Promise<void> {
  const parsed = parseArguments(process.argv.slice(2));
  if (parsed.kind === "help") {
    process.stdout.write(HELP);
    return;
  }
  if (parsed.kind === "misuse")
    throw new ConfigError(`${parsed.fault}. Try: malipo-sandbox --help`);
  const options = parseEnvironment({
    ...process.env,
    ...(parsed.port === undefined ? {} : { MALIPO_SANDBOX_PORT: parsed.port }),
  });
  const sandbox = await startSandbox({
    ...options,
    log: (line) => {
      if (parsed.pay) return;
      console.log(`${new Date().toISOString()} ${line}`);
    },
  });
  if (parsed.pay) {
    const paid = await sandbox.payOnce((line) => {
      console.log(line);
    });
    await sandbox.close();
    if (!paid) process.exitCode = 1;
    return;
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    // A second signal has no handler and ends the process immediately.
    process.once(signal, () => {
      void sandbox.close();
    });
  console.log(
    [
      `Malipo sandbox (simulates Almara Pay and FlexPay): ${sandbox.url}`,
      `  make a test order and pay it: ${sandbox.url}`,
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
