/** Creates the sandbox and starts listening. */
import { once } from "node:events";
import type { Server } from "node:http";
import { createServer } from "node:http";
import { PaymentLinks } from "./almara/links/payment-links.ts";
import { Tokens } from "./almara/token.ts";
import { createApp } from "./app.ts";
import { Bills } from "./almara/bills/bills.ts";
import { C2bAddresses } from "./almara/c2b/addresses.ts";
import { C2bPayments } from "./almara/c2b/payments.ts";
import { CallbackDelivery } from "./almara/callbacks/callback-delivery.ts";
import { Decisions } from "./almara/attempts/decisions.ts";
import { Faults } from "./web/faults.ts";
import { createFlexpay } from "./flexpay/flexpay.ts";
import { Ledger } from "./almara/attempts/ledger.ts";
import type { SandboxOptions } from "./options.ts";
import { parseOptions } from "./options.ts";
import { Payouts } from "./almara/payouts/payouts.ts";
import { payOnce } from "./shop/pay-once.ts";
import { ProviderClient } from "./shop/provider-client.ts";
import { CALLBACK_PATH } from "./shop/router.ts";
import { TestOrders } from "./shop/test-orders.ts";
import { PhoneStreams } from "./almara/phone/stream.ts";

export interface Sandbox {
  /** The URL for browsers and the relay, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Makes a test order in the sandbox's own shop and has it paid; resolves with whether it was. */
  payOnce(say: (line: string) => void): Promise<boolean>;
  /** Closes streams, timers and connections. Can be called twice. */
  close(): Promise<void>;
}

/**
 * Starts a sandbox. Rejects with a TypeError for wrong options and with the system's error (`EADDRINUSE`, `EACCES`, …)
 * if it can't listen.
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
  const payouts = new Payouts(settings);
  const bills = new Bills();
  const c2bAddresses = new C2bAddresses(settings.c2bUrl);
  const c2bPayments = new C2bPayments({
    ...settings,
    addresses: c2bAddresses,
    delivery,
  });
  const streams = new PhoneStreams({ ledger, payouts, c2bPayments });
  const flexpay = createFlexpay(settings);
  const own = `http://${hostOf(settings.host)}:${port}`;
  const orders = new TestOrders({
    provider: new ProviderClient({ ...settings, url: own }),
    callbackUrl: own + CALLBACK_PATH,
  });
  const reset = () => {
    orders.clear();
    flexpay.reset();
    decisions.reset();
    delivery.reset();
    faults.clear();
    links.clear();
    ledger.clear();
    payouts.reset();
    bills.reset();
    c2bPayments.records.clear();
    c2bAddresses.clear();
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
      payouts,
      bills,
      c2bAddresses,
      c2bPayments,
      streams,
      flexpay,
      orders,
      reset,
    }),
  );

  let closed: Promise<unknown> | undefined;
  const close = async () => {
    flexpay.close();
    decisions.close();
    payouts.close();
    delivery.close();
    streams.close();
    if (closed === undefined) {
      closed = once(server, "close");
      server.close();
      server.closeAllConnections();
    }
    await closed;
  };
  return { url, port, payOnce: (say) => payOnce(orders, say), close };
}

/** Where this process reaches what listens on `host`. */
function hostOf(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error("The sandbox is not listening on a port.");
  return address.port;
}
