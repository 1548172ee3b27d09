/** `npm run bench`: what the relay costs, as multiples of a bare echo in the same run. See docs/performance.md. */
import os from "node:os";
import { startServer } from "./child-process.ts";
import { readOptions } from "./options.ts";
import { showLatency } from "./pages.ts";
import { measurePausedReaders } from "./paused-readers.ts";
import { measureReplicas } from "./replicas.ts";
import { measureRequests } from "./requests.ts";
import { measureStreams } from "./streams.ts";
import { measureWidgetLoad } from "./widget-load.ts";
import { startWorld } from "./world.ts";
import type { World } from "./world.ts";

const options = readOptions();
const STREAMS = options.full ? [1_000, 5_000, 10_000] : [1_000];
const wants = (name: string): boolean => name.includes(options.only);
const kib = (bytes: number): string => (bytes / 1024).toFixed(1);
const ms = (microseconds: number): string => (microseconds / 1000).toFixed(2);

async function withWorld(work: (world: World) => Promise<void>): Promise<void> {
  const world = await startWorld();
  try {
    await work(world);
  } finally {
    await world.stop();
  }
}

async function benchRequests(): Promise<void> {
  const echo = await startServer("echo-server.ts");
  try {
    await withWorld(async (world) => {
      const costs = await measureRequests(echo, world, options);
      if (costs.length === 0) return;
      console.table(
        costs.map(({ name, cpu, ratio, budget, statements }) => ({
          request: name,
          "CPU ms": ms(cpu),
          "x echo": ratio.toFixed(1),
          budget,
          statements: statements.toFixed(1),
        })),
      );
    });
  } finally {
    await echo.stop();
  }
}

async function benchStreams(): Promise<void> {
  const rows: object[] = [];
  for (const pages of STREAMS)
    await withWorld(async (world) => {
      const { memory, cpu, latency } = await measureStreams(world, pages);
      rows.push({
        streams: pages,
        "KiB for each": kib(memory),
        "CPU ms for each outcome": ms(cpu),
        "ms to the page (50, 95, 99 %)": showLatency(latency),
      });
    });
  console.table(rows);
}

async function benchPausedReaders(): Promise<void> {
  await withWorld(async (world) => {
    const costs = await measurePausedReaders(world);
    console.table({
      "paused readers": costs.readers,
      "KiB meant for each": kib(costs.sent),
      "KiB held for each": kib(costs.memory),
      "ms to one that reads (50, 95, 99 %)": showLatency(costs.latency),
    });
  });
}

async function benchReplicas(): Promise<void> {
  console.table(
    (await measureReplicas()).map(({ where, latency }) => ({
      "two relays on PostgreSQL, the page": where,
      "ms to the page (50, 95, 99 %)": showLatency(latency),
    })),
  );
}

async function benchWidgetLoad(): Promise<void> {
  console.table(
    (await measureWidgetLoad()).map((costs) => ({
      "4 x slower CPU, network": costs.network,
      "bare Lit element, ms": costs.bareMs.toFixed(0),
      "widget, ms": costs.widgetMs.toFixed(0),
      "longest task, ms": costs.longestTaskMs.toFixed(0),
    })),
  );
}

console.log(
  `${os.availableParallelism()} cores, ${os.cpus()[0]?.model ?? "unknown"}, ${(os.totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.versions.node}`,
);
await benchRequests();
if (wants("streams")) await benchStreams();
if (options.full || options.only !== "") {
  if (wants("paused readers")) await benchPausedReaders();
  if (wants("replicas")) await benchReplicas();
  if (wants("widget load")) await benchWidgetLoad();
}
