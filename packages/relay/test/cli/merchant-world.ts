/** A stand-in for the relay, and the environment that names it. */
import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { MERCHANT_KEY } from "../support/test-relay.ts";

export const envOf = (url: string) => ({
  MALIPO_PUBLIC_URL: url,
  MALIPO_MERCHANT_KEY: MERCHANT_KEY,
});

export async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
