/** Pages that stop reading, as on a phone that lost its network, while their order goes on changing. */
import { each } from "./http-client.ts";
import { openStream, toLatency } from "./pages.ts";
import type { Latency } from "./pages.ts";
import type { World } from "./world.ts";

export interface PausedCosts {
  readonly readers: number;
  /** Bytes that each of them would have been sent. */
  readonly sent: number;
  /** Bytes by which the relay grew, for each of them. */
  readonly memory: number;
  /** Milliseconds from a change to its event on a page of the same order that reads, during the last changes. */
  readonly latency: Latency;
}

/** As many as one order may have, and one that reads. */
const READERS = 19;
/** More than the system's buffers of a connection take. */
const CHANGES = 4_000;
const LAST_CHANGES = 200;

export async function measurePausedReaders(world: World): Promise<PausedCosts> {
  const { relay } = world;
  const shopper = await world.createOrder();
  const reader = await openStream(relay, shopper);
  let seen = 0;
  let told = (): void => undefined;
  reader.on("data", (chunk: Buffer) => {
    seen += chunk.length;
    told();
  });
  let changes = 0;
  const change = async (): Promise<readonly number[]> => {
    const latencies: number[] = [];
    for (let i = 0; i < CHANGES; i += 1) {
      const next = new Promise<void>((resolve) => (told = resolve));
      const changedAt = performance.now();
      await world.changeOrder(shopper, (changes += 1));
      await next;
      latencies.push(performance.now() - changedAt);
    }
    await relay.settled();
    return latencies;
  };
  // So many changes let the relay itself grow once.
  await change();
  const paused = await each(Array(READERS).fill(null), async () => {
    const stream = await openStream(relay, shopper);
    stream.pause();
    return stream;
  });
  await relay.settled();
  const before = await relay.usage({ collectGarbage: true });
  seen = 0;
  const latencies = await change();
  const after = await relay.usage({ collectGarbage: true });
  for (const stream of [...paused, reader]) stream.destroy();
  return {
    readers: READERS,
    sent: seen,
    memory: (after.memory - before.memory) / READERS,
    latency: toLatency(latencies.slice(-LAST_CHANGES)),
  };
}
