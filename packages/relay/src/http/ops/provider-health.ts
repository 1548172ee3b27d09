/**
 * The providers' health, for `/readyz`. It never makes the relay unready: shoppers can still see their orders, and
 * payments are still recorded. Results are cached, so that requests don't put load on a provider.
 */
import type { ProviderId } from "../../domain/attempt.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { CheckHealth, HealthChecks } from "../../ports/provider-health.ts";

/** `unknown`: no response yet. */
export const PROVIDER_HEALTH = [
  "up",
  "down",
  "unknown",
  "not_configured",
] as const;
export type ProviderHealth = (typeof PROVIDER_HEALTH)[number];

export interface ProviderHealthOptions {
  readonly checks: HealthChecks;
  readonly clock: Clock;
  readonly log: Log;
  /** How long a result is cached. Default 30,000. */
  readonly keptMs?: number;
  /** How long a caller waits for a fresh result before it gets the last one. Default 300. */
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
  let checkedAt = -Infinity;
  let refreshing: Promise<void> | undefined;
  if (check === null) return () => Promise.resolve("not_configured");

  const refresh = async (): Promise<void> => {
    const isUp = await check();
    if (!isUp && known !== "down")
      log.warn({ provider }, "the provider is not responding");
    if (isUp && known === "down")
      log.info({ provider }, "the provider is responding again");
    known = isUp ? "up" : "down";
  };

  return async () => {
    const sinceMs = clock.now() - checkedAt;
    if (refreshing === undefined && (sinceMs >= keptMs || sinceMs < 0)) {
      checkedAt = clock.now();
      refreshing = refresh().finally(() => {
        refreshing = undefined;
      });
    }
    if (refreshing !== undefined) await within(waitMs, refreshing);
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
