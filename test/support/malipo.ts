/** The command `malipo` as a program of its own, as somebody at a terminal or a script runs it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { CANARIES } from "./canaries.ts";
import { relayEnvironment } from "./relay-environment.ts";
import type { Stack } from "./stack.ts";

export const MALIPO = fileURLToPath(
  new URL("../../packages/relay/bin/malipo.js", import.meta.url),
);

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Runs a program to its end with this environment alone. */
export async function runProgram(
  file: string,
  args: readonly string[],
  env: Env,
  input = "",
): Promise<Ended> {
  const child = spawn(file, args, { env: { ...env }, stdio: "pipe" });
  // One that ends without reading closes the pipe.
  child.stdin.on("error", () => undefined).end(input);
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  return { exitCode, stdout, stderr };
}

/** What the merchant's commands need to know. */
const merchantEnvironment = ({ relayUrl }: Stack): Env => ({
  MALIPO_PUBLIC_URL: relayUrl,
  MALIPO_MERCHANT_KEY: CANARIES.merchantKey,
});

/** What the relay of this stack was configured with. */
export const wholeEnvironment = (stack: Stack): Env =>
  relayEnvironment({ ...stack, webhookUrl: undefined });

export interface MalipoOptions {
  readonly env?: Env;
  /** Its standard input. */
  readonly input?: string | object;
}

export function malipo(
  stack: Stack,
  args: readonly string[],
  { env = {}, input = "" }: MalipoOptions = {},
): Promise<Ended> {
  return runProgram(
    process.execPath,
    [MALIPO, ...args],
    { ...merchantEnvironment(stack), ...env },
    typeof input === "string" ? input : JSON.stringify(input),
  );
}
