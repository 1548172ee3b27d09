/** Why the sandbox could not start, in words for whoever sits at the terminal. */
import { ConfigError } from "./config.ts";

export interface StartFault {
  readonly text: string;
  /** 2 where the caller can mend it, 1 for what nobody foresaw. */
  readonly exitCode: 1 | 2;
}

/** `debug`: also where the code went wrong, which helps only whoever mends the code. */
export function describeStartError(error: unknown, debug: boolean): StartFault {
  const sentence = explain(error);
  if (sentence !== undefined) return { text: sentence, exitCode: 2 };
  const { code, message, stack } = (
    error instanceof Error ? error : new Error(String(error))
  ) as NodeJS.ErrnoException;
  const name = code === undefined || message.includes(code) ? "" : `${code}: `;
  const where = debug ? (stack ?? "") : "MALIPO_LOG_LEVEL=debug shows where.";
  return {
    text: `it could not start: ${name}${message}\n${where}`,
    exitCode: 1,
  };
}

function explain(error: unknown): string | undefined {
  if (error instanceof ConfigError) return error.message;
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  switch (error.code) {
    case "EADDRINUSE":
      return `Port ${portOf(error)} is taken: stop the program that listens there, or name another with --port or MALIPO_SANDBOX_PORT.`;
    case "EACCES":
      return `Port ${portOf(error)} may not be used: name one above 1023 with --port or MALIPO_SANDBOX_PORT.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EINVAL":
      return "MALIPO_SANDBOX_HOST names no address of this machine.";
    default:
      return undefined;
  }
}

function portOf(error: Error): string {
  return "port" in error ? String(error.port) : "of the sandbox";
}
