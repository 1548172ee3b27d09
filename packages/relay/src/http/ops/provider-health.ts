/**
 * Whether the providers answer, for `/readyz`. It never makes the relay unready: shoppers can still see their orders, and
 * what was paid is still recorded. Answers are kept a while, so that whoever asks does not become load on a provider.
 */
import type { ProviderId } from "../../domain/attempt.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";

/** True when the provider's API answers; must never throw. */
export type CheckHealth = () => Promise<boolean>;

/** `unknown`: asked, and no answer yet. */
export const PROVIDER_HEALTH = [
  "up",
  "down",
  "unknown",
  "not_configured",
] as const;
export type ProviderHealth = (typeof PROVIDER_HEALTH)[number];

/** Of every provider that the relay knows; null where it is not configured. */
export type HealthChecks = Readonly<Record<ProviderId, CheckHealth | null>>;

export interface ProviderHealthOptions {
  readonly checks: HealthChecks;
  readonly clock: Clock;
  readonly log: Log;
  /** How long an answer counts. Default 30,000. */
  readonly keptMs?: number;
  /** How long a caller waits for a fresh answer; after that the last one stands. Default 300. */
  readonly waitMs?: number;
}

export type ReadProviderHealth = () => Promise<
  Record<ProviderId, ProviderHealth>
>;

const KEPT_MS = 30_000;
/** Well below the second that orchestrators give a readiness probe. */
const WAIT_MS = 300;

export function createProviderHealth(
  options: ProviderHealthOptions,
): ReadProviderHealth {
  const readers = Object.entries(options.checks).map(
    ([provider, check]) =>
      [provider, createReader(provider, check, options)] as const,
  );
  return async () => {
    const found = readers.map(
      async ([provider, read]) => [provider, await read()] as const,
    );
    return Object.fromEntries(await Promise.all(found));
  };
}

function createReader(
  provider: ProviderId,
  check: CheckHealth | null,
  { clock, log, ...options }: ProviderHealthOptions,
): () => Promise<ProviderHealth> {
  const { keptMs = KEPT_MS, waitMs = WAIT_MS } = options;
  let known: ProviderHealth = "unknown";
  let askedAt = -Infinity;
  let asking: Promise<void> | undefined;
  if (check === null) return () => Promise.resolve("not_configured");

  const ask = async (): Promise<void> => {
    const isUp = await check();
    if (!isUp && known !== "down")
      log.warn({ provider }, "the provider does not answer");
    if (isUp && known === "down")
      log.info({ provider }, "the provider answers again");
    known = isUp ? "up" : "down";
  };

  return async () => {
    const sinceMs = clock.now() - askedAt;
    if (asking === undefined && (sinceMs >= keptMs || sinceMs < 0)) {
      askedAt = clock.now();
      asking = ask().finally(() => {
        asking = undefined;
      });
    }
    if (asking !== undefined) await within(waitMs, asking);
    return known;
  };
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
