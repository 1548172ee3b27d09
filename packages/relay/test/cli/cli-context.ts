import { EventEmitter } from "node:events";
import type { CliContext } from "../../src/cli/context.ts";
import { runCli } from "../../src/cli/run.ts";
import type { Env } from "../../src/adapters/environment/environment.ts";

/** A process that only remembers with which code it was to exit. */
export class FakeProcess extends EventEmitter {
  readonly exits: number[] = [];

  exit(code: number): void {
    this.exits.push(code);
  }
}

export interface TestContext extends CliContext {
  readonly process: FakeProcess;
  readonly written: () => string;
  readonly errorOutput: () => string;
}

export function testContext(
  env: Env = {},
  more: Partial<
    Pick<
      CliContext,
      "terminal" | "readInput" | "ask" | "providers" | "lookUp" | "clock"
    >
  > = {},
): TestContext {
  const [written, errorOutput]: [string[], string[]] = [[], []];
  return {
    env,
    write: (text) => void written.push(text),
    writeError: (text) => void errorOutput.push(text),
    terminal: true,
    readInput: () => Promise.resolve(""),
    ask: null,
    ...more,
    process: new FakeProcess(),
    written: () => written.join(""),
    errorOutput: () => errorOutput.join(""),
  };
}

const MASTER_KEY = Buffer.from(
  Array.from({ length: 32 }, (_, i) => (i * i * 7 + 131) & 255),
).toString("base64");

/** Enough to start, on this machine only; every secret holds the word "canary". */
export const GOOD: Env = {
  MALIPO_PUBLIC_URL: "http://localhost:4001",
  MALIPO_MASTER_KEY: MASTER_KEY,
  MALIPO_MERCHANT_KEY: "canary-merchant-key-0123456789abcdef",
  MALIPO_CART_SECRET: "canary-cart-secret-0123456789abcdef",
  ALMARA_API_URL: "http://localhost:4002",
  ALMARA_TOKEN_URL: "http://localhost:4002/connect/token?key=canary",
  ALMARA_CLIENT_ID: "canary-client",
  ALMARA_CLIENT_SECRET: "canary-client-secret",
  ALMARA_SHORT_CODE: "174379",
};

export const CANARY_WEBHOOK_SECRET = `whsec_${Buffer.from("canary-canary-canary-canary").toString("base64")}`;

/** What FlexPay needs besides its address. */
export const CANARY_FLEXPAY = {
  FLEXPAY_API_URL: "https://flexpay.example",
  FLEXPAY_CLIENT_ID: "canary",
  FLEXPAY_CLIENT_SECRET: "canary",
  FLEXPAY_TAG: "duka@dukaapp",
  FLEXPAY_WEBHOOK_SECRET: "canary-canary-canary",
};

type More = Parameters<typeof testContext>[1];

/** Runs a command; `input` is what it reads from standard input. */
export async function runCommand(
  args: readonly string[],
  env: Env = GOOD,
  { input = "", ...more }: More & { readonly input?: string } = {},
) {
  const readInput = () => Promise.resolve(input);
  const context = testContext(env, { readInput, ...more });
  const code = await runCli(args, context);
  return { code, text: context.written(), errors: context.errorOutput() };
}
