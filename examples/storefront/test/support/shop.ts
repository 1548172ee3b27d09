/** A shop that listens on a free port for as long as a test file runs. */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";
import { createApp } from "../../src/app.ts";
import type { AppOptions } from "../../src/app.ts";
import { parseCatalog } from "../../src/catalog.ts";

const CATALOG_FILE = new URL("../../catalog.json", import.meta.url);

export const catalog = parseCatalog(readFileSync(CATALOG_FILE, "utf8"));
export const RELAY = "http://localhost:4001";

export const options: AppOptions = {
  catalog,
  shopUrl: "http://localhost:4000",
  relayUrl: RELAY,
  links: {
    giftCard: `${RELAY}/pay/pl_gift`,
    support: `${RELAY}/pay/pl_any`,
    supportNigeria: `${RELAY}/pay/pl_naira`,
  },
  testPhoneUrl: "http://localhost:4002/phone",
  testWalletUrl: "http://localhost:4002/wallet",
  webhookSecret: null,
  onNews: () => undefined,
  onError: (error) => {
    throw error;
  },
};

export interface Visit {
  /** As a browser that keeps cookies and shows each redirect to the test. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The page's text. */
  read(path: string): Promise<string>;
  submit(
    path: string,
    fields: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<Response>;
}

/** Call at the top of a `describe`; each call of the result is a new visitor. */
export function useShop(changes: Partial<AppOptions> = {}): () => Visit {
  const server = createServer(createApp({ ...options, ...changes }));
  beforeAll(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  });
  return () => {
    const cookies = new Map<string, string>();
    const visit: Visit = {
      async fetch(path, init = {}) {
        const { port } = server.address() as AddressInfo;
        const headers = new Headers(init.headers);
        const cookie = [...cookies].map((pair) => pair.join("=")).join("; ");
        if (!headers.has("cookie")) headers.set("cookie", cookie);
        const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
          ...init,
          headers,
          redirect: "manual",
        });
        for (const line of answer.headers.getSetCookie()) {
          const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          cookies.set(name, value);
        }
        return answer;
      },
      async read(path) {
        return (await visit.fetch(path)).text();
      },
      submit: (path, fields, headers = {}) =>
        visit.fetch(path, {
          method: "POST",
          headers,
          body: new URLSearchParams(fields),
        }),
    };
    return visit;
  };
}
