/** Pages that wait: what an open stream holds, and what an outcome costs on its way to its page. */
import { setTimeout as sleep } from "node:timers/promises";
import { each } from "./http-client.ts";
import { openPage, payEach } from "./pages.ts";
import type { Latency } from "./pages.ts";
import type { World } from "./world.ts";

export interface StreamCosts {
  readonly pages: number;
  /** Bytes of resident memory for each open stream. */
  readonly memory: number;
  /** Microseconds of CPU for each outcome that reached its page, without what the relay uses when nobody pays. */
  readonly cpu: number;
  /** Milliseconds from sending the callback to the event on the page. */
  readonly latency: Latency;
}

const PAID = 200;
const PAID_PER_SECOND = 200;
/** The first streams bring code and buffers along that all share. */
const FIRST_STREAMS = 100;
const IDLE_MS = 1_000;

export async function measureStreams(
  world: World,
  pages: number,
): Promise<StreamCosts> {
  const { relay } = world;
  const shoppers = await each(Array(pages).fill(null), () =>
    world.createOrder(),
  );
  const first = await each(shoppers.slice(0, FIRST_STREAMS), (shopper) =>
    openPage(relay, shopper),
  );
  await relay.settled();
  const before = await relay.usage({ collectGarbage: true });
  const later = await each(shoppers.slice(FIRST_STREAMS), (shopper) =>
    openPage(relay, shopper),
  );
  await relay.settled();
  const after = await relay.usage({ collectGarbage: true });
  const all = [...first, ...later];

  const idle = await cpuOf(world, () => sleep(IDLE_MS));
  let started = 0;
  // The orders of the other pages have no attempt: queries about them would be counted as well.
  const paid = await payEach(world, all.slice(0, PAID), {
    perSecond: PAID_PER_SECOND,
    whenReady: async () => {
      started = (await relay.usage()).cpu;
    },
  });
  const used = (await relay.usage()).cpu - started;
  for (const { leave } of all) leave();
  return {
    pages,
    memory: (after.memory - before.memory) / later.length,
    cpu: Math.max(0, used - (idle * paid.tookMs) / IDLE_MS) / PAID,
    latency: paid.latency,
  };
}

async function cpuOf(
  { relay }: World,
  work: () => Promise<unknown>,
): Promise<number> {
  const before = await relay.usage();
  await work();
  return (await relay.usage()).cpu - before.cpu;
}
