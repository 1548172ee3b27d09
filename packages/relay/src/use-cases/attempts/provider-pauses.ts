/** Providers' Retry-After times. Kept in memory: they only reduce the query rate. */
import type { ProviderId } from "../../domain/attempt.ts";
import type { Instant } from "../../domain/observation.ts";
import type { Clock } from "../../ports/clock.ts";

export interface ProviderPauses {
  /** `-Infinity` if there is none. */
  until(provider: ProviderId): Instant;
  begin(provider: ProviderId, seconds: number): void;
}

export function createProviderPauses(clock: Clock): ProviderPauses {
  const pauses = new Map<ProviderId, { from: Instant; until: Instant }>();
  return {
    until(provider) {
      const pause = pauses.get(provider);
      // A clock that was set back must not delay anyone.
      return pause !== undefined && pause.from <= clock.now()
        ? pause.until
        : -Infinity;
    },
    begin(provider, seconds) {
      const from = clock.now();
      pauses.set(provider, { from, until: from + seconds * 1000 });
    },
  };
}
