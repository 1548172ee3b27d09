/** Two relays on one PostgreSQL: the callback comes to the first, the page waits at either. */
import { startPostgres } from "../../packages/relay/test/support/postgres/server.ts";
import { each } from "./http-client.ts";
import { openPage, payEach } from "./pages.ts";
import type { Latency } from "./pages.ts";
import type { Server } from "./child-process.ts";
import { startWorld } from "./world.ts";
import type { World } from "./world.ts";

export interface ReplicaCosts {
  readonly where: string;
  /** Microseconds of CPU of both relays for each outcome; PostgreSQL's own is not in it. */
  readonly cpu: number;
  readonly latency: Latency;
}

const PAID = 200;
/** So few that no callback waits for another one, where all share two cores. */
const PAID_PER_SECOND = 20;

export async function measureReplicas(): Promise<readonly ReplicaCosts[]> {
  const postgres = await startPostgres("durable");
  const world = await startWorld({ postgresUrl: postgres.url, relays: 2 });
  try {
    const costs: ReplicaCosts[] = [];
    const names = ["at the relay of the callback", "at the other relay"];
    for (const [index, relay] of world.relays.entries()) {
      // The first pages find code that has never run.
      await payAt(world, relay);
      costs.push({ where: names[index] ?? "", ...(await payAt(world, relay)) });
    }
    return costs;
  } finally {
    await world.stop();
    await postgres.stop();
  }
}

async function payAt(
  world: World,
  relay: Server,
): Promise<Omit<ReplicaCosts, "where">> {
  const used = async (): Promise<number> => {
    const each = await Promise.all(world.relays.map((one) => one.usage()));
    return each.reduce((sum, { cpu }) => sum + cpu, 0);
  };
  const pages = await each(Array(PAID).fill(null), async () =>
    openPage(relay, await world.createOrder()),
  );
  let before = 0;
  const { latency } = await payEach(world, pages, {
    perSecond: PAID_PER_SECOND,
    whenReady: async () => {
      before = await used();
    },
  });
  const cpu = ((await used()) - before) / PAID;
  for (const { leave } of pages) leave();
  return { cpu, latency };
}
