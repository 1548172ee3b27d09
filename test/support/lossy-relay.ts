/** The way from a shopper to the relay, on which some requests or their responses are lost. */
import { once } from "node:events";
import { createServer, request as ask } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Seeded } from "../simulation/random.ts";

export interface LossyRelay {
  readonly url: string;
  /** What was lost, such as "response: POST /v1/orders". */
  readonly lost: readonly string[];
  close(): Promise<void>;
}

export interface Losses {
  readonly seed: number;
  /** The share of requests that are lost, half of them after the relay has done what they ask for. */
  readonly share: number;
  /** Requests whose first response is lost in any case, as "POST /v1/orders". */
  readonly first: readonly RegExp[];
}

export async function startLossyRelay(
  relayUrl: string,
  { seed, share, first }: Losses,
): Promise<LossyRelay> {
  const random = new Seeded(seed);
  const lost: string[] = [];
  const still = new Set(first);

  function fateOf(call: string): "request" | "response" | null {
    for (const match of still)
      if (match.test(call)) {
        still.delete(match);
        return "response";
      }
    if (!random.chance(share)) return null;
    return random.chance(0.5) ? "request" : "response";
  }

  function pass(incoming: IncomingMessage, response: ServerResponse): void {
    const { method, url = "/", headers } = incoming;
    const call = `${method} ${url}`;
    const fate = fateOf(call);
    if (fate !== null) lost.push(`${fate}: ${call}`);
    if (fate === "request") {
      incoming.socket.destroy();
      return;
    }
    const outgoing = ask(new URL(url, relayUrl), { method, headers });
    outgoing.on("response", (answer) => {
      if (fate === "response") {
        answer.resume();
        incoming.socket.destroy();
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      // A stream's headers count, even while it says nothing.
      response.flushHeaders();
      answer.pipe(response);
    });
    outgoing.on("error", () => response.destroy());
    response.on("close", () => outgoing.destroy());
    incoming.pipe(outgoing);
  }

  const server = createServer(pass);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    lost,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
