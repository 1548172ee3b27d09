/** Pages that follow their order, and payers who pay while they wait. */
import { setTimeout as sleep } from "node:timers/promises";
import type { IncomingMessage } from "node:http";
import { each, open, send } from "./http-client.ts";
import type { Server } from "./child-process.ts";
import { quantile } from "./measure.ts";
import type { Shopper, World } from "./world.ts";

export interface Page {
  readonly shopper: Shopper;
  /** Resolves with the moment when the page is told that the order is paid. */
  readonly paid: Promise<number>;
  readonly leave: () => void;
}

/** Milliseconds of half, 95 % and 99 % of them. */
export type Latency = readonly [number, number, number];

export interface Paid {
  /** From sending the callback to the event on the page. */
  readonly latency: Latency;
  /** From the first callback to the last event, milliseconds. */
  readonly tookMs: number;
}

interface Payers {
  /** How many callbacks come in a second. */
  readonly perSecond: number;
  /** Called before the first of them. */
  readonly whenReady?: () => Promise<void>;
}

export async function openStream(
  { url }: Server,
  { orderId, headers }: Shopper,
): Promise<IncomingMessage> {
  const stream = await open({
    url: `${url}/v1/orders/${orderId}/events`,
    headers,
  });
  if (stream.statusCode !== 200)
    throw new Error(`a stream was answered ${stream.statusCode}`);
  return stream;
}

export async function openPage(relay: Server, shopper: Shopper): Promise<Page> {
  const stream = await openStream(relay, shopper);
  const paid = new Promise<number>((resolve) => {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => {
      if (text.includes('"status":"paid"')) resolve(performance.now());
    });
  });
  return { shopper, paid, leave: () => stream.destroy() };
}

/** Each page's shopper pays, and the callback goes to the first relay. */
export async function payEach(
  { relay, trap, ...world }: World,
  pages: readonly Page[],
  { perSecond, whenReady }: Payers,
): Promise<Paid> {
  const ids = await each(pages, ({ shopper }) =>
    world.startAttempt(shopper, "waits"),
  );
  await whenReady?.();
  const startedAt = performance.now();
  const latencies = await Promise.all(
    ids.map(async (id, index) => {
      await sleep((index * 1000) / perSecond);
      // Not earlier, or a scheduled query could find it before the callback.
      await world.pay(id);
      const { target, body } = await trap.finalOf(id);
      const sentAt = performance.now();
      await send({ url: relay.url + target, method: "POST", body });
      const paidAt = await pages[index]?.paid;
      return (paidAt ?? NaN) - sentAt;
    }),
  );
  return {
    latency: toLatency(latencies),
    tookMs: performance.now() - startedAt,
  };
}

export const toLatency = (values: readonly number[]): Latency => [
  quantile(values, 0.5),
  quantile(values, 0.95),
  quantile(values, 0.99),
];

export const showLatency = (latency: Latency): string =>
  latency.map((ms) => ms.toFixed(0)).join(", ");
