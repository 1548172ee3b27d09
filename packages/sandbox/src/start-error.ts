/** Explains why the sandbox could not start. */
import { ConfigError } from "./config.ts";

export interface StartFault {
  readonly text: string;
  /** 2 if the user can fix it, 1 for unexpected errors. */
  readonly exitCode: 1 | 2;
}

/** `debug`: include the stack trace. */
export function describeStartError(error: unknown, debug: boolean): StartFault {
  const sentence = explain(error);
  if (sentence !== undefined) return { text: sentence, exitCode: 2 };
  const { code, message, stack } = (
    error instanceof Error ? error : new Error(String(error))
  ) as NodeJS.ErrnoException;
  const name = code === undefined || message.includes(code) ? "" : `${code}: `;
  const where = debug
    ? (stack ?? "")
    : "Set MALIPO_LOG_LEVEL=debug to see the stack trace.";
  return {
    text: `could not start: ${name}${message}\n${where}`,
    exitCode: 1,
  };
}

function explain(error: unknown): string | undefined {
  if (error instanceof ConfigError) return error.message;
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  switch (error.code) {
    case "EADDRINUSE":
      return `Port ${portOf(error)} is already in use. Stop the other program, or choose another port with --port or MALIPO_SANDBOX_PORT.`;
    case "EACCES":
      return `Permission denied for port ${portOf(error)}. Choose a port above 1023 with --port or MALIPO_SANDBOX_PORT.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EINVAL":
      return "MALIPO_SANDBOX_HOST is not an address of this machine.";
    default:
      return undefined;
  }
}

function portOf(error: Error): string {
  return "port" in error ? String(error.port) : "of the sandbox";
}
