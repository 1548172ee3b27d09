/** The relay's log: at the configured level, without any of the configured secrets. */
import { createPinoLog } from "./adapters/pino-log/pino-log.ts";
import type { Config } from "./config.ts";
import type { Log } from "./ports/log.ts";

/** Lines of JSON. `destination`: who gets them; default standard output. */
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
