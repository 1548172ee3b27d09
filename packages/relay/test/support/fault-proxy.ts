/** A TCP proxy on the way to a provider or a database that can be made to fail in the ways that networks fail. */
import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";

export const FAULTS = [
  "latency",
  "reset",
  /** Takes everything, and never answers. */
  "half_open",
  "cut_after_request",
  "half_an_answer",
  "slow_drip",
] as const;
/** Answered in the target's place; for HTTP alone. */
export const STORMS = ["storm_of_503", "storm_of_401"] as const;
export type Fault = (typeof FAULTS)[number] | (typeof STORMS)[number];

interface FaultProxy {
  readonly port: number;
  /** Null, the default: no fault. Also for connections that are open. */
  fault: Fault | null;
  /** The port behind it; connections are dropped while there is none. */
  target: number | null;
  close(): Promise<void>;
}

const LATENCY_MS = 150;
const DRIP_EVERY_MS = 50;
const DRIP_BYTES = 8;

const stormOf = (status: string): string =>
  `HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`;

/** Gives the chunk to the target, or not. */
function pass(fault: Fault | null, from: Socket, to: Socket, chunk: Buffer) {
  switch (fault) {
    case "reset":
      from.resetAndDestroy();
      break;
    case "half_open":
      break;
    case "storm_of_503":
    case "storm_of_401":
      // Once for each request, however many chunks it comes in.
      if (/^[A-Z]+ \//.test(chunk.toString("latin1")))
        from.write(stormOf(fault === "storm_of_503" ? "503 Busy" : "401 No"));
      break;
    case "latency":
      setTimeout(() => to.write(chunk), LATENCY_MS);
      break;
    default:
      to.write(chunk);
  }
}

/** Gives the target's chunk back, or not. */
function answer(fault: Fault | null, to: Socket, chunk: Buffer): void {
  switch (fault) {
    case "cut_after_request":
      to.resetAndDestroy();
      break;
    case "half_an_answer":
      to.end(chunk.subarray(0, Math.ceil(chunk.length / 2)));
      break;
    case "slow_drip":
      drip(to, chunk);
      break;
    default:
      to.write(chunk);
  }
}

function drip(to: Socket, chunk: Buffer): void {
  if (to.destroyed || chunk.length === 0) return;
  to.write(chunk.subarray(0, DRIP_BYTES));
  setTimeout(() => {
    drip(to, chunk.subarray(DRIP_BYTES));
  }, DRIP_EVERY_MS);
}

export async function startFaultProxy(
  target: number | null = null,
): Promise<FaultProxy> {
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (inside) => {
    if (proxy.target === null) {
      inside.destroy();
      return;
    }
    const outside = connect({
      ...{ port: proxy.target, host: "127.0.0.1", noDelay: true },
    });
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
    }
    inside.on("data", (chunk) => {
      pass(proxy.fault, inside, outside, chunk);
    });
    outside.on("data", (chunk) => {
      answer(proxy.fault, inside, chunk);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const proxy: FaultProxy = {
    port: (server.address() as AddressInfo).port,
    fault: null,
    target,
    async close() {
      server.close();
      for (const socket of open) socket.destroy();
      await once(server, "close");
    },
  };
  return proxy;
}
