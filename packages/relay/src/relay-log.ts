/** The relay's log: at the configured level, with configured secrets redacted. */
import { createPinoLog } from "./adapters/pino-log/pino-log.ts";
import type { Config } from "./config.ts";
import type { Log } from "./ports/log.ts";

/** JSON lines. `destination`: default standard output. */
export function createRelayLog(
  config: Config,
  destination?: { write(line: string): void },
): Log {
  return createPinoLog({
    level: config.logLevel,
    secrets: config.secrets,
    ...(destination === undefined ? {} : { destination }),
  });
}
