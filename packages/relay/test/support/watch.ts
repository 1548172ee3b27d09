/** A page's event stream. */
import { orderSchema } from "@malipo/protocol";
import type { Order } from "@malipo/protocol";
import { createParser } from "eventsource-parser";
import { onTestFinished } from "vitest";
import type { OpenedOrder, TestRelay } from "./test-relay.ts";

export interface Watching {
  readonly response: Response;
  readonly orders: Order[];
  readonly events: string[];
  readonly ids: string[];
  /** Resolves when the relay ends the stream. */
  readonly ended: Promise<void>;
}

/** Reads a stream with an independent parser. */
export async function watch(
  relay: TestRelay,
  order: OpenedOrder,
  headers: Record<string, string> = {},
): Promise<Watching> {
  const page = new AbortController();
  onTestFinished(() => {
    page.abort();
  });
  const response = await fetch(`${relay.url}/v1/orders/${order.id}/events`, {
    headers: { ...order.auth, ...headers },
    signal: page.signal,
  });
  const orders: Order[] = [];
  const events: string[] = [];
  const ids: string[] = [];
  const parser = createParser({
    onEvent({ event = "message", id, data }) {
      events.push(event);
      if (id !== undefined) ids.push(id);
      if (event === "order") orders.push(orderSchema.parse(JSON.parse(data)));
    },
  });
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const chunk of (response.body ??
      []) as AsyncIterable<Uint8Array>)
      parser.feed(decoder.decode(chunk, { stream: true }));
  };
  const ended = read().catch((error: unknown) => {
    if (!page.signal.aborted) throw error;
  });
  return { response, orders, events, ids, ended };
}
