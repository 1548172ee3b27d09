/** One address for any number of relays: each connection goes to the next one that is up. */
import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { Socket } from "node:net";

export interface Balancer {
  close(): Promise<void>;
}

export async function startBalancer(
  port: number,
  portsUp: () => readonly number[],
): Promise<Balancer> {
  const open = new Set<Socket>();
  let turn = 0;
  const server = createServer((inside) => {
    const up = portsUp();
    const target = up[(turn += 1) % up.length];
    if (target === undefined) {
      inside.destroy();
      return;
    }
    const outside = connect(target, "127.0.0.1");
    for (const [socket, other] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      open.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        open.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    async close() {
      server.close();
      for (const socket of open) socket.destroy();
      await once(server, "close");
    },
  };
}
