/** Pages that wait: what an open stream holds, and what an outcome costs on its way to its page. */
import { setTimeout as sleep } from "node:timers/promises";
import { each, open, send } from "./http-client.ts";
import { quantile } from "./measure.ts";
import type { Shopper, World } from "./world.ts";

export interface StreamCosts {
  readonly pages: number;
  /** Bytes of resident memory for each open stream. */
  readonly memory: number;
  /** Microseconds of CPU for each outcome that reached its page. */
  readonly cpu: number;
  /** Milliseconds from sending the callback to the event on the page: half, 95 % and 99 % of them. */
  readonly latency: readonly [number, number, number];
}

const PAID = 200;
const PAID_PER_SECOND = 100;
/** The first streams bring code and buffers along that all share. */
const FIRST_STREAMS = 100;

interface Page {
  readonly shopper: Shopper;
  readonly attemptId: string;
  /** Resolves with the moment when the page is told that the order is paid. */
  readonly paid: Promise<number>;
  readonly leave: () => void;
}

export async function measureStreams(
  world: World,
  pages: number,
): Promise<StreamCosts> {
  const { relay } = world;
  const waiting = await each(Array(pages).fill(null), async () => {
    const shopper = await world.createOrder();
    return { shopper, attemptId: await world.startAttempt(shopper, "waits") };
  });
  const opened = await each(waiting.slice(0, FIRST_STREAMS), (one) =>
    openPage(world, one.shopper, one.attemptId),
  );
  await relay.settled();
  const before = await relay.usage({ collectGarbage: true });
  const all = [
    ...opened,
    ...(await each(waiting.slice(FIRST_STREAMS), (one) =>
      openPage(world, one.shopper, one.attemptId),
    )),
  ];
  await relay.settled();
  const after = await relay.usage({ collectGarbage: true });
  const delivered = await payEach(world, all.slice(0, PAID));
  for (const { leave } of all) leave();
  const of = (share: number): number => quantile(delivered.latencies, share);
  return {
    pages,
    memory: (after.memory - before.memory) / (pages - FIRST_STREAMS),
    cpu: delivered.cpu,
    latency: [of(0.5), of(0.95), of(0.99)],
  };
}

async function payEach(
  { relay, trap, ...world }: World,
  pages: readonly Page[],
): Promise<{ cpu: number; latencies: readonly number[] }> {
  const ids = pages.map(({ attemptId }) => attemptId);
  await each(ids, (id) => world.pay(id));
  const callbacks = await trap.finalOf(ids);
  const before = await relay.usage();
  const latencies = await Promise.all(
    callbacks.map(async ({ target, body }, index) => {
      await sleep((index * 1000) / PAID_PER_SECOND);
      const sentAt = performance.now();
      await send({ url: relay.url + target, method: "POST", body });
      const paidAt = await pages[index]?.paid;
      return (paidAt ?? NaN) - sentAt;
    }),
  );
  const after = await relay.usage();
  return { cpu: (after.cpu - before.cpu) / pages.length, latencies };
}

async function openPage(
  { relay }: World,
  shopper: Shopper,
  attemptId: string,
): Promise<Page> {
  const stream = await open({
    url: `${relay.url}/v1/orders/${shopper.orderId}/events`,
    headers: shopper.headers,
  });
  if (stream.statusCode !== 200)
    throw new Error(`a stream was answered ${stream.statusCode}`);
  const paid = new Promise<number>((resolve) => {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => {
      if (text.includes('"status":"paid"')) resolve(performance.now());
    });
  });
  return { shopper, attemptId, paid, leave: () => stream.destroy() };
}
