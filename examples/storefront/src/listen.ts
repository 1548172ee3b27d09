/** Listens where only this machine reaches it, by either of its names. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { RequestListener, Server } from "node:http";

/** `localhost` may mean either. */
const LOOPBACK = ["127.0.0.1", "::1"];

/** Rejects with the system's error (`EADDRINUSE`, …). A machine without IPv6 is served on IPv4 alone. */
export async function listenOnLoopback(
  app: RequestListener,
  port: number,
): Promise<Server[]> {
  const servers: Server[] = [];
  for (const host of LOOPBACK) {
    const server = createServer(app);
    try {
      server.listen(port, host);
      await once(server, "listening");
      servers.push(server);
    } catch (error) {
      if (servers.length > 0 && isNoSuchAddress(error)) continue;
      stopListening(servers);
      throw error;
    }
  }
  return servers;
}

export function stopListening(servers: readonly Server[]): void {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
}

const isNoSuchAddress = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  ["EADDRNOTAVAIL", "EAFNOSUPPORT"].includes(String(error.code));
