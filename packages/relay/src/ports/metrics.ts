/** Counts for operators. Every label is one of a few words: never an id, a phone number or anything a stranger may choose. */
import type { ProviderId } from "../domain/attempt.ts";

export interface Metrics {
  /** The provider used a code or status that its documents do not name; it was read as "not final". `kind` names the space. */
  unknownValue(provider: ProviderId, kind: string): void;
  /** A callback came in. `refused`: its proof was wrong; `unmatched`: it is about nothing we know. */
  callback(
    provider: ProviderId,
    result: "recorded" | "unmatched" | "refused",
  ): void;
  /** One try to tell the merchant's backend. `dead`: the last one failed as well. */
  delivery(result: "delivered" | "failed" | "dead"): void;
}
