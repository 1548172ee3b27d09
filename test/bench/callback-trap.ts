/** The public address of the benched relay: keeps the provider's callbacks back, so that they can be sent when it is time. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface Callback {
  /** Path and query, with its MAC. */
  readonly target: string;
  readonly body: string;
}

export interface CallbackTrap {
  readonly url: string;
  /** The last callback of an attempt, once it has come; a prompt has two, and the second is final. */
  finalOf(attemptId: string): Promise<Callback>;
  close(): void;
}

const CALLBACKS_OF_A_PROMPT = 2;

export async function startCallbackTrap(): Promise<CallbackTrap> {
  const caught = new Map<string, Callback[]>();
  const server = createServer((request, response) => {
    const target = request.url ?? "";
    const [, attemptId = ""] =
      /^\/callbacks\/almara\/([^?]+)/.exec(target) ?? [];
    void text(request).then((body) => {
      caught.set(attemptId, [
        ...(caught.get(attemptId) ?? []),
        { target, body },
      ]);
      response.end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const finalOf = async (attemptId: string): Promise<Callback> => {
    for (;;) {
      const [, second] = caught.get(attemptId) ?? [];
      if (caught.get(attemptId)?.length === CALLBACKS_OF_A_PROMPT && second)
        return second;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    finalOf,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
