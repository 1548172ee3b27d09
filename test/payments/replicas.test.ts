import { orderSchema } from "@malipo/protocol";
import type { Order } from "@malipo/protocol";
import { createParser } from "eventsource-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startReplicas } from "../support/replicas.ts";
import type { Replicas } from "../support/replicas.ts";
import { decide } from "../support/sandbox-control.ts";
import { openOrder } from "../support/shopper.ts";
import type { Shopper } from "../support/shopper.ts";
import { until } from "../support/until.ts";

interface Page {
  readonly shopper: Shopper;
  readonly attemptId: string;
  /** As its streams told it, over all reconnects. */
  readonly seen: Order[];
  /** How many streams brought it the order. */
  readonly streams: () => number;
  readonly isWaiting: () => boolean;
}

const AGAIN_MS = 100;

/** Keeps a stream open until the order has its end, as a page does. */
function watch(relays: Replicas, shopper: Shopper): Omit<Page, "attemptId"> {
  const seen: Order[] = [];
  let streams = 0;
  let isWaiting = false;
  const isOver = (): boolean => seen.at(-1)?.status === "paid";

  const readStream = async (): Promise<void> => {
    const answer = await fetch(
      `${relays.relayUrl}/v1/orders/${shopper.orderId}/events`,
      {
        headers: {
          Authorization: `Bearer ${shopper.token}`,
          Origin: relays.shopUrl,
        },
      },
    );
    if (!answer.ok || answer.body === null) return;
    const parser = createParser({
      onEvent({ event, data }) {
        if (event !== "order") return;
        if (!isWaiting) streams += 1;
        isWaiting = true;
        seen.push(orderSchema.parse(JSON.parse(data)));
      },
    });
    const decoder = new TextDecoder();
    for await (const chunk of answer.body as AsyncIterable<Uint8Array>)
      parser.feed(decoder.decode(chunk, { stream: true }));
  };

  const keepReading = async (): Promise<void> => {
    while (!isOver()) {
      await readStream().catch(() => undefined);
      isWaiting = false;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  };
  void keepReading();
  return {
    shopper,
    seen,
    streams: () => streams,
    isWaiting: () => isWaiting,
  };
}

async function openPage(relays: Replicas): Promise<Page> {
  const shopper = await openOrder(relays);
  const page = watch(relays, shopper);
  const { id } = await shopper.pay("mpesa", "0712345601");
  return { ...page, attemptId: id };
}

describe("two relays behind a proxy", () => {
  let relays: Replicas;
  beforeAll(async () => {
    relays = await startReplicas(2);
  });
  afterAll(() => relays.close());

  it("sign with the same keys, though both started on an empty database", async () => {
    const keys = await Promise.all(
      relays.replicas.map(async ({ url }) =>
        (await fetch(`${url}/.well-known/jwks.json`)).text(),
      ),
    );
    expect(keys[0]).toContain("kid");
    expect(keys[1]).toBe(keys[0]);
  });

  it("are restarted one after the other, and pages lose no more than a reconnect", async () => {
    const pages = await Promise.all(
      Array.from({ length: 6 }, () => openPage(relays)),
    );
    const waiting = pages.values();
    await until("all wait", () => pages.every(({ isWaiting }) => isWaiting()));

    for (const [place, replica] of relays.replicas.entries()) {
      const exitCode = await replica.stop();
      expect(exitCode).toBe(0);
      // While one is down the other has all pages, and what is paid is seen.
      await until("all pages wait at the other one", () =>
        pages.every(({ isWaiting, seen }) => isWaiting() || isPaid(seen)),
      );
      for (const page of [waiting.next().value, waiting.next().value])
        await payAndSee(relays, page);
      if (place === 0) await replica.start();
      await payAndSee(relays, waiting.next().value);
    }

    for (const { seen } of pages) {
      const versions = seen.map(({ version }) => version);
      expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    }
    // Some had to come back, and nobody more than once for each restart.
    const streams = pages.map((page) => page.streams());
    expect(Math.max(...streams)).toBeGreaterThan(1);
    expect(Math.max(...streams)).toBeLessThanOrEqual(3);
  });
});

const isPaid = (seen: readonly Order[]): boolean =>
  seen.at(-1)?.status === "paid";

async function payAndSee(
  relays: Replicas,
  page: Page | undefined,
): Promise<void> {
  if (page === undefined) throw new Error("too few pages");
  await decide(relays, page.attemptId, "paid");
  await until("the page sees it", () => isPaid(page.seen));
}
