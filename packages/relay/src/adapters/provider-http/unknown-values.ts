/** Counts and logs undocumented codes; logs only the 1st, 10th, 100th… occurrence. */
import type { ProviderId } from "../../domain/attempt.ts";
import type { Log } from "../../ports/log.ts";
import type { Metrics } from "../../ports/metrics.ts";

export interface UnknownValues {
  /** `kind`: the field ("checkout_status"); `value`: the code; `id`: the object's id. */
  seen(kind: string, value: string, id: string): void;
}

/** Further values are noise, and counted together. */
const MAX_KINDS = 200;

export function createUnknownValues(
  provider: ProviderId,
  log: Log,
  metrics: Pick<Metrics, "unknownValue">,
): UnknownValues {
  const counts = new Map<string, number>();
  return {
    seen(kind, value, id) {
      metrics.unknownValue(provider, kind);
      // Anything that is not short and plain is not a code, and is not logged.
      const shown = /^[\w.-]{1,16}$/.test(value) ? value : "other";
      const name = `${kind} ${shown}`;
      const key = counts.has(name) || counts.size < MAX_KINDS ? name : kind;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      if (!/^10*$/.test(String(count))) return;
      log.warn(
        {
          provider,
          code: "upstream_value_unknown",
          kind,
          value: shown,
          count,
          id,
        },
        "the provider returned an undocumented value, which is treated as pending",
      );
    },
  };
}
