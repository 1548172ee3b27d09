/** Requests over kept connections, each from an address of its own as far as the relay can tell. */
import { Agent, request } from "node:http";
import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";

/** A server ends a connection that was idle for 5 s; one that is about to be ended is not used. */
const agent = new Agent({ keepAlive: true, maxSockets: 16, timeout: 3_000 });

export interface Call {
  readonly url: string;
  readonly method?: "GET" | "PATCH" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Reply {
  readonly status: number;
  readonly body: string;
}

let callers = 0;

/** The limits per address are for strangers; shoppers come from many. */
function anAddress(): string {
  callers += 1;
  return `10.${(callers >> 16) & 255}.${(callers >> 8) & 255}.${callers & 255}`;
}

export async function send(call: Call): Promise<Reply> {
  const response = await open(call, agent);
  return { status: response.statusCode ?? 0, body: await text(response) };
}

/** Resolves with the head; the caller reads, or does not, what follows. Without an agent the connection is its own. */
export function open(
  { url, method = "GET", headers, body }: Call,
  through: Agent | false = false,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method,
      agent: through,
      headers: {
        "x-forwarded-for": anAddress(),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
    });
    sent.once("response", resolve);
    sent.once("error", reject);
    sent.end(body);
  });
}

/** Does `work` for each item, at most `width` at a time. */
export async function each<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
  width = 16,
): Promise<readonly R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  const lane = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}
