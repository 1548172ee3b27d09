/** The demo: sandbox, relay and shop on this machine, until Ctrl-C. */
import { readFile } from "node:fs/promises";
import process from "node:process";
import { styleText } from "node:util";
import { toAddresses } from "./demo/addresses.ts";
import { prepareData } from "./demo/data.ts";
import { renderGreeting } from "./demo/greeting.ts";
import { requireFreePorts } from "./demo/ports.ts";
import { describePrograms } from "./demo/programs.ts";
import type { Program } from "./demo/programs.ts";
import { untilReady } from "./demo/ready.ts";
import { RunningProgram } from "./demo/running-program.ts";
import { seedOrders } from "./demo/seed-orders.ts";
import { DemoError, readSettings } from "./demo/settings.ts";
import { readPaymentLinkIds } from "./src/payment-links.ts";

/** Slow machines take a while to read the sources. */
const READY_WITHIN_MS = 60_000;
/** One Ctrl-C may arrive more than once: from the terminal and from npm. */
const SAME_STOP_MS = 1_000;

const running: RunningProgram[] = [];

/** Aborted when all shall stop: without an error when somebody asked for it, with a DemoError otherwise. */
const stopping = new AbortController();

function watchSignals(): void {
  let askedAt: number | undefined;
  const handle = (): void => {
    if (askedAt === undefined) {
      askedAt = Date.now();
      stopping.abort(null);
    } else if (Date.now() - askedAt > SAME_STOP_MS)
      for (const program of running) program.kill();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, handle);
}

function show(name: string, text: string): void {
  console.log(`${styleText("dim", name.padEnd(8))} ${text}`);
}

async function start(program: Program, verbose: boolean): Promise<void> {
  stopping.signal.throwIfAborted();
  const child = new RunningProgram(program, { verbose, show });
  running.push(child);
  void child.ended.then((end) => {
    if (stopping.signal.aborted) return;
    const said = child.lastLines.map((line) => `  ${line}`);
    stopping.abort(
      new DemoError(
        [`The ${child.name} has ended (${end}). It said last:`, ...said].join(
          "\n",
        ),
      ),
    );
  });
  await untilReady(program.readyUrl, stopping.signal);
}

async function startAll(): Promise<void> {
  const settings = readSettings(process.env);
  const { ports, dataDir, verbose } = settings;
  await requireFreePorts(ports);
  const data = await prepareData(dataDir);
  const programs = await describePrograms(settings, data);
  const slow = setTimeout(() => {
    stopping.abort(
      new DemoError("The demo did not get ready within a minute."),
    );
  }, READY_WITHIN_MS).unref();
  await Promise.all([
    start(programs.sandbox, verbose),
    start(programs.relay, verbose),
  ]);
  // The shop makes its payment links at the relay as it starts.
  await start(programs.shop, verbose);
  clearTimeout(slow);
  const links = await readPaymentLinkIds(data.linksFile);
  const addresses = toAddresses(ports);
  const merchantKey = (await readFile(data.merchantKeyFile, "utf8")).trim();
  console.log(renderGreeting(addresses, links, data, merchantKey));
  if (settings.seeds)
    await seedOrders(addresses, merchantKey, stopping.signal).catch(
      (error: unknown) => {
        // The shop works without them.
        if (!stopping.signal.aborted)
          show("demo", `The first orders could not be made: ${String(error)}`);
      },
    );
}

/** Resolves with why all shall stop; null when somebody asked. */
const untilStopped = (): Promise<Error | null> =>
  new Promise((resolve) => {
    const { signal } = stopping;
    const tell = (): void => {
      resolve(signal.reason instanceof Error ? signal.reason : null);
    };
    if (signal.aborted) tell();
    else signal.addEventListener("abort", tell, { once: true });
  });

watchSignals();
startAll().catch((error: unknown) => {
  stopping.abort(error);
});
const reason = await untilStopped();
await Promise.all(running.map((program) => program.stop()));
if (reason instanceof DemoError) {
  console.error(reason.message);
  process.exitCode = 1;
} else if (reason !== null) throw reason;
