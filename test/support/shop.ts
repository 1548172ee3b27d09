/** The demo's own shop, in this process, in front of a stack. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import { createApp } from "../../examples/storefront/src/app.ts";
import { parseCatalog } from "../../examples/storefront/src/catalog.ts";
import { NO_LINKS } from "../../examples/storefront/src/shop.ts";
import type { Stack } from "./stack.ts";

export interface Shop {
  close(): Promise<void>;
}

export async function startShop(stack: Stack): Promise<Shop> {
  const app = createApp({
    shopUrl: stack.shopUrl,
    relayUrl: stack.relayUrl,
    catalog: parseCatalog(readFileSync(stack.catalogFile, "utf8")),
    links: NO_LINKS,
    testPhoneUrl: `${stack.sandboxUrl}/phone`,
    testWalletUrl: `${stack.sandboxUrl}/wallet`,
    webhookSecret: null,
    onNews: () => undefined,
    onError: (error) => {
      throw error;
    },
  });
  const server = createServer(app);
  server.listen(Number(new URL(stack.shopUrl).port), "127.0.0.1");
  await once(server, "listening");
  return {
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
