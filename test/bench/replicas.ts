/** Two relays on one PostgreSQL: the callback comes to the first, the page waits at either. */
import { startPostgres } from "../../packages/relay/test/support/postgres/server.ts";
import { each } from "./http-client.ts";
import { openPage, payEach } from "./pages.ts";
import type { Latency } from "./pages.ts";
import type { Server } from "./child-process.ts";
import { startWorld } from "./world.ts";
import type { World } from "./world.ts";

export interface ReplicaLatency {
  readonly where: string;
  /** From sending the callback to the event on the page. */
  readonly latency: Latency;
}

const PAID = 200;
/** So few that no callback waits for another one, where all share two cores. */
const PAID_PER_SECOND = 20;

export async function measureReplicas(): Promise<readonly ReplicaLatency[]> {
  const postgres = await startPostgres("durable");
  const world = await startWorld({ postgresUrl: postgres.url, relays: 2 });
  try {
    const found: ReplicaLatency[] = [];
    const names = ["at the relay of the callback", "at the other relay"];
    for (const [index, relay] of world.relays.entries()) {
      // The first pages find code that has never run.
      await payAt(world, relay);
      const latency = await payAt(world, relay);
      found.push({ where: names[index] ?? "", latency });
    }
    return found;
  } finally {
    await world.stop();
    await postgres.stop();
  }
}

async function payAt(world: World, relay: Server): Promise<Latency> {
  const pages = await each(Array(PAID).fill(null), async () =>
    openPage(relay, await world.createOrder()),
  );
  const { latency } = await payEach(world, pages, {
    perSecond: PAID_PER_SECOND,
  });
  for (const { leave } of pages) leave();
  return latency;
}
