/** The merchant's side of a test: a server that receives callbacks and returning browsers. */
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { createServer } from "node:http";
import { onTestFinished } from "vitest";

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface Merchant {
  readonly url: string;
  readonly callbackUrl: string;
  readonly received: readonly Received[];
  /** Resolves once so many requests have come in. */
  waitFor(count: number): Promise<readonly Received[]>;
  /** Leaves every request unanswered until the returned function is called. */
  hold(): () => void;
  /** The statuses of the next answers, before 200 for all others; 0 cuts the connection. */
  answerWith(...statuses: number[]): void;
}

export async function startMerchant(): Promise<Merchant> {
  const received: Received[] = [];
  const statuses: number[] = [];
  const arrivals = new EventTarget();
  let held: (() => void)[] | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url: path = "", headers } = request;
      const body = Buffer.concat(chunks).toString();
      received.push({ method, path, headers, body });
      const status = statuses.shift() ?? 200;
      const answer = () => {
        if (status === 0) response.destroy();
        else response.writeHead(status, { location: "/elsewhere" }).end("ok");
      };
      if (held === undefined) answer();
      else held.push(answer);
      arrivals.dispatchEvent(new Event("arrival"));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    if (server.listening) await once(server, "close");
  });
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error("no port");
  const url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    callbackUrl: `${url}/callbacks?s=secret-mac`,
    received,
    hold: () => {
      held = [];
      return () => {
        for (const answer of held ?? []) answer();
        held = undefined;
      };
    },
    answerWith: (...next) => void statuses.push(...next),
    waitFor: async (count) => {
      while (received.length < count) await once(arrivals, "arrival");
      return received;
    },
  };
}
