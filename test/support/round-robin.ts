/** A reverse proxy as small as one can be: each request goes to the next relay, or to the one after where that is down. */
import { once } from "node:events";
import { createServer, request } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";

export interface RoundRobin {
  close(): Promise<void>;
}

export async function startRoundRobin(
  port: number,
  targets: readonly number[],
): Promise<RoundRobin> {
  let turn = 0;
  const server = createServer((req, res) => {
    turn += 1;
    const inTurn = targets.map(
      (_, place) => targets[(turn + place) % targets.length] ?? 0,
    );
    passOn(req, res, inTurn).catch(() => {
      if (!res.headersSent) res.writeHead(502).end();
      else res.destroy();
    });
  });
  server.listen(port, "localhost");
  await once(server, "listening");
  return {
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function passOn(
  req: IncomingMessage,
  res: ServerResponse,
  ports: readonly number[],
): Promise<void> {
  const body = await buffer(req);
  for (const port of ports) {
    const answer = await ask(req, res, port, body);
    if (answer === undefined) continue;
    res.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    res.flushHeaders();
    answer.on("error", () => res.destroy());
    answer.pipe(res);
    return;
  }
  res.writeHead(502).end();
}

/** Undefined where nobody listens. */
async function ask(
  req: IncomingMessage,
  res: ServerResponse,
  port: number,
  body: Buffer,
): Promise<IncomingMessage | undefined> {
  const { method, url, headers } = req;
  const passed = request({
    host: "localhost",
    port,
    method,
    path: url,
    headers: { ...headers, connection: "close" },
    agent: false,
  });
  res.on("close", () => passed.destroy());
  passed.end(body);
  try {
    const [answer] = (await once(passed, "response")) as [IncomingMessage];
    // Whoever goes away meanwhile is no mistake.
    passed.on("error", () => undefined);
    return answer;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ECONNREFUSED")
      return undefined;
    throw error;
  }
}
