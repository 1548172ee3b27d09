/** Problem codes of calls that are passed on to a provider. */
import type { ProblemCode } from "@malipo/protocol";

/** Reading can fail with a conflict too, if the provider responds so. */
export const READS: readonly ProblemCode[] = [
  "provider_not_configured",
  "provider_unavailable",
  "provider_busy",
  "provider_refused",
  "provider_conflict",
  "not_found",
];

export const CHANGES: readonly ProblemCode[] = [
  ...READS,
  "provider_outcome_unknown",
];
