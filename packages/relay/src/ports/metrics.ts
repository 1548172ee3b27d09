/** Counters for operators. Labels have few possible values: never an id, a phone number or untrusted input. */
import type { ProviderId } from "../domain/attempt.ts";

export interface Metrics {
  /** The provider used an undocumented code or status, which was treated as "not final". `kind` names the field. */
  unknownValue(provider: ProviderId, kind: string): void;
  /** A callback arrived. `refused`: its signature or MAC was wrong; `unmatched`: it matches nothing here. */
  callback(
    provider: ProviderId,
    result: "recorded" | "unmatched" | "refused",
  ): void;
  /** One webhook attempt. `dead`: the last one failed as well. */
  delivery(result: "delivered" | "failed" | "dead"): void;
}
