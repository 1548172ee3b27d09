/** A shop's page with nothing on it but a heading, the checkout and what stands beneath it. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { Stack } from "./stack.ts";

type Attributes = Readonly<Record<string, string>>;

export interface BareShop {
  /** The page whose checkout has these attributes and this HTML in it. */
  pageWith(attributes: Attributes, content?: string): string;
  close(): Promise<void>;
}

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

/** Listens where the stack expects its shop. `script`: of the page, runs first. */
export async function startBareShop(
  { shopUrl, relayUrl }: Pick<Stack, "shopUrl" | "relayUrl">,
  script = "",
): Promise<BareShop> {
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", shopUrl);
    const { content = "", ...given } = Object.fromEntries(searchParams);
    const attributes = Object.entries({ relay: relayUrl, ...given })
      .map(([name, value]) => `${name}="${escape(value)}"`)
      .join(" ");
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(`<!doctype html><html lang="en"><head><title>Duka</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><script>${script}</script>
<script type="module" src="${relayUrl}/widget/v1/malipo.js"></script></head>
<body><h1>Duka</h1><malipo-checkout ${attributes}>${content}</malipo-checkout>
<footer>Duka, Moi Avenue, Nairobi</footer></body></html>`);
  });
  server.listen(Number(new URL(shopUrl).port), "127.0.0.1");
  await once(server, "listening");
  return {
    pageWith: (attributes, content = "") =>
      `${shopUrl}/?${new URLSearchParams({ ...attributes, content }).toString()}`,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
