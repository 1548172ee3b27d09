/** `malipo serve`: runs the relay until it receives a signal to stop. */
import { createPinoLog } from "../adapters/pino-log/pino-log.ts";
import { parseConfig } from "../config.ts";
import type { Config } from "../config.ts";
import { createRelay } from "../create-relay.ts";
import type { Relay } from "../create-relay.ts";
import type { Log } from "../ports/log.ts";
import { readVersion } from "../version.ts";
import { describeProblems } from "./check-config.ts";
import type { CliContext } from "./context.ts";
import { EXIT_DONE, EXIT_FAILED, EXIT_MISUSE } from "./exit-codes.ts";
import { describeStartError } from "./start-error.ts";
import { createStopSignal } from "./stop-signal.ts";
import type { ProcessSignals } from "./stop-signal.ts";
import { describeUnexpected } from "./unexpected-error.ts";

/** Time limit for a graceful stop: a submit may take 30 seconds, and its response must still be stored. */
const STOP_TIMEOUT_MS = 36_000;

type Servable = Pick<Relay, "listen" | "close">;

/** Replaced in tests. */
export interface ServeParts {
  readonly create: (config: Config, log: Log) => Servable;
  readonly createLog: (config: Config) => Log;
}

const PARTS: ServeParts = {
  create: (config, log) => createRelay({ ...config, log }),
  createLog: (config) =>
    createPinoLog({ level: config.logLevel, secrets: config.secrets }),
};

export async function serve(
  context: CliContext,
  parts: ServeParts = PARTS,
): Promise<number> {
  const result = parseConfig(context.env, { providers: context.providers });
  if (!result.ok) {
    context.writeError(describeProblems(result.problems));
    return EXIT_MISUSE;
  }
  const { config } = result;
  const log = parts.createLog(config);
  const stop = createStopSignal(context.process, Date.now);
  const stopWatching = exitOnUncaughtError(context.process, log);
  const relay = parts.create(config, log);
  let isStarting = true;
  let isStopping = false;
  // The start may be waiting for another relay to release the database; a signal ends the wait.
  void stop.requested.then(() => {
    isStopping = true;
    if (isStarting) void relay.close().catch(() => undefined);
  });
  try {
    const fault = await startRelay(relay, config, log, () => isStopping);
    isStarting = false;
    if (fault !== undefined) {
      context.writeError(
        fault.sentence === undefined
          ? describeUnexpected(fault.error, context.env, context.providers)
          : `malipo: ${fault.sentence}\n`,
      );
      return fault.sentence === undefined ? EXIT_FAILED : EXIT_MISUSE;
    }
    log.info({ signal: await stop.requested }, "the relay stops");
    return await stopRelay(relay, log);
  } finally {
    stop.release();
    stopWatching();
  }
}

interface StartFault {
  readonly error: unknown;
  /** What to change; undefined if no configuration can fix it. */
  readonly sentence: string | undefined;
}

/** Returns undefined if the relay runs, or was told to stop before it did. */
async function startRelay(
  relay: Servable,
  config: Config,
  log: Log,
  isStopping: () => boolean,
): Promise<StartFault | undefined> {
  try {
    const ports = await relay.listen();
    const { host, adminHost, publicUrl, methods } = config;
    log.info(
      {
        version: readVersion(),
        publicUrl,
        host,
        adminHost,
        ...ports,
        methods,
      },
      "the relay listens",
    );
    return undefined;
  } catch (error) {
    await relay.close();
    if (isStopping()) return undefined;
    const sentence = describeStartError(error, config);
    if (sentence === undefined)
      log.error({ err: error }, "the relay could not start");
    return { error, sentence };
  }
}

async function stopRelay(relay: Servable, log: Log): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => {
      resolve("late");
    }, STOP_TIMEOUT_MS);
  });
  const end = await Promise.race([relay.close(), late]);
  clearTimeout(timer);
  if (end === "late") {
    log.error({}, "the relay did not stop in time");
    return EXIT_FAILED;
  }
  log.info({}, "the relay has stopped");
  return EXIT_DONE;
}

/** After an uncaught error the state of the process is unknown: log it, exit, and let the supervisor restart the relay. */
function exitOnUncaughtError(target: ProcessSignals, log: Log): () => void {
  const exit = (error: unknown): void => {
    log.error({ err: error }, "unexpected error, the relay exits");
    target.exit(EXIT_FAILED);
  };
  const events = ["unhandledRejection", "uncaughtException"];
  for (const event of events) target.on(event, exit);
  return () => {
    for (const event of events) target.off(event, exit);
  };
}
