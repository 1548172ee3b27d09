/** The log as JSON lines on standard output, with pino. */
import { pino } from "pino";
import type { DestinationStream } from "pino";
import type { Log } from "../../ports/log.ts";
import { createRedaction } from "./redact.ts";

export const LOG_LEVELS = ["info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface PinoLogOptions {
  /** The minimum level. Default "info". */
  readonly level?: LogLevel;
  /** Values that must not appear in any line. */
  readonly secrets?: readonly string[];
  /** Default: standard output, written synchronously so that a crash loses no line. */
  readonly destination?: DestinationStream;
}

/** What can't be written waits in memory; beyond this, lines are dropped. */
const MOST_WAITING_BYTES = 1_048_576;

/** A full disk under the log must not stop payments: without a listener, a failed write would end the process. */
function openStandardOutput(): DestinationStream {
  const output = pino.destination({
    ...{ fd: 1, sync: true },
    maxLength: MOST_WAITING_BYTES,
  });
  output.on("error", () => undefined);
  return output;
}

/** Errors go into `err`, for which pino writes type, message, stack and causes. */
export function createPinoLog(options: PinoLogOptions = {}): Log {
  const settings = {
    level: options.level ?? "info",
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: { streamWrite: createRedaction(options.secrets ?? []) },
  };
  const logger =
    options.destination === undefined
      ? pino(settings, openStandardOutput())
      : pino(settings, options.destination);
  return {
    info: (fields, message) => {
      logger.info(fields, message);
    },
    warn: (fields, message) => {
      logger.warn(fields, message);
    },
    error: (fields, message) => {
      logger.error(fields, message);
    },
  };
}
