/** `malipo serve`: starts the relay and keeps it until it is asked to stop. */
import { createPinoLog } from "../adapters/pino-log/pino-log.ts";
import { parseConfig } from "../config.ts";
import type { Config } from "../config.ts";
import { createRelay } from "../create-relay.ts";
import type { Relay } from "../create-relay.ts";
import type { Log } from "../ports/log.ts";
import { describeProblems } from "./check-config.ts";
import type { CliContext } from "./context.ts";
import { EXIT_DONE, EXIT_FAILED, EXIT_MISUSE } from "./exit-codes.ts";
import { describeStartError } from "./start-error.ts";
import { createStopSignal } from "./stop-signal.ts";
import type { ProcessSignals } from "./stop-signal.ts";
import { describeUnexpected } from "./unexpected-error.ts";

/** How long what is under way may take to end: a submit has 30 seconds, its answer and the store some more. */
const STOP_WITHIN_MS = 36_000;

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
    context.complain(describeProblems(result.problems));
    return EXIT_MISUSE;
  }
  const { config } = result;
  const log = parts.createLog(config);
  const stop = createStopSignal(context.process, Date.now);
  const stopWatching = leaveOnSurprise(context.process, log);
  const relay = parts.create(config, log);
  let isStarting = true;
  let isAsked = false;
  // A start may wait for another relay to stop; who asks meanwhile is not kept waiting.
  void stop.asked.then(() => {
    isAsked = true;
    if (isStarting) void relay.close().catch(() => undefined);
  });
  try {
    const fault = await startRelay(relay, config, log, () => isAsked);
    isStarting = false;
    if (fault !== undefined) {
      context.complain(
        fault.sentence === undefined
          ? describeUnexpected(fault.error, context.env, context.providers)
          : `malipo: ${fault.sentence}\n`,
      );
      return fault.sentence === undefined ? EXIT_FAILED : EXIT_MISUSE;
    }
    log.info({ signal: await stop.asked }, "the relay stops");
    return await stopRelay(relay, log);
  } finally {
    stop.release();
    stopWatching();
  }
}

interface StartFault {
  readonly error: unknown;
  /** What to change; undefined where no configuration can mend it. */
  readonly sentence: string | undefined;
}

/** What stands in the way; undefined when the relay runs, or was asked to stop before it did. */
async function startRelay(
  relay: Servable,
  config: Config,
  log: Log,
  isAsked: () => boolean,
): Promise<StartFault | undefined> {
  try {
    const ports = await relay.listen();
    const { host, adminHost, publicUrl, methods } = config;
    log.info(
      { publicUrl, host, adminHost, ...ports, methods },
      "the relay listens",
    );
    return undefined;
  } catch (error) {
    await relay.close();
    if (isAsked()) return undefined;
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
    }, STOP_WITHIN_MS);
  });
  const end = await Promise.race([relay.close(), late]);
  clearTimeout(timer);
  if (end === "late") {
    log.error({}, "the relay did not stop in time and is left as it is");
    return EXIT_FAILED;
  }
  log.info({}, "the relay has stopped");
  return EXIT_DONE;
}

/** What nobody expected may have left anything half done: say it, leave, and let the supervisor start anew. */
function leaveOnSurprise(target: ProcessSignals, log: Log): () => void {
  const leave = (error: unknown): void => {
    log.error({ err: error }, "the relay met something unexpected and leaves");
    target.exit(EXIT_FAILED);
  };
  const events = ["unhandledRejection", "uncaughtException"];
  for (const event of events) target.on(event, leave);
  return () => {
    for (const event of events) target.off(event, leave);
  };
}
