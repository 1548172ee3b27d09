/** `/livez`: the process responds. `/readyz`: the relay can serve requests, or why not. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "../../ports/log.ts";
import type { Store } from "../../ports/store.ts";
import type { ReadProviderHealth } from "./provider-health.ts";

export interface HealthOptions {
  readonly store: Pick<Store, "ping">;
  /** The offered methods; empty if none is configured. */
  readonly methods: readonly string[];
  /** Reported, but not one of the checks. */
  readonly readProviders: ReadProviderHealth;
  readonly log: Log;
  /** True once the relay accepts no new work. */
  readonly isClosing: () => boolean;
  /** The store's time-out. Default 2,000. */
  readonly storeTimeoutMs?: number;
}

type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

export interface Health {
  readonly live: Handler;
  readonly ready: Handler;
  /** What is known of the providers, now. */
  readonly providers: ReadProviderHealth;
}

const STORE_TIMEOUT_MS = 2_000;

/** Each check writes to the store, and anyone may request it, so results are cached for a second. */
const STORE_CHECK_EVERY_MS = 1_000;

export function createHealth(options: HealthOptions): Health {
  const checkStore = atMostEvery(STORE_CHECK_EVERY_MS, () =>
    isStoreUp(options),
  );
  return {
    providers: options.readProviders,
    live: (_req, res) => {
      send(res, 200, { status: "ok" });
      return Promise.resolve();
    },
    async ready(_req, res) {
      const [store, providers] = await Promise.all([
        checkStore(),
        options.readProviders(),
      ]);
      const checks = {
        store,
        provider: options.methods.length > 0,
        accepting: !options.isClosing(),
      };
      const ready = Object.values(checks).every(Boolean);
      send(res, ready ? 200 : 503, {
        status: ready ? "ready" : "not_ready",
        checks,
        methods: options.methods,
        providers,
      });
    },
  };
}

function atMostEvery<T>(ms: number, ask: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  let askedAt = -Infinity;
  return () => {
    const now = performance.now();
    if (result === undefined || now - askedAt >= ms) {
      askedAt = now;
      result = ask();
    }
    return result;
  };
}

/** The store's error is logged, not returned. */
async function isStoreUp(options: HealthOptions): Promise<boolean> {
  const timeoutMs = options.storeTimeoutMs ?? STORE_TIMEOUT_MS;
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no response within ${timeoutMs} ms`));
    }, timeoutMs);
  });
  try {
    await Promise.race([options.store.ping(), timeout]);
    return true;
  } catch (error) {
    options.log.error({ err: error }, "the store is not responding");
    return false;
  } finally {
    clearTimeout(timer);
  }
}

function send(res: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  res.writeHead(status, {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(text),
    "Cache-Control": "no-store",
  });
  res.end(text);
}
