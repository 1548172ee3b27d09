/**
 * A catalog on the merchant's backend, requested for every cart. Requests are signed, so that the backend can
 * authenticate them: `Malipo-Signature: v1=<hex>` is the HMAC-SHA256 under MALIPO_CART_SECRET of
 * `<Malipo-Timestamp>.<body>`. The backend responds with the products of the requested lines, in the format of a
 * catalog file; a missing product is unknown.
 */
import { createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { CartLine } from "@malipo/protocol";
import { refuse } from "../../domain/errors.ts";
import type { Catalog } from "../../ports/catalog.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { GuardedHttp } from "../merchant-http/guarded-http.ts";
import { priceCart } from "./price-cart.ts";
import type { Prices } from "./price-cart.ts";
import { parseProductList } from "./product-list.ts";

export interface RemoteCatalogOptions {
  readonly url: string;
  readonly http: GuardedHttp;
  /** MALIPO_CART_SECRET. */
  readonly secret: string;
  readonly clock: Clock;
  readonly log: Log;
  /** For the whole response. Default 5,000. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 5_000;
const MAX_RESPONSE_BYTES = 256 * 1024;
const RETRY_AFTER_SECONDS = 5;

/** The expected value of `Malipo-Signature`. `timestamp` in seconds since 1970. */
export function signCatalogRequest(
  secret: string,
  timestamp: number,
  body: string,
): string {
  const mac = createHmac("sha256", secret).update(`${timestamp}.${body}`);
  return `v1=${mac.digest("hex")}`;
}

export function createRemoteCatalog(options: RemoteCatalogOptions): Catalog {
  const { log } = options;
  const { origin, pathname } = new URL(options.url);
  return {
    async price(lines) {
      let prices: Prices;
      try {
        prices = await fetchProducts(options, lines);
      } catch (error) {
        log.error(
          { err: error, catalog: `${origin}${pathname}` },
          "the catalog returned no prices",
        );
        return refuse(
          "catalog_unavailable",
          "The merchant's catalog is not available right now.",
          { retryAfterSeconds: RETRY_AFTER_SECONDS },
        );
      }
      return priceCart(prices, lines);
    },
  };
}

async function fetchProducts(
  options: RemoteCatalogOptions,
  lines: readonly CartLine[],
): Promise<Prices> {
  const { url, http, secret, clock, timeoutMs = TIMEOUT_MS } = options;
  const timestamp = Math.floor(clock.now() / 1000);
  const body = JSON.stringify({
    lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
  });
  const response = await http({
    url,
    method: "POST",
    headers: {
      Accept: "application/json",
      "Content-Type": "application/json",
      "Malipo-Timestamp": String(timestamp),
      "Malipo-Signature": signCatalogRequest(secret, timestamp, body),
    },
    body,
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = await readBounded(response);
  // A redirect is not followed: it would send the signed cart somewhere else.
  if (response.statusCode !== 200)
    throw new Error(
      `the catalog responded with ${response.statusCode}, not 200`,
    );
  const parsed = parseProductList(JSON.parse(text));
  if (!parsed.ok)
    throw new Error(`the catalog's response: ${parsed.problems.join("; ")}`);
  return parsed;
}

async function readBounded(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Leaving the loop cancels the rest of the body.
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_RESPONSE_BYTES)
      throw new Error(
        `the catalog's response is over ${MAX_RESPONSE_BYTES} bytes`,
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
