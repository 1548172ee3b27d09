/** The command `malipo-sandbox`: reads the environment, listens, and stops on a signal. */
import { ConfigError, parseEnvironment } from "./config.ts";
import { startSandbox } from "./sandbox.ts";

const REFUSED = 2;

async function main(): Promise<void> {
  const options = parseEnvironment(process.env);
  const sandbox = await startSandbox({
    ...options,
    log: (line) => {
      console.log(`${new Date().toISOString()} ${line}`);
    },
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
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    // A second signal finds no handler and ends the process at once.
    process.once(signal, () => {
      void sandbox.close();
    });
}

/** One sentence for what the person at the terminal can mend; `undefined` for everything else. */
function explain(error: unknown): string | undefined {
  if (error instanceof ConfigError) return error.message;
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  switch (error.code) {
    case "EADDRINUSE":
      return `Port ${portOf(error)} is taken: stop the program that listens there, or set MALIPO_SANDBOX_PORT to another port.`;
    case "EACCES":
      return `Port ${portOf(error)} may not be used: set MALIPO_SANDBOX_PORT to one above 1023.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return "MALIPO_SANDBOX_HOST names no address of this machine.";
    default:
      return undefined;
  }
}

function portOf(error: Error): string {
  return "port" in error ? String(error.port) : "of the sandbox";
}

try {
  await main();
} catch (error) {
  const sentence = explain(error);
  if (sentence === undefined) throw error;
  console.error(`malipo-sandbox: ${sentence}`);
  process.exitCode = REFUSED;
}
