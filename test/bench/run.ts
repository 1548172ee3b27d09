/** `npm run bench`: what the relay costs, as multiples of a bare echo in the same run. */
import { mkdirSync } from "node:fs";
import os from "node:os";
import { parseArgs } from "node:util";
import { startServer } from "./child-process.ts";
import { measureRequests } from "./requests.ts";
import { measureStreams } from "./streams.ts";
import { startWorld } from "./world.ts";

const { values: options } = parseArgs({
  options: { profile: { type: "string" } },
});
const profiles = options.profile ?? null;
if (profiles !== null) mkdirSync(profiles, { recursive: true });

const echo = await startServer("echo-server.ts");
const world = await startWorld();
try {
  const costs = await measureRequests(echo, world, profiles);
  console.log(
    `${os.availableParallelism()} cores, ${os.cpus()[0]?.model ?? "unknown"}, Node ${process.versions.node}`,
  );
  console.table(
    costs.map(({ name, cpu, ratio, budget, statements }) => ({
      what: name,
      "CPU ms": (cpu / 1000).toFixed(2),
      "x echo": ratio.toFixed(1),
      budget,
      statements: statements.toFixed(1),
    })),
  );
  const streams = await measureStreams(world, 1_000);
  console.table({
    "KiB for each open stream": (streams.memory / 1024).toFixed(1),
    "CPU ms for each outcome": (streams.cpu / 1000).toFixed(2),
    "ms from callback to page (50, 95, 99 %)": streams.latency
      .map((ms) => ms.toFixed(0))
      .join(", "),
  });
} finally {
  await world.stop();
  await echo.stop();
}
