/** Puts the parts together and listens. */
import { once } from "node:events";
import type { Server } from "node:http";
import { createServer } from "node:http";
import { PaymentLinks } from "./almara/payment-links.ts";
import { Tokens } from "./almara/token.ts";
import { createApp } from "./app.ts";
import { CallbackDelivery } from "./callback-delivery.ts";
import { Decisions } from "./decisions.ts";
import { Faults } from "./faults.ts";
import { Ledger } from "./ledger.ts";
import type { SandboxOptions } from "./options.ts";
import { parseOptions } from "./options.ts";
import { PhoneStreams } from "./phone/stream.ts";

export interface Sandbox {
  /** Where browsers and the relay reach it, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Ends streams, timers and connections. May be called twice. */
  close(): Promise<void>;
}

/**
 * Starts a sandbox. Rejects with a TypeError for wrong options and with the system's error (`EADDRINUSE`, `EACCES`, …)
 * when it cannot listen.
 */
export async function startSandbox(
  options: SandboxOptions = {},
): Promise<Sandbox> {
  const settings = parseOptions(options);
  const server = createServer();
  server.listen(settings.port, settings.host);
  await once(server, "listening");
  const port = portOf(server);
  const url = settings.publicUrl ?? `http://localhost:${port}`;

  const ledger = new Ledger();
  const links = new PaymentLinks();
  const faults = new Faults();
  const tokens = new Tokens(settings.tokenSeconds * 1000);
  const delivery = new CallbackDelivery(settings);
  const decisions = new Decisions({ ...settings, ledger, delivery });
  const streams = new PhoneStreams(ledger);
  const reset = () => {
    decisions.reset();
    delivery.reset();
    faults.clear();
    links.clear();
    ledger.clear();
  };
  server.on(
    "request",
    createApp({
      ...settings,
      publicUrl: url,
      ledger,
      decisions,
      faults,
      tokens,
      links,
      streams,
      reset,
    }),
  );

  let closed: Promise<unknown> | undefined;
  const close = async () => {
    decisions.close();
    delivery.close();
    streams.close();
    if (closed === undefined) {
      closed = once(server, "close");
      server.close();
      server.closeAllConnections();
    }
    await closed;
  };
  return { url, port, close };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error("The sandbox does not listen on a port.");
  return address.port;
}
